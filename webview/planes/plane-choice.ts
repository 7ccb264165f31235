import { count, type Decoder, oneOf, pair, record, text } from '../decode.ts';
import { identity, type Model } from '../model.ts';
import { optionOf, withOption } from '../option-of.ts';

/** Which plane through the space of x the picture shows. */
export type PlaneChoice =
  | { readonly kind: 'coordinates'; readonly coordinates: readonly [number, number] }
  | { readonly kind: 'random'; readonly seed: number }
  | { readonly kind: 'gradient'; readonly run: number; readonly iteration: number }
  | { readonly kind: 'principal'; readonly run: number };

const DECODERS: { readonly [Kind in PlaneChoice['kind']]: Decoder<Extract<PlaneChoice, { kind: Kind }>> } = {
  coordinates: record({ kind: oneOf('coordinates'), coordinates: pair(count) }),
  random: record({ kind: oneOf('random'), seed: count }),
  gradient: record({ kind: oneOf('gradient'), run: count, iteration: count }),
  principal: record({ kind: oneOf('principal'), run: count }),
};

const decode: Decoder<PlaneChoice> = (value, path) => {
  const { kind } = record({ kind: oneOf('coordinates', 'random', 'gradient', 'principal') })(value, path);
  return DECODERS[kind](value, path);
};

/** A choice belongs to the objective for which it was made. */
const kept = record<{ readonly of: string; readonly choice: PlaneChoice }>({ of: text, choice: decode });

const OPTION = 'plane';

/** The plane that the user has chosen for this objective; `undefined`: the one that the experiment shows. */
export function planeChoice(model: Model): PlaneChoice | undefined {
  const { objective } = model;
  if (!objective) return undefined;
  const found = optionOf(model, OPTION, kept, undefined);
  if (found?.of !== identity(objective)) return undefined;
  const size = objective.coordinates.length;
  const { choice } = found;
  return choice.kind === 'coordinates' && choice.coordinates.some((at) => at >= size) ? undefined : choice;
}

/** The change of the model that chooses a plane, from its usual part on. */
export function withPlane(model: Model, choice: PlaneChoice): Pick<Model, 'options' | 'camera'> {
  const of = model.objective ? identity(model.objective) : '';
  return { ...withOption(model, OPTION, { of, choice }), camera: undefined };
}
