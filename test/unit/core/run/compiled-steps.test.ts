import { describe, expect, test } from 'vitest';
import type { Method } from '../../../../src/core/methods/method.ts';
import { isSolver, METHODS } from '../../../../src/core/methods/registry.ts';
import { CLASSICAL_PROBLEMS } from '../../../../src/core/problems/index.ts';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';
import { objectiveOf } from '../../support/objectives.ts';
import { type RunOptions, runOf } from '../../support/run-of.ts';

const compiled = Object.values(METHODS).filter((method) => isSolver(method) && method.steps);

test('there are solvers with compiled steps', () => {
  expect(compiled.map(({ name }) => name)).toContain('bfgs');
});

/** A run takes the same way whether its steps are compiled or taken one by one: every column, and how it ends. */
function expectSame(text: string, method: string, start: readonly number[], options: RunOptions = {}): void {
  const objective = objectiveOf(text);
  const together = runOf(objective, method, start, options);
  expect(together).toEqual(runOf(objective, method, start, { ...options, oneByOne: true }));
  expect(together.trace.length).toBeGreaterThan(1);
}

describe.each(compiled.map(({ name }) => name))(
  '%s: compiled steps are its own, to the last bit',
  (method) => {
    test.each(CLASSICAL_PROBLEMS)('$name', ({ definition, starts }) => {
      for (const start of starts) expectSame(definition, method, start, { until: { iterations: 300 } });
    });

    test('a maximum', () => {
      const text = 'f(x, y) = 3 - (1 - x)^2 - 100*(y - x^2)^2';
      expectSame(text, method, [-1.2, 1], { sense: 'maximize', until: { target: 3 - 1e-12 } });
    });

    test.each([
      ['f ends', 'f(x, y) = -log(x) + x + abs(y)', [1e-3, 3]],
      ['f has kinks', 'f(x, y) = abs(x) + 100*abs(y - x)', [3, -1]],
      ['squares overflow', 'f(x, y) = 1e160*(x^2 + 3*y^4)', [1, 2]],
      ['f overflows', 'f(x, y) = exp(x) + exp(-30*x) + (x*y - 1)^2', [-3, 20]],
      ['the first step is long', 'f(x, y) = 1e-9*(x^2 + y^4)', [10, 20]],
    ])('where %s', (_, text, start) => expectSame(text, method, start));

    test.each([
      { evaluations: 17 },
      { evaluations: 18 },
      { iterations: 7 },
      { decrease: 0.1 },
      { step: 0.05 },
      { target: 0.5 },
      { relativeDecrease: 0.2 },
      { gradient: 0.1 },
    ])('until %o', (until) =>
      expectSame('f(x, y) = (1 - x)^2 + 100*(y - x^2)^2', method, [-1.2, 1], { until }),
    );
  },
);

describe('update rules where f ends in the middle of a run', () => {
  const objective = objectiveOf('f(x, y) = (x - 3)^2 + y^2 + 1e-3*sqrt(2 - x)');
  const rules = Object.values(METHODS).filter((method): method is Method => !isSolver(method));

  test.each(rules)('$name ends at the step at which it ends one by one', ({ name, defaultRate = 0.01 }) => {
    const rate = { kind: 'constant', value: defaultRate } as const;
    const options = { rate, until: { iterations: 100_000 } };
    const { result } = runOf(objective, name, [0, 1], options);
    const single = runOf(objective, name, [0, 1], { ...options, oneByOne: true }).result;
    expect(result.reason).toBe('nonfinite');
    expect(result.message).toMatch(/^in step \d+ f is NaN, at x = 2/);
    expect([result.iterations, result.message]).toEqual([single.iterations, single.message]);
  });

  test('a rate goes on from its own step, not from the first', () => {
    const { methods } = parseGd('f(x) = x\nminimize f\n  with gd(rate = 0.2 + 0.01*k)').experiments[0]!
      .experiment;
    const options = { rate: methods[0]!.rate!, until: { iterations: 1000 } };
    const { result } = runOf(objective, 'gd', [0, 1], options);
    expect(result.reason).toBe('nonfinite');
    expect(result).toEqual(runOf(objective, 'gd', [0, 1], { ...options, oneByOne: true }).result);
  });
});
