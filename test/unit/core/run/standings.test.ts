import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryAt, racePlaces } from '../../../../src/core/run/race-places.ts';
import type { StopReason } from '../../../../src/core/run/run-result.ts';
import { bestOfRace, type Racer, standingsAt } from '../../../../src/core/run/standings.ts';
import type { Trace } from '../../../../src/core/run/trace.ts';

/** A trace of one variable with these values of f; every iterate costs so many evaluations. */
function traceOf(f: readonly number[], each = 2): Trace {
  const column = (of: (k: number) => number) => Float64Array.from(f, (_, k) => of(k));
  return {
    length: f.length,
    dimension: 1,
    iteration: column((k) => k),
    f: Float64Array.from(f),
    gradientNorm: column(() => 1),
    step: column(() => 1),
    rate: column(() => 1),
    evaluations: column((k) => each * k + 1),
    x: column((k) => k),
    stride: 1,
  };
}

function racer(run: number, f: readonly number[], reason?: StopReason): Racer {
  const trace = traceOf(f);
  const places = racePlaces(trace, 'iteration') as Float64Array;
  const best = { x: [0], f: Math.min(...f), iteration: 0 };
  return { run, trace, places, ...(reason && { result: { reason, best } }) };
}

describe('the places of a race', () => {
  test('count steps, evaluations, or the time spread over the evaluations', () => {
    const trace = traceOf([3, 2, 1], 4);
    expect([...(racePlaces(trace, 'iteration') ?? [])]).toEqual([0, 1, 2]);
    expect([...(racePlaces(trace, 'evaluations') ?? [])]).toEqual([1, 5, 9]);
    expect([...(racePlaces(trace, 'time', 18) ?? [])]).toEqual([2, 10, 18]);
    expect(racePlaces(trace, 'time')).toBeUndefined();
  });

  test('are found again: the last at or before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }),
        fc.integer({ min: -5, max: 60 }),
        (unsorted, place) => {
          const places = Float64Array.from(unsorted).sort();
          const last = places.findLastIndex((each) => each <= place);
          expect(entryAt(places, place)).toBe(Math.max(0, last));
        },
      ),
    );
  });
});

describe('standings', () => {
  test('are sorted by f at that moment, with the distance to the best value of all', () => {
    const racers = [racer(0, [9, 5, 4], 'iterations'), racer(1, [9, 6, 1], 'gradient'), racer(2, [9, 7])];
    const best = bestOfRace(racers, 'minimize');
    expect(best).toBe(1);
    const at = (place: number) =>
      standingsAt(racers, place, best, 'minimize').map(({ racer: { run }, f, distance, finished }) => [
        run,
        f,
        distance,
        finished,
      ]);
    expect(at(0)).toEqual([
      [0, 9, 8, false],
      [1, 9, 8, false],
      [2, 9, 8, false],
    ]);
    expect(at(1.5)).toEqual([
      [0, 5, 4, false],
      [1, 6, 5, false],
      [2, 7, 6, false],
    ]);
    expect(at(2)).toEqual([
      [1, 1, 0, true],
      [0, 4, 3, true],
      [2, 7, 6, false],
    ]);
  });

  test('put a run that diverged last once it has ended, however good it looks', () => {
    const racers = [racer(0, [9, 8, 8.5], 'iterations'), racer(1, [9, 1, 2], 'diverged')];
    const order = (place: number) =>
      standingsAt(racers, place, 1, 'minimize').map(({ racer: { run }, lost }) => [run, lost]);
    expect(order(1)).toEqual([
      [1, false],
      [0, false],
    ]);
    expect(order(2)).toEqual([
      [0, false],
      [1, true],
    ]);
  });

  test('of a function that is maximized begin with the greatest', () => {
    const racers = [racer(0, [1, 2]), racer(1, [1, 5])];
    const best = bestOfRace(racers, 'maximize');
    expect(best).toBe(5);
    expect(
      standingsAt(racers, 1, best, 'maximize').map(({ racer: { run }, distance }) => [run, distance]),
    ).toEqual([
      [1, 0],
      [0, 3],
    ]);
  });
});
