import { expect, test } from 'vitest';
import type { Standing } from '../../../src/core/run/standings.ts';
import { boardPlaces } from '../../../webview/race/board-places.ts';

/** A standing of one of a crowd of runs. */
function standing(run: number, f: number, lost = false): Standing {
  const plan = { group: 0, title: 'Gradient descent', detail: `seed = ${run}` };
  const racer = { run, crowd: 1, view: { plan } };
  return {
    racer,
    entry: 0,
    f,
    distance: lost ? Number.POSITIVE_INFINITY : f + 4,
    finished: true,
    lost,
  } as never;
}

test('a crowd of runs stands by its median, which lies between the middle two of an even number', () => {
  const values = [-3.5, -3.5, -1, 2];
  const rows = (more: readonly Standing[] = []) =>
    boardPlaces([...values.map((f, run) => standing(run, f)), ...more]).map(
      ({ title, f, distance, lost }) => ({
        title,
        f,
        distance,
        lost,
      }),
    );
  const title = 'Gradient descent ×';
  expect(rows()).toEqual([{ title: `${title} 4`, f: -2.25, distance: 1.75, lost: false }]);
  expect(rows([standing(4, 7)])).toEqual([{ title: `${title} 5`, f: -1, distance: 3, lost: false }]);
  // Half of them lost: between a value and none there is none.
  const lost = [4, 5, 6, 7].map((run) => standing(run, Number.NaN, true));
  expect(rows(lost)[0]?.lost).toBe(true);
});
