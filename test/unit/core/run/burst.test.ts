import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import type { Method } from '../../../../src/core/methods/method.ts';
import { isSolver, METHODS } from '../../../../src/core/methods/registry.ts';
import type { Objective } from '../../../../src/core/objective.ts';
import {
  BURST_LIMITS,
  type Burst,
  type BurstLimit,
  type BurstLimits,
  compileBurst,
  HEAD,
} from '../../../../src/core/run/compile-burst.ts';
import { compileUpdate } from '../../../../src/core/run/compile-update.ts';
import { ruleSteps } from '../../../../src/core/run/rule-steps.ts';
import { ROW } from '../../../../src/core/run/trace-recorder.ts';
import { expectClose } from '../../support/close.ts';
import { objectiveOf } from '../../support/objectives.ts';

const rosenbrock = objectiveOf('f(x, y) = (1 - x)^2 + 100*(y - x^2)^2');
const rules = Object.values(METHODS).filter((method): method is Method => !isSolver(method));

const LIMITS = Object.keys(BURST_LIMITS) as BurstLimit[];

/** The compiled steps of a rule, with their constants. */
function burstOf(
  objective: Objective,
  method: Method,
  rate: number,
): { readonly burst: Burst; readonly q: Float64Array } {
  const usual = Object.fromEntries(method.hyperparameters.map((each) => [each.name, each.default]));
  const steps = ruleSteps(method, { kind: 'constant', value: rate });
  const burst = steps && compileBurst(objective, 'minimize', steps, LIMITS);
  if (!burst) throw new Error('the steps could not be compiled');
  return { burst, q: Float64Array.from(steps.constants({ hyperparameters: usual, rate, seed: 0 })) };
}

/** Limits of which only those that are given are on. */
function limitsOf(on: Partial<BurstLimits> = {}): BurstLimits {
  const off = Object.fromEntries(LIMITS.map((name) => [name, Number.NaN]));
  return { ...(off as Record<keyof BurstLimits, number>), ...on };
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
  const { burst, q } = burstOf(objective, method, rate);
  const x = HEAD.length;
  const p = new Float64Array(x + n * (2 + method.state.length));
  p.set(start, x);
  p[1] = compileObjective(objective).valueAndGradient(Float64Array.from(start), p.subarray(x + n, x + 2 * n));
  method.state.forEach(({ initial }, i) => {
    p.fill(initial, x + (2 + i) * n, x + (3 + i) * n);
  });
  for (const rows of lengths) {
    const numbers = new Float64Array(rows * (ROW.length + n));
    expect(burst(p, rows, numbers, 0, limitsOf(), q)).toBe(rows);
    expect(p[1]).toBe(numbers[(rows - 1) * (ROW.length + n)]);
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
  const numbers = new Float64Array(50 * (ROW.length + 1));
  const p = Float64Array.of(0, 1, 2, 1, 2);
  // x is multiplied by 0.6 each step: 0.36ᵏ ≤ 0.1 first for k = 3.
  expect(bowl.burst(p, 50, numbers, 0, limitsOf({ target: 0.1 }), bowl.q)).toBe(3);
  expect(p[3]).toBeCloseTo(0.6 ** 3, 15);
  const log = burstOf(objectiveOf('f(x) = x + log(x)'), gd, 0.4);
  const at = Float64Array.of(0, 1, 2, 1, 2);
  expect(log.burst(at, 50, numbers, 0, limitsOf(), log.q)).toBe(1);
  expect(at[3]).toBeCloseTo(0.2, 15);
});
