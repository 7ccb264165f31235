import { axisNames } from '../../src/core/figures/axis-names.ts';
import { isCurve } from '../../src/core/sampling/plane.ts';
import { oneOf } from '../decode.ts';
import type { Model } from '../model.ts';
import { optionOf, withOption } from '../option-of.ts';

/** The plane that cuts the surface: none, along the first axis, along the second, or along the direction of the directional derivative. */
export type CutChoice = 'none' | 'x' | 'y' | 'v';

const OPTION = 'cut';

const decode = oneOf<CutChoice>('none', 'x', 'y', 'v');

export function cutChoice(model: Model): CutChoice {
  return optionOf(model, OPTION, decode, 'none');
}

/** The change of the model that chooses a cut. */
export function withCut(model: Model, choice: CutChoice): Pick<Model, 'options'> {
  return withOption(model, OPTION, choice);
}

/** The cuts to choose from, in words; none of a curve. */
export function cutChoices({ picture, objective }: Model): { value: CutChoice; label: string }[] {
  if (!picture || !objective || isCurve(picture.field.window)) return [];
  const [right, up] = axisNames(picture.field.window, objective.coordinates);
  return [
    { value: 'none', label: 'No cut' },
    { value: 'x', label: `${up} constant` },
    { value: 'y', label: `${right} constant` },
    { value: 'v', label: 'Along v' },
  ];
}
