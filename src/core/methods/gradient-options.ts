import type { Hyperparameter } from './method.ts';
import { norm } from './vector.ts';

/** What may be done to a gradient before any method of first order sees it: a declaration for each option. */
export const GRADIENT_OPTIONS: readonly Hyperparameter[] = [
  {
    name: 'clip',
    symbol: 'c',
    default: Number.POSITIVE_INFINITY,
    range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'minimum' },
    meaning: 'the greatest norm of the gradient; a longer one is shortened to it',
  },
  {
    name: 'clipvalue',
    symbol: String.raw`c_\infty`,
    default: Number.POSITIVE_INFINITY,
    range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'minimum' },
    meaning: "the greatest size of each of the gradient's entries; larger ones are cut to it",
  },
  {
    name: 'decay',
    symbol: String.raw`\lambda`,
    default: 0,
    range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'maximum' },
    meaning: 'weight decay: how much of x is added to the gradient',
  },
];

/** A value for each of the gradient options. */
export interface GradientShape {
  readonly clip: number;
  readonly clipvalue: number;
  readonly decay: number;
}

/**
 * Writes the gradient that a method is to see to `out`: g·min(1, c/‖g‖₂), then each entry cut to [−c∞, c∞], then λ·x added.
 *
 * The order is PyTorch's, whose clipping comes before the optimizer that adds the decay. Clipping by norm keeps the direction, also
 * where ‖g‖² overflows; a gradient with an entry that is not finite stays so.
 */
export function shapeGradient(
  g: Float64Array,
  x: Float64Array,
  { clip, clipvalue, decay }: GradientShape,
  out: Float64Array,
): void {
  const length = clip < Number.POSITIVE_INFINITY ? norm(g) : 0;
  const factor = length > clip ? clip / length : 1;
  for (let i = 0; i < g.length; i++) {
    const entry = Math.max(-clipvalue, Math.min(clipvalue, factor * (g[i] as number)));
    out[i] = decay === 0 ? entry : entry + decay * (x[i] as number);
  }
}
