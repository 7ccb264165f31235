import { expect, test } from 'vitest';
import { curveRange } from '../../../src/core/figures/curve-figure.ts';
import { contours } from '../../../src/core/sampling/contours.ts';
import { applyState, EMPTY_MODEL, type Model } from '../../../webview/model.ts';
import { standingPicture } from '../../../webview/surface/standing-picture.ts';
import { bowl, parabola, type Scene, sampleField } from '../../page/scenes.ts';

function modelOf({ state, value }: Scene, stretch: (f: number) => number): Model {
  if (!state.window) throw new Error('the scene has no window');
  const field = sampleField((x, y) => stretch(value(x, y)), state.window, 200, 2);
  const picture = { field, contours: contours(field, { scale: 'linear' }) } as Model['picture'];
  return { ...EMPTY_MODEL, ...applyState(EMPTY_MODEL, state), ...(picture && { picture }) };
}

test('a curve stands as far as its plot shows it, with its level lines', () => {
  const model = modelOf(parabola(), (f) => f * 1e6 ** Math.max(0, f - 1));
  const standing = standingPicture(model);
  const { field } = model.picture ?? {};
  if (!field || !standing) throw new Error('there is no picture');
  const shown = model.runs.flatMap(({ trace }) => (trace ? [{ trace }] : []));
  const [low, high] = curveRange(field, shown);
  expect(field.maximum).toBeGreaterThan(high);
  expect(standing.field.maximum).toBeLessThanOrEqual(high);
  expect(standing.field.minimum).toBeGreaterThanOrEqual(low);
  field.values.forEach((value, index) => {
    expect(standing.field.values[index]).toBe(value > high || value < low ? Number.NaN : value);
  });
  for (const { value } of standing.contours.levels)
    expect(value >= standing.field.minimum && value < high).toBe(true);
  expect(standingPicture(model)).toBe(standing);
});

test('of a plane all stands', () => {
  const model = modelOf(bowl(), (f) => f);
  expect(standingPicture(model)).toBe(model.picture);
});
