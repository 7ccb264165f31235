import { describe, expect, test } from 'vitest';
import type { Rate, StopRule } from '../../../../src/core/run/experiment.ts';
import { Run } from '../../../../src/core/run/run.ts';
import type { RunResult } from '../../../../src/core/run/run-result.ts';
import type { Trace } from '../../../../src/core/run/trace.ts';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';
import { expectClose } from '../../support/close.ts';
import { objectiveOf } from '../../support/objectives.ts';

interface Options {
  readonly method?: string;
  readonly rate?: number | Rate;
  readonly until?: StopRule;
  readonly sense?: 'minimize' | 'maximize';
  readonly clock?: () => number;
}

/** A run of gradient descent that has not begun. */
function make(text: string, start: readonly number[], options: Options = {}): Run {
  const {
    method = 'gd',
    rate = 0.1,
    until = { iterations: 100 },
    sense = 'minimize',
    clock = () => 0,
  } = options;
  return new Run(
    {
      objective: objectiveOf(text),
      sense,
      start,
      choice: {
        method,
        rate: typeof rate === 'number' ? { kind: 'constant', value: rate } : rate,
        hyperparameters: {},
        gradient: { name: 'backprop', settings: {} },
      },
      until,
    },
    clock,
  );
}

/** The same, carried out. */
function carry(text: string, start: readonly number[], options: Options = {}): RunResult & { trace: Trace } {
  const run = make(text, start, options);
  run.advance(Number.POSITIVE_INFINITY);
  return { ...(run.result() as RunResult), trace: run.trace() };
}

const BOWL = 'J(θ1, θ2) = θ1^2 + θ2^2';

/** A rate as an expression in k. */
function schedule(text: string): Rate {
  const { experiments } = parseGd(`f(x) = x^2\nminimize f\n  with gd(rate = ${text})`);
  return experiments[0]?.experiment.methods[0]?.rate as Rate;
}

test('the article’s numbers', () => {
  const { trace, ...result } = carry(BOWL, [0.75, 0.75], { rate: 0.2, until: { decrease: 1e-3 } });
  expect(result).toMatchObject({
    iterations: 8,
    reason: 'decrease',
    evaluations: { f: 9, gradient: 9, jvp: 0, hvp: 0 },
  });
  expectClose(result.x, [0.75 * 0.6 ** 8, 0.75 * 0.6 ** 8], 1e-15);
  expect(result.x[0]?.toPrecision(7)).toBe('0.01259712');
  expect(result.f.toExponential(5)).toBe('3.17375e-4');
  expect(result.message).toBe('f fell by 5.642e-4 in step 8, less than 0.001');
  expect(trace.length).toBe(9);
});

describe('every reason has its sentence', () => {
  test.each<[string, string, number[], Options, string, number, string]>([
    [
      'gradient',
      BOWL,
      [1, 0],
      { until: { gradient: 1 } },
      'gradient',
      4,
      'the norm of the gradient is 0.8192, less than 1',
    ],
    [
      'relative decrease',
      'f(x) = 1 + x^2',
      [1],
      { until: { relativeDecrease: 0.1 } },
      'decrease',
      4,
      'f fell by 0.07477 of its size in step 4, less than 0.1',
    ],
    [
      'relative decrease of a maximum',
      'f(x) = -1 - x^2',
      [1],
      { sense: 'maximize', until: { relativeDecrease: 0.1 } },
      'decrease',
      4,
      'f rose by 0.07477 of its size in step 4, less than 0.1',
    ],
    [
      'relative decrease of nothing',
      'f(x) = x^2',
      [1],
      { rate: 1, until: { relativeDecrease: 1e-9 } },
      'decrease',
      1,
      'f fell by 0 of its size in step 1, less than 1e-9',
    ],
    ['step', BOWL, [1, 0], { until: { step: 0.15 } }, 'step', 3, 'step 3 was 0.128 long, less than 0.15'],
    ['target', BOWL, [1, 0], { until: { target: 0.5 } }, 'target', 2, 'f reached 0.4096, the target is 0.5'],
    [
      'target of a maximum',
      'f(x) = -x^2',
      [1],
      { sense: 'maximize', until: { target: -0.5 } },
      'target',
      2,
      'f reached -0.4096, the target is -0.5',
    ],
    ['iterations', BOWL, [1, 0], { until: { iterations: 3 } }, 'iterations', 3, 'all 3 steps were taken'],
    ['one iteration', BOWL, [1, 0], { until: { iterations: 1 } }, 'iterations', 1, 'the one step was taken'],
    ['no iterations', BOWL, [1, 0], { until: { iterations: 0 } }, 'iterations', 0, 'all 0 steps were taken'],
    [
      'evaluations',
      BOWL,
      [1, 0],
      { until: { evaluations: 7 } },
      'evaluations',
      3,
      '8 evaluations were made, 7 are allowed',
    ],
    [
      'rise',
      BOWL,
      [1, 0],
      { rate: 1, until: { decrease: 1e-3 } },
      'decrease',
      1,
      'f fell by 0 in step 1, less than 0.001',
    ],
    [
      'rise of a maximum',
      'f(x) = -x^2',
      [1],
      { sense: 'maximize', rate: 0.49, until: { decrease: 0.01 } },
      'decrease',
      2,
      'f rose by 3.998e-4 in step 2, less than 0.01',
    ],
    [
      'diverged',
      BOWL,
      [1, 0],
      { rate: 2, until: {} },
      'diverged',
      13,
      'f grew to 2.542e12 in 13 steps; try a smaller rate',
    ],
    [
      'diverged upside down',
      'f(x) = -x^2',
      [1],
      { sense: 'maximize', rate: 2, until: {} },
      'diverged',
      13,
      'f fell to -2.542e12 in 13 steps; try a smaller rate',
    ],
    [
      'stationary',
      BOWL,
      [0, 0],
      { until: { iterations: 9 } },
      'gradient',
      0,
      'the gradient is exactly 0: a stationary point',
    ],
    [
      'flat',
      'f(x) = x > 0 ? 1 : x^2',
      [5],
      { until: { iterations: 9 } },
      'flat',
      0,
      'the gradient is exactly 0 here and around: f is flat at this place; start somewhere else',
    ],
    [
      'flat, where the rule asks for a small gradient',
      'f(x) = -exp(-x^2)',
      [40],
      { until: { gradient: 1e-6 } },
      'flat',
      0,
      'the gradient is exactly 0 here and around: f is flat at this place; start somewhere else',
    ],
    [
      'stationary, where the rule asks for a small gradient',
      BOWL,
      [0, 0],
      { until: { gradient: 1e-6 } },
      'gradient',
      0,
      'the norm of the gradient is 0, less than 1e-6',
    ],
    [
      'stationary at the border of the domain, beyond which the gradient is NaN',
      'f(x, y) = sqrt(x*y)',
      [0, 0],
      { until: { gradient: 1e-6 } },
      'gradient',
      0,
      'the norm of the gradient is 0, less than 1e-6',
    ],
    [
      'nonfinite at the start',
      'f(x) = log(x)',
      [-1],
      {},
      'nonfinite',
      0,
      'at the start f is NaN, at x = -1; choose another start',
    ],
    [
      'derivative not finite at the start',
      'f(x) = x^(1/3)',
      [0],
      {},
      'nonfinite',
      0,
      'at the start the derivative by x is Infinity, at x = 0; choose another start',
    ],
    [
      'nonfinite on the way',
      'f(x) = -log(x - 1) + 100*x',
      [3],
      { rate: 0.01 },
      'nonfinite',
      2,
      'in step 3 f is NaN, at x = 0.6838; the run ends at the point before',
    ],
  ])('%s', (_, text, start, options, reason, iterations, message) => {
    const result = carry(text, start, options);
    expect([result.reason, result.message]).toEqual([reason, message]);
    expect(result.iterations).toBe(iterations);
    expect(result.x.every(Number.isFinite)).toBe(true);
  });

  test('a start where f is not finite has its row in the trace, so that one can look there', () => {
    const { trace } = carry('f(x) = x - log(x)', [0]);
    expect([trace.length, [...trace.x], [...trace.f]]).toEqual([1, [0], [Number.POSITIVE_INFINITY]]);
    const { trace: lost, best } = carry('f(x, y) = sqrt(-1 - x^2) + y', [1, 1], { method: 'neldermead' });
    expect([[...lost.x], [...lost.f], best.f]).toEqual([[1, 1], [Number.NaN], Number.NaN]);
  });

  test('time', () => {
    let now = 0;
    const result = carry(BOWL, [1, 0], { rate: 1e-9, until: { time: 2 }, clock: () => (now += 250) });
    expect(result.reason).toBe('time');
    expect(result.message).toMatch(/^\d+(\.\d+)? s have passed, 2 s are allowed$/);
    expect(result.seconds).toBeGreaterThanOrEqual(2);
  });

  test('cancelled, before the start and on the way; it stays so', () => {
    const run = make(BOWL, [1, 0], { rate: 1e-9, until: { iterations: 1000 } });
    run.advance(0);
    run.cancel();
    const { iterations, reason, message } = run.result() as RunResult;
    expect([reason, message]).toEqual(['cancelled', `cancelled after ${iterations} steps`]);
    run.advance(1);
    expect(run.result()?.iterations).toBe(iterations);
    const early = make(BOWL, [1, 0]);
    early.cancel();
    early.advance(1);
    expect(early.result()).toMatchObject({ reason: 'cancelled', iterations: 0, x: [1, 0] });
  });
});

describe('only finite points are accepted', () => {
  test('the last finite point stays, and is in the trace', () => {
    const { x, f, trace, iterations } = carry('f(x) = -log(x - 1) + 100*x', [3], { rate: 0.01 });
    expect(f).toBe(trace.f[trace.length - 1]);
    expect(x[0]).toBe(trace.x[trace.length - 1]);
    expect(trace.iteration[trace.length - 1]).toBe(iterations);
    for (const column of [trace.f, trace.gradientNorm, trace.x])
      expect(column.every(Number.isFinite)).toBe(true);
  });

  test('an infinite point is not accepted, though f is finite there', () => {
    const result = carry('f(x) = 100*atan(x)', [0], { rate: 1e308, until: { iterations: 5 } });
    expect(result).toMatchObject({ reason: 'nonfinite', iterations: 0, x: [0] });
    expect(result.message).toBe(
      'in step 1 the point is not finite, at x = -Infinity; the run ends at the point before',
    );
  });

  test.each([
    ['in the first steps', 5],
    ['in compiled steps', 500],
  ])('a rate below 0 ends the run before it climbs, %s', (_, steps) => {
    const rate = schedule(`0.001*(${steps} - k)`);
    const result = carry('f(x) = x^2', [1], { rate, until: { iterations: 3 * steps, gradient: 0 } });
    // The rate 0 of step `steps` + 1 leaves x where it is.
    expect(result).toMatchObject({ reason: 'step', iterations: steps + 1 });
    expect(result.message).toBe(
      `the rate at k = ${steps + 1} is -0.001, and below 0 a step leads away from an optimum; write one that stays above 0, as 0.1/(k + 1) or max(0.1 - 1e-3*k, 1e-4)`,
    );
  });

  test('a rate that is no number is told with its step', () => {
    const result = carry('f(x) = x^2', [1], { rate: schedule('0.1/(2 - k)'), until: { iterations: 5 } });
    expect(result).toMatchObject({ reason: 'nonfinite', iterations: 2 });
    expect(result.message).toBe(
      'the rate of step 3 is Infinity; write one that has a value for every k from 0 on, as 0.1/(k + 1)',
    );
  });

  test('lengths neither vanish nor overflow', () => {
    const tiny = carry('f(x, y) = 1e-200*(3*x + 4*y)', [0, 0], { until: { iterations: 1 } });
    expectClose([tiny.gradientNorm * 1e200, (tiny.trace.step[1] as number) * 1e201], [5, 5]);
    expect(tiny.reason).toBe('iterations');
    const huge = carry('f(x, y) = 1e150*(3*x + 4*y)', [0, 0], { rate: 1, until: { iterations: 1 } });
    expectClose([huge.gradientNorm / 1e150, (huge.trace.step[1] as number) / 1e150], [5, 5]);
  });

  test('a run that cannot start is refused with a sentence', () => {
    expect(() => make(BOWL, [1])).toThrow('the start is 2 finite numbers; 1 were given');
    expect(() => make(BOWL, [1, Number.NaN])).toThrow('entry 2 of the start is NaN; give 2 finite numbers');
    expect(() => make(BOWL, [1, 1], { method: 'foo' })).toThrow('there is no method foo; there is gd, ');
    expect(() => make(BOWL, [1, 1], { method: 'toString' })).toThrow('there is no method toString');
  });
});

describe('the trace', () => {
  test('its columns belong together', () => {
    const { trace } = carry('f(x, y) = (1 - x)^2 + 100*(y - x^2)^2', [-1.2, 1], {
      rate: 5e-4,
      until: { iterations: 40 },
    });
    const f = (x: number, y: number) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    expect(trace).toMatchObject({ length: 41, dimension: 2, stride: 1 });
    for (let k = 0; k < trace.length; k++) {
      const [x, y] = [trace.x[2 * k] as number, trace.x[2 * k + 1] as number];
      const g = [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)];
      expect(trace.iteration[k]).toBe(k);
      expectClose(
        [trace.f[k] as number, trace.gradientNorm[k] as number],
        [f(x, y), Math.hypot(...g)],
        1e-12,
      );
      expect(trace.evaluations[k]).toBe(2 * (k + 1));
      if (k === 0) {
        expect([trace.step[0], trace.rate[0]]).toEqual([0, Number.NaN]);
      } else {
        expect(trace.rate[k]).toBe(5e-4);
        expectClose([trace.step[k] as number], [5e-4 * (trace.gradientNorm[k - 1] as number)], 1e-12);
      }
    }
  });

  test('a schedule counts k from 0', () => {
    const { trace } = carry(BOWL, [1, 1], { rate: schedule('0.1/(k + 1)'), until: { iterations: 3 } });
    expectClose(trace.rate.subarray(1), [0.1, 0.1 / 2, 0.1 / 3], 1e-15);
  });

  test('of a maximum it holds the user’s f', () => {
    const { trace, f, best } = carry('f(x) = 1 - x^2', [1], {
      sense: 'maximize',
      rate: 0.1,
      until: { iterations: 5 },
    });
    expect(trace.f[0]).toBe(0);
    expect(trace.f[5]).toBe(f);
    expect(f).toBeGreaterThan(0.8);
    expect(best.f).toBe(f);
  });

  test('the best point is the best, not the last', () => {
    const { best, f, trace } = carry('f(x) = x^2', [1], {
      method: 'momentum',
      rate: 0.3,
      until: { iterations: 30 },
    });
    expect(best.f).toBe(Math.min(...trace.f));
    expect(best.f).toBeLessThan(f);
    expect(trace.f[best.iteration]).toBe(best.f);
  });

  test('a long run is thinned evenly within bounds; first, best and last stay', () => {
    const steps = 1_200_001;
    const { trace, iterations, best } = carry('f(x) = (x - 1)^2', [0], {
      rate: schedule('k < 777777 ? 0.01 : 0.9999'),
      until: { iterations: steps },
    });
    expect(iterations).toBe(steps);
    expect(trace.length * (trace.dimension + 6)).toBeLessThanOrEqual(4_100_000);
    expect(trace.stride).toBeGreaterThan(1);
    expect(trace.iteration[0]).toBe(0);
    expect(trace.iteration[trace.length - 1]).toBe(steps);
    const odd = Array.from(trace.iteration).filter(
      (k, i, all) => k % trace.stride !== 0 || (i > 0 && k <= (all[i - 1] as number)),
    );
    expect(odd.length).toBeLessThanOrEqual(2);
    expect(trace.f.reduce((least, f) => Math.min(least, f), 1)).toBe(best.f);
    expect(trace.iteration).toContain(best.iteration);
  }, 20_000);

  test('the same request gives the same trace, bit for bit, however it is cut', () => {
    const options = { method: 'adam', rate: 0.05, until: { iterations: 500 } };
    const text = 'f(x, y) = (1 - x)^2 + 100*(y - x^2)^2';
    const whole = carry(text, [-1.2, 1], options).trace;
    const run = make(text, [-1.2, 1], options);
    let slices = 0;
    for (; !run.done; slices++) run.advance(0);
    expect(slices).toBeGreaterThan(5);
    expect(run.trace()).toEqual(whole);
    expect(carry(text, [-1.2, 1], options).trace).toEqual(whole);
  });
});
