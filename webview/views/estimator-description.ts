import { formatNumber } from '../../src/core/figures/format-number.ts';
import type { DifferenceLadder } from '../../src/core/gradients/difference-errors.ts';
import type { EstimatorPicture } from '../../src/core/gradients/estimator-picture.ts';
import { quantile } from '../../src/core/run/quantile.ts';
import { element } from '../ui/dom.ts';
import { textTable } from '../ui/text-table.ts';

/** The lines of a figure are read at about so many places. */
const PLACES = 9;

const SHARES: readonly (readonly [head: string, share: number])[] = [
  ['least', 0],
  ['a tenth is below', 0.1],
  ['half is below', 0.5],
  ['nine tenths are below', 0.9],
  ['greatest', 1],
];

/** The four figures of a gradient source in sentences and tables, for those who do not see them. @param names of the entries that are drawn. */
export function estimatorDescription(
  picture: EstimatorPicture,
  ladder: DifferenceLadder | undefined,
  names: readonly string[],
): Node[] {
  return [
    ...cloudText(picture, names),
    ...meanText(picture, names),
    ...errorText(picture),
    ...(ladder ? differenceText(ladder) : []),
  ];
}

function cloudText({ cloud }: EstimatorPicture, names: readonly string[]): Node[] {
  const count = cloud.length / 2;
  if (count === 0) return [];
  const rows = names.map((name, side) => {
    const sorted = Float64Array.from({ length: count }, (_, at) => cloud[2 * at + side] as number).sort();
    return [name, ...SHARES.map(([, share]) => formatNumber(quantile(sorted, share), 4))];
  });
  return [
    element('p', {}, `Estimates: the first ${count} as dots.`),
    textTable('Estimates', ['', ...SHARES.map(([head]) => head)], rows),
  ];
}

function meanText({ history, truth }: EstimatorPicture, names: readonly string[]): Node[] {
  if (history.x.length === 0) return [];
  const means = [history.x, history.y];
  const rows = placesOf(history.samples).map((at) => [
    String(history.samples[at]),
    ...names.map((_, side) => formatNumber(means[side]?.[at] as number, 4)),
  ]);
  const whole = names.map((name, side) => `${name} to ${formatNumber(truth[side] as number, 4)}`).join(', ');
  return [
    element('p', {}, `Running mean of N estimates, which is to come to the truth: ${whole}.`),
    textTable('Running mean', ['N', ...names], rows),
  ];
}

function errorText({ history, theory: { relativeSquaredError: one } }: EstimatorPicture): Node[] {
  if (history.samples.length === 0) return [];
  const rows = placesOf(history.samples).map((at) => {
    const count = history.samples[at] as number;
    const expected = one === undefined ? [] : [formatNumber(Math.sqrt(one / count), 3)];
    return [String(count), formatNumber(history.error[at] as number, 3), ...expected];
  });
  const law = one === undefined ? '' : ', and what theory expects: it falls as the root of N grows';
  return [
    element('p', {}, `Error of the mean of N estimates, relative to the gradient${law}.`),
    textTable('Error of the mean', ['N', 'error', ...(one === undefined ? [] : ['theory'])], rows),
  ];
}

function differenceText({ h, schemes }: DifferenceLadder): Node[] {
  const best = schemes.map(
    ({ scheme, best: { h: step, error } }) =>
      `${scheme} is best at h = ${formatNumber(step, 2)}, with ${formatNumber(error, 2)}`,
  );
  const rows = placesOf(h).map((at) => [
    formatNumber(h[at] as number, 2),
    ...schemes.map(({ error }) => formatNumber(error[at] as number, 2)),
  ]);
  return [
    element('p', {}, `Error of finite differences against h, relative to the gradient: ${best.join('; ')}.`),
    textTable('Finite differences', ['h', ...schemes.map(({ scheme }) => scheme)], rows),
  ];
}

/** Evenly among the entries of a column, the first and the last of them too. */
function placesOf({ length }: ArrayLike<number>): number[] {
  const count = Math.min(PLACES, length);
  const places = Array.from({ length: count }, (_, index) =>
    Math.round((index * (length - 1)) / Math.max(1, count - 1)),
  );
  return [...new Set(places)];
}
