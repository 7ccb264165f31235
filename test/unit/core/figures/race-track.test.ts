import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { positionAt, raceTrack } from '../../../../src/core/figures/race-track.ts';
import { racePlaces } from '../../../../src/core/run/race-places.ts';
import type { Trace } from '../../../../src/core/run/trace.ts';

/** A trace through points of a plane. */
function traceOf(points: readonly (readonly [number, number])[]): Trace {
  const column = Float64Array.from(points, (_, k) => k);
  return {
    length: points.length,
    dimension: 2,
    iteration: column,
    f: column,
    gradientNorm: column,
    step: column,
    rate: column,
    evaluations: column,
    x: Float64Array.from(points.flat()),
    stride: 1,
  };
}

const trackOf = (points: readonly (readonly [number, number])[]) => {
  const trace = traceOf(points);
  return raceTrack(trace, racePlaces(trace, 'iteration') as Float64Array, ({ x }, index) => {
    const place = [x[2 * index] as number, x[2 * index + 1] as number] as const;
    return place.every(Number.isFinite) ? place : undefined;
  });
};

describe('the way of a run in a race', () => {
  test('leads from iterate to iterate, or jumps', () => {
    const track = trackOf([
      [0, 0],
      [30, 40],
      [30, 100],
    ]);
    expect(positionAt(track, 0.5)).toEqual({ x: 15, y: 20, length: 25, vertex: 0 });
    expect(positionAt(track, 0.5, true)).toEqual({ x: 0, y: 0, length: 0, vertex: 0 });
    expect(positionAt(track, 1)).toEqual({ x: 30, y: 40, length: 50, vertex: 1 });
    expect(positionAt(track, 99)).toEqual({ x: 30, y: 100, length: 110, vertex: 2 });
  });

  test('leaves out what is not told apart, and what has no place, but never the end', () => {
    const track = trackOf([
      [0, 0],
      [0.1, 0],
      [Number.NaN, 0],
      [50, 0],
      [50.1, 0],
    ]);
    expect([...track.at]).toEqual([0, 3, 4]);
    expect(positionAt(trackOf([]), 1)).toBeUndefined();
  });

  test('never is farther than a pixel from the iterate reached', () => {
    const coordinate = fc.double({ min: 0, max: 500, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 40 }), (points) => {
        const track = trackOf(points);
        points.forEach(([x, y], k) => {
          const at = positionAt(track, k);
          if (!at) throw new Error('the way has a vertex');
          const before = track.at.findLastIndex((each) => each <= k);
          const kept = track.at[before] === k;
          if (kept) expect(Math.hypot(at.x - x, at.y - y)).toBe(0);
          else
            expect(Math.hypot((track.x[before] as number) - x, (track.y[before] as number) - y)).toBeLessThan(
              0.6,
            );
        });
      }),
    );
  });
});
