import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { objectiveOf } from '../../support/objectives.ts';
import { newRun } from '../../support/run-of.ts';

const bowl = objectiveOf('f(x, y) = x^2 + 3*y^2');
const compiled = compileObjective(bowl);

/**
 * Methods whose steps are taken again when their rows are asked for, one that rises and falls, so that its best point lies anywhere, and
 * one whose rows are written at once.
 */
const RUNS = [
  ['gd', 0.001],
  ['momentum', 0.0005],
  ['momentum', 0.01],
  ['gd', 0.34],
  ['rmsprop', 0.01],
] as const;

test('whatever its budget, and whenever it is asked for, the trace is that of steps taken one by one', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...RUNS),
      // 64 rows at least are kept: runs that fill them exactly are among these.
      fc.oneof(fc.integer({ min: 60, max: 66 }), fc.integer({ min: 0, max: 600 })),
      fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4000 })),
      fc.boolean(),
      ([method, value], iterations, traceBudget, asked) => {
        const options = {
          until: { iterations },
          rate: { kind: 'constant', value },
          compiled,
          traceBudget,
        } as const;
        const run = newRun(bowl, method, [1, -2], options);
        // The clock stands still, so that each call takes a number of steps and goes on.
        while (!run.done) {
          run.advance(0);
          if (asked) run.trace();
        }
        const single = newRun(bowl, method, [1, -2], { ...options, oneByOne: true });
        single.advance(Number.POSITIVE_INFINITY);
        const trace = run.trace();
        expect(trace).toEqual(single.trace());
        expect(trace.f.length).toBe(trace.length);
        expect(run.lazyTrace().length).toBe(trace.length);
        expect(run.result()?.best).toEqual(single.result()?.best);
      },
    ),
    { numRuns: 200 },
  );
});
