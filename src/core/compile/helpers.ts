import { modulo } from '../graph/primitives/arithmetic.ts';
import { erf } from '../special/erf.ts';
import { erfc } from '../special/erfc.ts';
import { gamma } from '../special/gamma.ts';
import { csch, sech } from '../special/hyperbolic-reciprocals.ts';
import { hypot } from '../special/hypot.ts';
import { lgamma } from '../special/lgamma.ts';
import { oneMinusSquare } from '../special/one-minus-square.ts';
import { polygamma } from '../special/polygamma.ts';
import { round } from '../special/round.ts';
import { sigmoid } from '../special/sigmoid.ts';
import { softplus } from '../special/softplus.ts';
import { checkLengths } from './check-lengths.ts';

/** What generated code calls by name, besides Math. */
export const HELPERS = {
  checkLengths,
  csch,
  erf,
  erfc,
  gamma,
  hypot,
  lgamma,
  modulo,
  oneMinusSquare,
  polygamma,
  round,
  sech,
  sigmoid,
  softplus,
} as const;
