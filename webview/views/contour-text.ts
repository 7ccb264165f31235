import { axisNames } from '../../src/core/figures/axis-names.ts';
import type { BoundsView } from '../../src/core/figures/bounds-layer.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import { formatWithin } from '../../src/core/figures/format-within.ts';
import { indexAt } from '../../src/core/figures/path-layer.ts';
import type { PlotArea } from '../../src/core/figures/plot-area.ts';
import { norm } from '../../src/core/methods/vector.ts';
import {
  distanceTo,
  isCurve,
  isOblique,
  type PlaneWindow,
  partsIn,
  placeIn,
} from '../../src/core/sampling/plane.ts';
import type { Probe } from '../../src/core/sampling/probe.ts';
import { valueAt } from '../../src/core/sampling/value-at.ts';
import { basePoint } from '../../src/protocol/base-point.ts';
import { currentIteration, type Model } from '../model.ts';
import { element } from '../ui/dom.ts';
import { textTable } from '../ui/text-table.ts';

/** What stands below the picture: what it holds fixed, how far from it the iterates are, and what went wrong with it. */
export function contourCaption(model: Model, window: PlaneWindow): string {
  const { objective, sampleFailure, planeFailure } = model;
  if (sampleFailure) return sampleFailure;
  if (planeFailure) return planeFailure;
  if (objective && hasNoValue(model))
    return `${objective.name} has no finite value here; zoom out, or choose another start.`;
  if (!objective || objective.coordinates.length <= 2) return '';
  const [right, up] = axisNames(window, objective.coordinates);
  const others = objective.coordinates.length - 2;
  const plane = isOblique(window)
    ? 'The paths are projected onto this plane.'
    : `The plane of ${right} and ${up} through the ${model.runs.some(({ result }) => result) ? 'end point' : 'start'}: ${others === 1 ? 'the other parameter is' : `the other ${others} parameters are`} held there.`;
  return `${plane} ${distanceText(model, window)}`.trim();
}

/** Whether f is finite at no place of the picture. */
function hasNoValue({ picture }: Model): boolean {
  return picture !== undefined && !Number.isFinite(picture.field.minimum);
}

/** How far the iterates that are shown lie from the plane, at most. */
function distanceText(model: Model, window: PlaneWindow): string {
  const base = basePoint(model);
  const k = currentIteration(model);
  const distances = model.runs.flatMap(({ trace }, run) => {
    if (!trace || trace.length === 0 || model.hidden.includes(run)) return [];
    const distance = distanceTo(window, base, trace.x, indexAt(trace, k) * trace.dimension);
    // What is left of rounding is no distance.
    const size = norm(trace.x.subarray(0, trace.dimension)) + 1;
    return distance > 1e-12 * size ? distance : 0;
  });
  if (distances.length === 0) return '';
  const most = Math.max(...distances);
  if (distances.length === 1)
    return `The iterate shown lies ${most === 0 ? 'in' : `${formatNumber(most, 3)} off`} the plane.`;
  return `The iterates shown lie ${most === 0 ? 'in the plane' : `up to ${formatNumber(most, 3)} off it`}.`;
}

/** f and its gradient at a point, from the worker. */
export interface Probed extends Probe {
  readonly x: Float64Array;
}

/**
 * The place under the pointer, with f and its gradient there; until these are known, f between the samples of the field, after
 * "≈".
 */
export function hoverText(
  { objective, picture }: Model,
  area: PlotArea,
  [s, t]: readonly [number, number],
  exact: Probed | undefined,
): string {
  if (!objective || !picture) return '';
  const { field } = picture;
  const { window } = field;
  const names = isOblique(window) ? ['s', 't'] : axisNames(window, objective.coordinates);
  const curve = isCurve(window);
  const inS = s >= area.x[0] && s <= area.x[1];
  const inT = t >= area.y[0] && t <= area.y[1];
  if (!inS || !inT) return '';
  const parts = [`${names[0]} ${formatWithin(s, area.x[1] - area.x[0])}`];
  if (!curve) parts.push(`${names[1]} ${formatWithin(t, area.y[1] - area.y[0])}`);
  if (!exact)
    parts.push(`${objective.name} ≈ ${formatNumber(valueAt(field, s, curve ? window.y[0] : t), 4)}`);
  else {
    const slopes = partsIn(window, exact.gradient).slice(0, curve ? 1 : 2);
    parts.push(
      `${objective.name} ${formatNumber(exact.f, 5)}`,
      `∇${objective.name} ${slopes.map((slope) => formatNumber(slope, 3)).join(', ')}`,
    );
  }
  return parts.join('   ');
}

/** The intervals in which the runs stay, in a sentence. */
function boundsSentence(bounds: BoundsView | undefined, coordinates: readonly string[]): string {
  const parts = coordinates.flatMap((name, i) => {
    const [low, high] = [
      bounds?.lower[i] ?? Number.NEGATIVE_INFINITY,
      bounds?.upper[i] ?? Number.POSITIVE_INFINITY,
    ];
    const [least, most] = [formatNumber(low, 4), formatNumber(high, 4)];
    if (Number.isFinite(low))
      return [Number.isFinite(high) ? `${name} from ${least} to ${most}` : `${name} from ${least} on`];
    return Number.isFinite(high) ? [`${name} up to ${most}`] : [];
  });
  return parts.length > 0 ? ` The runs stay within ${parts.join(', ')}.` : '';
}

/** The picture in words and as a table, for those who do not see it. */
export function contourDescription(
  { objective, picture, runs, hidden, plan }: Model,
  window: PlaneWindow,
): Node[] {
  if (!objective || !picture) return [];
  const names = axisNames(window, objective.coordinates);
  const curve = isCurve(window);
  const range = ([low, high]: readonly [number, number]) =>
    `${formatWithin(low, high - low)} to ${formatWithin(high, high - low)}`;
  const { minimum, maximum } = picture.field;
  const plane = curve ? '' : ` and ${names[1]} from ${range(window.y)}`;
  const values = Number.isFinite(minimum)
    ? `its values there run from ${range([minimum, maximum])}`
    : 'it has no finite value there';
  const sentence = `${objective.name} over ${names[0]} from ${range(window.x)}${plane}; ${values}.${boundsSentence(plan?.bounds, objective.coordinates)}`;
  const rows = runs.flatMap(({ plan: { text }, result }, index) => {
    if (!result || hidden.includes(index)) return [];
    const place = (x: readonly number[]) =>
      placeIn(window, x)
        .slice(0, curve ? 1 : 2)
        .map((entry, i) => {
          const [low, high] = i === 0 ? window.x : window.y;
          return formatWithin(entry, high - low);
        })
        .join(', ');
    const cells = [place(result.start), place(result.x), formatNumber(result.f)];
    return [[text, ...cells]];
  });
  return [
    element('p', {}, sentence),
    textTable('Runs in the picture', ['Run', 'Start', 'End', objective.name], rows),
  ];
}

/** What stands in place of the picture where there is none. */
export function emptyText({ state, sampleFailure, objective, picture }: Model): string {
  if (!state || (picture && objective)) return '';
  if (sampleFailure) return sampleFailure;
  if (state.problem || state.failure) return 'The picture appears here once the text can be run.';
  if (!objective) return 'Write an objective, such as J(x, y) = x^2 + y^2, and its picture appears here.';
  return 'Running …';
}
