import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import type { Method } from '../../../../src/core/methods/method.ts';
import { isSolver, METHODS } from '../../../../src/core/methods/registry.ts';
import type { Objective } from '../../../../src/core/objective.ts';
import { BURST_LIMITS, type BurstColumns, compileBurst } from '../../../../src/core/run/compile-burst.ts';
import { compileUpdate } from '../../../../src/core/run/compile-update.ts';
import { expectClose } from '../../support/close.ts';
import { objectiveOf } from '../../support/objectives.ts';

const rosenbrock = objectiveOf('f(x, y) = (1 - x)^2 + 100*(y - x^2)^2');
const rules = Object.values(METHODS).filter((method): method is Method => !isSolver(method));

function columnsOf(rows: number, n: number): BurstColumns {
  const column = () => new Float64Array(rows);
  return {
    f: column(),
    gradientNorm: column(),
    step: column(),
    rate: column(),
    x: new Float64Array(rows * n),
  };
}

/** Steps one by one: gradient, then the compiled update rule. */
function oneByOne(
  objective: Objective,
  method: Method,
  rate: number,
  start: readonly number[],
  steps: number,
): number[] {
  const n = objective.size;
  const f = compileObjective(objective);
  const update = compileUpdate(method);
  let [x, next] = [Float64Array.from(start), new Float64Array(n)];
  let state = method.state.map(({ initial }) => new Float64Array(n).fill(initial));
  let nextState = method.state.map(() => new Float64Array(n));
  const g = new Float64Array(n);
  const scalars = Float64Array.from([rate, 0, ...method.hyperparameters.map((each) => each.default)]);
  for (let k = 1; k <= steps; k++) {
    f.valueAndGradient(x, g);
    scalars[1] = k;
    update(x, g, state, scalars, next, nextState);
    [x, next, state, nextState] = [next, x, nextState, state];
  }
  return Array.from(x);
}

/** The same steps in bursts of the given lengths. */
function inBursts(
  objective: Objective,
  method: Method,
  rate: number,
  start: readonly number[],
  lengths: readonly number[],
): number[] {
  const n = objective.size;
  const burst = compileBurst(objective, 'minimize', method, { kind: 'constant', value: rate });
  if (!burst) throw new Error('the steps could not be compiled');
  const point = new Float64Array(n * (2 + method.state.length));
  point.set(start);
  let value = compileObjective(objective).valueAndGradient(
    Float64Array.from(start),
    point.subarray(n, 2 * n),
  );
  method.state.forEach(({ initial }, i) => {
    point.fill(initial, (2 + i) * n, (3 + i) * n);
  });
  const limits = new Float64Array(BURST_LIMITS.length).fill(Number.NaN);
  limits[BURST_LIMITS.indexOf('divergence')] = Number.POSITIVE_INFINITY;
  const scalars = Float64Array.from([rate, ...method.hyperparameters.map((each) => each.default)]);
  let k = 0;
  for (const rows of lengths) {
    const columns = columnsOf(rows, n);
    expect(burst(point, k, value, limits, rows, columns, scalars)).toBe(rows);
    value = columns.f[rows - 1] as number;
    k += rows;
  }
  return Array.from(point.subarray(0, n));
}

describe('steps in one compiled piece are the steps taken one by one', () => {
  for (const method of rules) {
    const rate = method.defaultRate ? method.defaultRate / 10 : 1e-4;
    test(method.name, () => {
      const start = [-1.2, 1];
      const expected = oneByOne(rosenbrock, method, rate, start, 300);
      expectClose(inBursts(rosenbrock, method, rate, start, [300]), expected, 1e-9);
    });
    test(`${method.name}: however they are cut, to the last bit`, () => {
      const whole = inBursts(rosenbrock, method, rate, [-1.2, 1], [300]);
      expect(inBursts(rosenbrock, method, rate, [-1.2, 1], [1, 2, 97, 156, 44])).toEqual(whole);
    });
  }
});

test('a burst ends at a limit, and before a point that is not finite', () => {
  const gd = METHODS.gd as Method;
  const bowl = objectiveOf('f(x) = x^2');
  const burst = compileBurst(bowl, 'minimize', gd, { kind: 'constant', value: 0 });
  const limits = Float64Array.from(BURST_LIMITS, (name) => (name === 'target' ? 0.1 : Number.NaN));
  const columns = columnsOf(50, 1);
  const point = Float64Array.of(1, 2);
  // x is multiplied by 0.6 each step: 0.36ᵏ ≤ 0.1 first for k = 3.
  expect(burst?.(point, 0, 1, limits, 50, columns, Float64Array.of(0.2))).toBe(3);
  expect(point[0]).toBeCloseTo(0.6 ** 3, 15);
  const log = objectiveOf('f(x) = x + log(x)');
  const down = compileBurst(log, 'minimize', gd, { kind: 'constant', value: 0 });
  const at = Float64Array.of(1, 2);
  expect(down?.(at, 0, 1, limits.fill(Number.NaN), 50, columns, Float64Array.of(0.4))).toBe(1);
  expect(at[0]).toBeCloseTo(0.2, 15);
});
