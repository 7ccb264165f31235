import { modulo } from '../graph/primitives/arithmetic.ts';
import { erf } from '../special/erf.ts';
import { gamma } from '../special/gamma.ts';
import { hypot } from '../special/hypot.ts';
import { lgamma } from '../special/lgamma.ts';
import { polygamma } from '../special/polygamma.ts';
import { round } from '../special/round.ts';
import { sigmoid } from '../special/sigmoid.ts';
import { softplus } from '../special/softplus.ts';
import { checkLengths } from './check-lengths.ts';

/** What generated code calls by name, besides Math. */
export const HELPERS = {
  checkLengths,
  erf,
  gamma,
  hypot,
  lgamma,
  modulo,
  polygamma,
  round,
  sigmoid,
  softplus,
} as const;
