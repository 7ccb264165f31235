import { erfc } from './erfc.ts';
import { INVERSE_ROOT_PI, tailExcess } from './erfc-tail.ts';

/** From here on the hazard comes from the tail's own formula. */
const TAIL = 0.84375;

/** h(x) = (2/√π)·exp(−x²)/erfc(x), the slope of −log erfc x: about 2x + 1/x far out. */
export function erfcHazard(x: number): number {
  if (x < TAIL) return (2 * INVERSE_ROOT_PI * Math.exp(-x * x)) / erfc(x);
  return (2 * INVERSE_ROOT_PI * x) / (INVERSE_ROOT_PI + tailExcess(x));
}

/** h(x) − 2x, which the slope of h, h·(h − 2x), is made of; far out, where both are near each other, with all its digits. */
export function hazardExcess(x: number): number {
  if (x < TAIL) return erfcHazard(x) - 2 * x;
  const r = tailExcess(x);
  return (-2 * x * r) / (INVERSE_ROOT_PI + r);
}
