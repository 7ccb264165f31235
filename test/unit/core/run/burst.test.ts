import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import type { Method } from '../../../../src/core/methods/method.ts';
import { isSolver, METHODS } from '../../../../src/core/methods/registry.ts';
import type { Objective } from '../../../../src/core/objective.ts';
import {
  type Burst,
  type BurstLimit,
  compileBurst,
  HEAD,
  LIMIT_NAMES,
} from '../../../../src/core/run/compile-burst.ts';
import { compileUpdate } from '../../../../src/core/run/compile-update.ts';
import { ruleSteps } from '../../../../src/core/run/rule-steps.ts';
import { ROW } from '../../../../src/core/run/trace-columns.ts';
import { expectClose } from '../../support/close.ts';
import { objectiveOf } from '../../support/objectives.ts';

const rosenbrock = objectiveOf('f(x, y) = (1 - x)^2 + 100*(y - x^2)^2');
const rules = Object.values(METHODS).filter((method): method is Method => !isSolver(method));

/** The compiled steps of a rule, with their constants. */
function burstOf(
  objective: Objective,
  method: Method,
  rate: number,
): { readonly burst: Burst; readonly q: Float64Array } {
  const usual = Object.fromEntries(method.hyperparameters.map((each) => [each.name, each.default]));
  const steps = ruleSteps(method, { kind: 'constant', value: rate });
  const burst = steps && compileBurst(objective, 'minimize', steps, LIMIT_NAMES);
  if (!burst) throw new Error('the steps could not be compiled');
  return { burst, q: Float64Array.from(steps.constants({ hyperparameters: usual, rate, seed: 0 })) };
}

/** Limits of which only those that are given are on. */
function limitsOf(on: Partial<Record<BurstLimit, number>> = {}): Float64Array {
  return Float64Array.from(LIMIT_NAMES, (name) => on[name] ?? Number.NaN);
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

function headOf(p: Float64Array): Partial<Record<(typeof HEAD)[number], number>> {
  return Object.fromEntries(HEAD.map((name, i) => [name, p[i]]));
}

/** The same steps in bursts of the given lengths, each taken, and taken again and written down. */
function inBursts(
  objective: Objective,
  method: Method,
  rate: number,
  start: readonly number[],
  lengths: readonly number[],
): number[] {
  const n = objective.size;
  const { burst, q } = burstOf(objective, method, rate);
  const x = HEAD.length;
  const p = new Float64Array(x + n * (2 + method.state.length));
  p.set(start, x);
  p[6] = Number.POSITIVE_INFINITY;
  p[1] = compileObjective(objective).valueAndGradient(Float64Array.from(start), p.subarray(x + n, x + 2 * n));
  method.state.forEach(({ initial }, i) => {
    p.fill(initial, x + (2 + i) * n, x + (3 + i) * n);
  });
  for (const rows of lengths) {
    const before = p.slice();
    expect(burst.take()(p, rows, limitsOf(), q)).toBe(rows);
    const numbers = new Float64Array(rows * (ROW.length + n));
    expect(burst.takeAndWrite()(before, rows, limitsOf(), q, numbers, 0)).toBe(rows);
    expect(before).toEqual(p);
    const { least, best, ...last } = headOf(p);
    const end = numbers.subarray((rows - 1) * (ROW.length + n));
    expect(Array.from(end.subarray(0, 3))).toEqual([
      last.value,
      Math.sqrt(last.normSquare as number),
      Math.sqrt(last.stepSquare as number),
    ]);
    const found = numbers[((best as number) - (last.k as number) + rows - 1) * (ROW.length + n)];
    if ((best as number) > (last.k as number) - rows) expect(found).toBe(least);
    const values = Array.from({ length: rows }, (_, row) => numbers[row * (ROW.length + n)] as number);
    expect(least).toBeLessThanOrEqual(Math.min(...values));
  }
  expect(p[0]).toBe(lengths.reduce((sum, rows) => sum + rows, 0));
  return Array.from(p.subarray(x, x + n));
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
  const bowl = burstOf(objectiveOf('f(x) = x^2'), gd, 0.2);
  // After no step, f = 1 at x = 1 with slope 2.
  const begun = [0, 1, 2, 0, 4, 0, 1, 0, 1, 2];
  const p = Float64Array.from(begun);
  // x is multiplied by 0.6 each step: 0.36ᵏ ≤ 0.1 first for k = 3.
  expect(bowl.burst.take()(p, 50, limitsOf({ target: 0.1 }), bowl.q)).toBe(3);
  expect(p[HEAD.length]).toBeCloseTo(0.6 ** 3, 15);
  const log = burstOf(objectiveOf('f(x) = x + log(x)'), gd, 0.4);
  const at = Float64Array.from(begun);
  expect(log.burst.take()(at, 50, limitsOf(), log.q)).toBe(1);
  expect(at[HEAD.length]).toBeCloseTo(0.2, 15);
});
