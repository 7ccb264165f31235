import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { himmelblau } from '../../../../src/core/problems/himmelblau.ts';
import { type BasinGrid, basinMap, basinStarts, LOST, UNSETTLED } from '../../../../src/core/run/basins.ts';
import type { RunResult } from '../../../../src/core/run/run-result.ts';
import { distanceTo, placeIn } from '../../../../src/core/sampling/plane.ts';
import { objectiveOf } from '../../support/objectives.ts';
import { runOf } from '../../support/run-of.ts';

const grid = (columns: number, rows: number): BasinGrid => ({
  window: { coordinates: [0, 1], x: [-5, 5], y: [-5, 5] },
  columns,
  rows,
  base: [0, 0],
});

const end = (x: readonly number[], f: number, reason: RunResult['reason'] = 'gradient') => ({
  x,
  f,
  reason,
  gradientNorm: reason === 'gradient' ? 0 : 10,
  iterations: 1,
});

/** There is a wall between any two ends. */
const walled = () => Number.POSITIVE_INFINITY;

describe('the starts of a basin map', () => {
  test('are the middles of the cells, from the bottom left', () => {
    const window = { coordinates: [2, 0], x: [0, 4], y: [10, 12] } as const;
    expect(basinStarts({ window, columns: 2, rows: 2, base: [7, 8, 9] })).toEqual([
      [10.5, 8, 1],
      [10.5, 8, 3],
      [11.5, 8, 1],
      [11.5, 8, 3],
    ]);
  });
});

test('starts in an oblique plane lie in it, at the middles of the cells', () => {
  const half = Math.SQRT1_2;
  const plane = {
    key: 'a',
    origin: Float64Array.of(1, 2, 3),
    u: Float64Array.of(half, half, 0),
    v: Float64Array.of(0, 0, 1),
    labels: ['u', 'v'] as const,
  };
  const window = { plane, x: [0, 2], y: [-1, 1] } as const;
  const starts = basinStarts({ window, columns: 2, rows: 1, base: [0, 0, 0] });
  expect(starts.map((x) => placeIn(window, x).map((each) => Math.round(each * 1e9) / 1e9))).toEqual([
    [0.5, 0],
    [1.5, 0],
  ]);
  for (const x of starts) expect(distanceTo(window, [0, 0, 0], x)).toBeLessThan(1e-12);
});

describe('a basin map', () => {
  test('of Himmelblau finds its four minima, each by the starts around it', () => {
    const objective = objectiveOf(himmelblau.definition);
    const places = grid(16, 16);
    const starts = basinStarts(places);
    const results = starts.map(
      (start) =>
        runOf(objective, 'gd', start, {
          rate: { kind: 'constant', value: 0.01 },
          until: { gradient: 1e-6, iterations: 5000 },
        }).result,
    );
    const { minima, cells, iterations } = basinMap(
      places,
      results,
      'minimize',
      compileObjective(objective).value,
    );
    expect(minima).toHaveLength(4);
    for (const known of himmelblau.minimizers) {
      const nearest = minima.findIndex(({ x }) => Math.hypot(x[0]! - known[0]!, x[1]! - known[1]!) < 1e-4);
      expect(nearest).toBeGreaterThanOrEqual(0);
      // The start next to a minimum leads there.
      const closest = starts
        .map((start, i) => ({ i, far: Math.hypot(start[0]! - known[0]!, start[1]! - known[1]!) }))
        .sort((a, c) => a.far - c.far)[0]!;
      expect(cells[closest.i]).toBe(nearest);
    }
    expect(minima.reduce((sum, { starts: count }) => sum + count, 0)).toBe(256);
    expect(iterations).toHaveLength(256);
  });

  test('has one minimum where a loose rule leaves the ends around it, and two where there is a wall between', () => {
    const window = { coordinates: [0, 1], x: [-1.25, 1.25], y: [-1, 1] } as const;
    const places = { window, columns: 24, rows: 20, base: [0, 0] };
    const minimaOf = (definition: string) => {
      const objective = objectiveOf(definition);
      const results = basinStarts(places).map(
        (start) =>
          runOf(objective, 'gd', start, {
            rate: { kind: 'constant', value: 0.1 },
            until: { decrease: 1e-3 },
          }).result,
      );
      return basinMap(places, results, 'minimize', compileObjective(objective).value).minima;
    };
    const [only, ...others] = minimaOf('J(θ1, θ2) = θ1^2 + θ2^2');
    expect([only?.starts, others]).toEqual([480, []]);
    // Two wells at (±0.152, 0), less than a tenth of the diagonal apart, with a ridge between them.
    const wells = minimaOf('J(x, y) = x^2 + y^2 + 0.1*exp(-100*x^2)');
    expect(wells.map(({ starts }) => starts)).toEqual([240, 240]);
  });

  test('tells lost and unsettled runs from those that arrived', () => {
    const results = [
      end([1, 1], 0),
      end([1.01, 1], 1e-5, 'iterations'),
      end([4, 4], 7, 'iterations'),
      end([1e9, 0], 1e30, 'diverged'),
      end([Number.NaN, 0], Number.NaN, 'nonfinite'),
      { ...end([3, 3], 2, 'iterations'), gradientNorm: 1e-6 },
    ];
    const { minima, cells } = basinMap(grid(6, 1), results, 'minimize', walled);
    expect([...cells]).toEqual([0, 0, UNSETTLED, LOST, LOST, 1]);
    expect(minima.map(({ x, starts }) => [x, starts])).toEqual([
      [[1, 1], 2],
      [[3, 3], 1],
    ]);
  });

  test('is the same for the same ends, whatever their order', () => {
    const ends = fc.array(
      fc.tuple(
        fc.integer({ min: -4, max: 4 }),
        fc.integer({ min: -4, max: 4 }),
        fc.integer({ min: 0, max: 2 }),
      ),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(ends, fc.nat(), (drawn, turn) => {
        const results = drawn.map(([x, y, f]) => end([x, y], f));
        const by = turn % results.length;
        const turned = [...results.slice(by), ...results.slice(0, by)];
        const a = basinMap(grid(results.length, 1), results, 'minimize', walled);
        const c = basinMap(grid(results.length, 1), turned, 'minimize', walled);
        expect(c.minima).toEqual(a.minima);
        expect([...c.cells]).toEqual([...a.cells.slice(by), ...a.cells.slice(0, by)]);
        expect(a.minima.every(({ f }, i) => i === 0 || f >= a.minima[i - 1]!.f)).toBe(true);
      }),
    );
  });
});
