import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cmaEs } from '../../../../src/core/methods/cma-es.ts';
import { coordinateDescent } from '../../../../src/core/methods/coordinate-descent.ts';
import { differentialEvolution } from '../../../../src/core/methods/differential-evolution.ts';
import { neldermead } from '../../../../src/core/methods/neldermead.ts';
import { patternSearch } from '../../../../src/core/methods/pattern-search.ts';
import type { Solver } from '../../../../src/core/methods/solver.ts';
import { expectClose } from '../../support/close.ts';
import { solve } from '../../support/solve.ts';

/** No even numbers, whose ties rounding would break this way or that. */
const entry = fc.integer({ min: -2990, max: 2990 }).map((i) => (i + 0.37) / 997);
const point = fc.tuple(entry, entry, entry);

/** A bent valley in three variables, not the same in any two of them. */
function valley(x: Float64Array): number {
  return 10 * (x[1]! - x[0]! * x[0]!) ** 2 + (1 - x[0]!) ** 2 + 3 * (x[2]! - 0.5 * x[1]!) ** 2;
}

const permuted = (x: Float64Array) => Float64Array.of(x[2]!, x[0]!, x[1]!);

describe.each([
  ['neldermead', neldermead, { size: 0.5 }],
  ['cmaes', cmaEs, {}],
  ['pattern', patternSearch, {}],
] as [string, Solver, Record<string, number>][])('%s', (_, solver, hyperparameters) => {
  it('sees ranks only: eight times f has the same run, bit for bit', () => {
    fc.assert(
      fc.property(point, (start) => {
        const paths = [valley, (x: Float64Array) => 8 * valley(x)].map(
          (f) => solve(solver, f, start, { evaluations: 100, hyperparameters }).x,
        );
        expect(paths[1]).toEqual(paths[0]);
      }),
      { numRuns: 30 },
    );
  });
});

// Not pattern search: the points of its mesh are often equally high, and rounding breaks such ties this way or that.
describe.each([
  ['neldermead', neldermead, { size: 0.5 }],
  ['cmaes', cmaEs, {}],
] as [string, Solver, Record<string, number>][])('%s', (_, solver, hyperparameters) => {
  it('sees no origin: a translated problem has a translated run', () => {
    fc.assert(
      fc.property(point, point, (start, shift) => {
        const plain = solve(solver, valley, start, { evaluations: 120, hyperparameters });
        const moved = (x: Float64Array) => valley(x.map((value, i) => value - shift[i]!));
        const other = solve(
          solver,
          moved,
          start.map((value, i) => value + shift[i]!),
          {
            evaluations: 120,
            hyperparameters,
          },
        );
        // Rounding may turn a comparison of nearly equal values; the first ones are far apart.
        expectClose(other.values.slice(0, 5), plain.values.slice(0, 5), 1e-7);
      }),
      { numRuns: 30 },
    );
  });
});

it('Nelder and Mead do not mind the order of the variables', () => {
  fc.assert(
    fc.property(point, (start) => {
      const plain = solve(neldermead, valley, start, { evaluations: 300 });
      const back = (x: Float64Array) => valley(Float64Array.of(x[1]!, x[2]!, x[0]!));
      const other = solve(neldermead, back, Array.from(permuted(Float64Array.from(start))), {
        evaluations: 300,
      });
      expect(other.values).toEqual(plain.values);
      expect(other.x).toEqual(Array.from(permuted(Float64Array.from(plain.x))));
    }),
    { numRuns: 30 },
  );
});

it('coordinate descent is the Gauss–Seidel iteration on a quadratic', () => {
  const f = ([x, y]: Float64Array) => x! * x! + x! * y! + 2 * y! * y!;
  const path: number[][] = [];
  const recording: Solver = {
    ...coordinateDescent,
    step: (state, current, evaluator) => {
      path.push(Array.from(current.x));
      return coordinateDescent.step(state as never, current, evaluator);
    },
  };
  solve(recording, f, [3, 2]);
  let [x, y] = [3, 2];
  for (let k = 1; k < 12; k++) {
    if (k % 2 === 1) x = -y / 2;
    else y = -x / 4;
    expectClose(path[k]!, [x, y], 1e-7);
  }
});

it('differential evolution gives way only to what is not higher: the population never gets worse', () => {
  const state = { values: [] as number[][] };
  const watching: Solver = {
    ...differentialEvolution,
    step: (inner, current, evaluator) => {
      const outcome = differentialEvolution.step(inner as never, current, evaluator);
      state.values.push(Array.from((inner as { values: Float64Array }).values));
      return outcome;
    },
  };
  solve(watching, valley, [-1, 1, 0], { evaluations: 3000 });
  for (let k = 1; k < state.values.length; k++) {
    state.values[k]!.forEach((value, i) => {
      expect(value).toBeLessThanOrEqual(state.values[k - 1]![i]!);
    });
  }
});
