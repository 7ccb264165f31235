import { norm } from '../vector.ts';
import { ROUNDING } from './line-search.ts';

/** On a quadratic the best rate lets f fall by half of what the slope promises; a little more is tried. */
const HOPE = -2.02;

/** The length of a very first step from which a method expects that much fall and, as by `HOPE`, a little more. */
export const HOPED_LENGTH = -HOPE / 2;

/**
 * The rate that makes the very first step as long as one unit, or one gradient where that is shorter: all that is known of scales.
 *
 * @param length - The unit.
 */
export function unitStep(g: Float64Array, length = 1): number {
  return Math.min(1, length / norm(g));
}

/** The rate at which a quadratic of that slope falls at best as far as f did in the last step (Nocedal & Wright 2006, equation 3.60). */
export function hopedRate(fall: number, slope: number): number {
  return (HOPE * fall) / slope;
}

/**
 * The rate to try first along a direction that has the right length by itself: 1, unless f would fall much farther than it last did. Where
 * the last fall drowned in rounding, it says nothing.
 */
export function ownRate(f: number, fall: number, slope: number): number {
  return fall > ROUNDING * Math.abs(f) ? Math.min(1, hopedRate(fall, slope)) : 1;
}
