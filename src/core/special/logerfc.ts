import { erf } from './erf.ts';
import { erfc } from './erfc.ts';
import { INVERSE_ROOT_PI, tailExcess } from './erfc-tail.ts';

/** Beyond this erfc underflows. */
const FAR = 26;

/** log(erfc x) for every real x, also where erfc x underflows; the logarithm of a normal probability is log(½) + log erfc(−x/√2). */
export function logerfc(x: number): number {
  if (Math.abs(x) < 0.5) return Math.log1p(-erf(x));
  return x > FAR ? Math.log((INVERSE_ROOT_PI + tailExcess(x)) / x) - x * x : Math.log(erfc(x));
}
