import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costToSolve, performanceProfile, profileAt } from '../../../../src/core/run/performance-profile.ts';
import { objectiveOf } from '../../support/objectives.ts';
import { runOf } from '../../support/run-of.ts';

const never = Number.POSITIVE_INFINITY;

describe('a performance profile', () => {
  // Four problems, three solvers; worked by hand: ratios 1 2 4 | 3 1 ∞ | 1 1 3 | ∞ ∞ ∞.
  const costs = [
    [10, 20, 40],
    [30, 10, never],
    [5, 5, 15],
    [never, Number.NaN, never],
  ];
  const { problems, curves, greatest } = performanceProfile(costs);

  test('is that of Dolan and Moré', () => {
    expect(problems).toBe(4);
    expect(greatest).toBe(4);
    expect(curves.map(({ ratios }) => ratios)).toEqual([
      [1, 3, 1, never],
      [2, 1, 1, never],
      [4, never, 3, never],
    ]);
    expect(curves.map(({ factors, parts }) => [factors, parts])).toEqual([
      [
        [1, 3],
        [0.5, 0.75],
      ],
      [
        [1, 2],
        [0.5, 0.75],
      ],
      [
        [1, 3, 4],
        [0, 0.25, 0.5],
      ],
    ]);
  });

  test.each([
    [0, 1, 0.5],
    [0, 2.9, 0.5],
    [0, 3, 0.75],
    [1, 2, 0.75],
    [2, 1, 0],
    [2, 3.5, 0.25],
    [2, 1e9, 0.5],
    [2, 0.5, 0],
  ])('the part that solver %s solves within a factor of %s', (solver, factor, part) => {
    expect(profileAt(curves[solver]!, factor)).toBe(part);
  });

  test('rises from the wins to the part that is solved, and does not depend on the unit of cost', () => {
    const cost = fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constant(never));
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((solvers) =>
        fc.array(fc.array(cost, { minLength: solvers, maxLength: solvers }), { minLength: 1 }),
      );
    fc.assert(
      fc.property(table, (drawn) => {
        const profile = performanceProfile(drawn);
        profile.curves.forEach((curve, s) => {
          const solved = drawn.filter((row) => Number.isFinite(row[s])).length / drawn.length;
          const wins = drawn.filter((row) => Number.isFinite(row[s]) && row[s] === Math.min(...row)).length;
          expect(profileAt(curve, 1)).toBe(wins / drawn.length);
          expect(profileAt(curve, profile.greatest)).toBe(solved);
          expect(curve.parts.every((part, i) => i === 0 || part >= curve.parts[i - 1]!)).toBe(true);
        });
        const doubled = performanceProfile(drawn.map((row) => row.map((each) => 2 * each)));
        expect(doubled).toEqual(profile);
      }),
    );
  });
});

describe('the cost to solve', () => {
  // f halves its root at each step of rate 1/4 on x²: f_k = 4^(−k) from 1; a step costs two evaluations.
  const { trace } = runOf(objectiveOf('f(x) = x^2'), 'gd', [1], {
    rate: { kind: 'constant', value: 0.25 },
    until: { iterations: 20 },
  });

  test('is what had been evaluated when the rest of the way was small enough', () => {
    // 4^(−k) ≤ 1e-5 first at k = 9.
    expect(costToSolve(trace, 0, 'minimize')).toBe(trace.evaluations[9]);
    expect(costToSolve(trace, 0, 'minimize', 0.25, 'iteration')).toBe(1);
    expect(costToSolve(trace, 0, 'minimize', 1e-30)).toBe(never);
  });

  test('at a start that is solved is one, and maximizing turns the sign', () => {
    expect(costToSolve(trace, 1, 'minimize', 1e-5, 'iteration')).toBe(1);
    const risen = { ...trace, f: trace.f.map((value) => -value) };
    expect(costToSolve(risen, 0, 'maximize')).toBe(trace.evaluations[9]);
  });
});
