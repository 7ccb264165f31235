import { curveRange } from '../../src/core/figures/curve-figure.ts';
import type { Interval } from '../../src/core/run/experiment.ts';
import { isCurve } from '../../src/core/sampling/plane.ts';
import { differs } from '../differs.ts';
import type { Model, Picture } from '../model.ts';

type Shown = Pick<Model, 'picture' | 'runs' | 'hidden'>;

let last: { readonly of: readonly unknown[]; readonly picture: Picture } | undefined;

/**
 * The part of a model's picture that stands in space: of a curve as much as its plot shows, or where it rises far above the runs, all
 * the rest of it would be flat; of anything else all. The same object until it differs.
 */
export function standingPicture({ picture, runs, hidden }: Shown): Picture | undefined {
  if (!picture || !isCurve(picture.field.window)) return picture;
  const of = [picture, runs, hidden];
  if (!last || differs(of, last.of))
    last = { of, picture: within(picture, shownRange({ runs, hidden }, picture)) };
  return last.picture;
}

function shownRange({ runs, hidden }: Pick<Model, 'runs' | 'hidden'>, { field }: Picture): Interval {
  const shown = runs.flatMap(({ trace }, index) =>
    trace && trace.length > 0 && !hidden.includes(index) ? [{ trace }] : [],
  );
  return curveRange(field, shown);
}

/** A curve where it lies in an interval of f. */
function within({ field, contours, ...rest }: Picture, [low, high]: Interval): Picture {
  const values = field.values.map((value) => (value < low || value > high ? Number.NaN : value));
  const [minimum, maximum] = [Math.max(low, field.minimum), Math.min(high, field.maximum)];
  const base = contours.levels.slice(0, 1).map((level) => ({ ...level, value: minimum }));
  const levels = contours.levels.filter(({ value }) => value > minimum && value < maximum);
  return {
    ...rest,
    field: { ...field, values, minimum, maximum },
    contours: { ...contours, levels: [...base, ...levels] },
  };
}
