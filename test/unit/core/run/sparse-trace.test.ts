import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sparseTrace } from '../../../../src/core/run/sparse-trace.ts';
import { objectiveOf } from '../../support/objectives.ts';
import { runOf } from '../../support/run-of.ts';

const bowl = objectiveOf('f(x, y) = x^2 + 3*y^2');

test('what is left are rows of the trace, evenly, with the first and the last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 2, max: 400 }), (iterations, most) => {
      const { trace } = runOf(bowl, 'gd', [1, -2], {
        rate: { kind: 'constant', value: 0.001 },
        until: { iterations },
      });
      const sparse = sparseTrace(trace, most);
      expect(sparse.length).toBeLessThanOrEqual(most + 1);
      if (trace.length <= most) expect(sparse).toBe(trace);
      const rows = Array.from(sparse.iteration);
      expect([rows[0], rows.at(-1)]).toEqual([0, iterations]);
      const steps = new Set(rows.slice(1, -1).map((row, i) => row - (rows[i] as number)));
      expect([...steps].every((step) => step === sparse.stride)).toBe(true);
      for (const [i, row] of rows.entries()) {
        for (const name of ['f', 'gradientNorm', 'step', 'rate', 'evaluations'] as const) {
          expect(sparse[name][i]).toBe(trace[name][row]);
        }
        expect(sparse.x.subarray(2 * i, 2 * i + 2)).toEqual(trace.x.subarray(2 * row, 2 * row + 2));
      }
    }),
    { numRuns: 60 },
  );
});
