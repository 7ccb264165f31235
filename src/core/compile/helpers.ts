import { modulo } from '../graph/primitives/arithmetic.ts';
import { direction } from '../special/direction.ts';
import { erf } from '../special/erf.ts';
import { erfc } from '../special/erfc.ts';
import { erfcHazard, hazardExcess } from '../special/erfc-hazard.ts';
import { gamma } from '../special/gamma.ts';
import { csch, sech } from '../special/hyperbolic-reciprocals.ts';
import { hypot } from '../special/hypot.ts';
import { inversion } from '../special/inversion.ts';
import { lgamma } from '../special/lgamma.ts';
import { logcosh } from '../special/logcosh.ts';
import { logerfc } from '../special/logerfc.ts';
import { oneMinusSquare } from '../special/one-minus-square.ts';
import { polygamma } from '../special/polygamma.ts';
import { round } from '../special/round.ts';
import { sigmoid } from '../special/sigmoid.ts';
import { sigmoidSlope } from '../special/sigmoid-slope.ts';
import { softplus } from '../special/softplus.ts';
import { checkLengths } from './check-lengths.ts';

/** What generated code calls by name, besides Math. */
export const HELPERS = {
  checkLengths,
  csch,
  direction,
  erf,
  erfc,
  erfcHazard,
  gamma,
  hazardExcess,
  hypot,
  inversion,
  lgamma,
  logcosh,
  logerfc,
  modulo,
  oneMinusSquare,
  polygamma,
  round,
  sech,
  sigmoid,
  sigmoidSlope,
  softplus,
} as const;
