import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CompiledObjective, compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import type { Tuning } from '../../../../src/core/run/experiment.ts';
import { Run } from '../../../../src/core/run/run.ts';
import type { RunRequest } from '../../../../src/core/run/run-request.ts';
import type { RunResult } from '../../../../src/core/run/run-result.ts';
import { type TunedRate, tuneRate } from '../../../../src/core/run/tune.ts';
import { objectiveOf } from '../../support/objectives.ts';

function endOf(request: RunRequest, compiled: CompiledObjective): RunResult {
  const run = new Run(request, () => 0, compiled);
  run.advance(Number.POSITIVE_INFINITY);
  return run.result() as RunResult;
}

function tuned(text: string, start: readonly number[], tuning: Tuning, method = 'gd'): TunedRate {
  const objective = objectiveOf(text);
  const request: RunRequest = {
    objective,
    sense: 'minimize',
    start,
    choice: { method, hyperparameters: {}, gradient: { name: 'backprop', settings: {} } },
    until: { iterations: 100_000 },
  };
  const compiled = compileObjective(objective);
  const search = tuneRate([request], tuning);
  for (let next = search.next([]); ; ) {
    if (next.done) return next.value;
    next = search.next(next.value.map((trial) => endOf(trial, compiled)));
  }
}

// Gradient descent on (x² + c·y²)/2 is fastest at η = 2/(1 + c) (Nesterov 2004, theorem 2.1.15).
test('of gradient descent on a quadratic is near the best that there is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 40 }), (c) => {
      const { rate } = tuned(`f(x, y) = (x^2 + ${c}*y^2)/2`, [1, 1], {
        low: 1e-4,
        high: 10,
        evaluations: 20_000,
      });
      expect(rate).toBeGreaterThan((2 / (1 + c)) * 0.8);
      expect(rate).toBeLessThan((2 / (1 + c)) * 1.2);
    }),
    { numRuns: 20 },
  );
});

test('stays within its budget, the same for every method, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 500, max: 20_000 }),
      fc.constantFrom('gd', 'momentum', 'adam', 'rmsprop', 'nesterov'),
      (evaluations, method) => {
        const found = tuned(
          'f(x, y) = (1 - x)^2 + 100*(y - x^2)^2',
          [-1.2, 1],
          { low: 1e-5, high: 1, evaluations },
          method,
        );
        expect(found.evaluations).toBeLessThanOrEqual(evaluations + 2);
        expect(found.trials.every(({ rate }) => rate >= 1e-5 && rate <= 1)).toBe(true);
        expect(found.trials.map(({ rate }) => rate)).toContain(found.rate);
        const again = tuned(
          'f(x, y) = (1 - x)^2 + 100*(y - x^2)^2',
          [-1.2, 1],
          { low: 1e-5, high: 1, evaluations },
          method,
        );
        expect(again).toEqual(found);
      },
    ),
    { numRuns: 15 },
  );
});
