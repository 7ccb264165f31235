import { describe, expect, it } from 'vitest';
import { cotpi } from '../../../../src/core/special/cotpi.ts';
import { digamma } from '../../../../src/core/special/digamma.ts';
import { erf } from '../../../../src/core/special/erf.ts';
import { erfc } from '../../../../src/core/special/erfc.ts';
import { gamma } from '../../../../src/core/special/gamma.ts';
import { hypot } from '../../../../src/core/special/hypot.ts';
import { lgamma } from '../../../../src/core/special/lgamma.ts';
import { polygamma } from '../../../../src/core/special/polygamma.ts';
import { sigmoid } from '../../../../src/core/special/sigmoid.ts';
import { sinpi } from '../../../../src/core/special/sinpi.ts';
import { softplus } from '../../../../src/core/special/softplus.ts';
import { REFERENCE } from './reference-values.ts';
import { ulpsBetween } from './ulps.ts';

/** Each function and the greatest error, in ulps, that its documentation admits. */
const FUNCTIONS: Record<string, [(x: number, y: number) => number, number]> = {
  erf: [erf, 0.9],
  erfc: [erfc, 3.4],
  gamma: [gamma, 5],
  lgamma: [lgamma, 3.4],
  digamma: [digamma, 4],
  polygamma: [polygamma, 5],
  hypot: [hypot, 1.1],
  sinpi: [sinpi, 1.6],
  cotpi: [cotpi, 2.2],
  sigmoid: [sigmoid, 1.8],
  softplus: [softplus, 1.4],
};

describe('special functions against 40 digits', () => {
  it.each(Object.entries(FUNCTIONS))('%s', (name, [f, admitted]) => {
    for (const row of REFERENCE[name]!) {
      const value = row.at(-1)!;
      const x = row.slice(0, -1);
      // Half an ulp more: the reference itself is rounded.
      expect(ulpsBetween(f(x[0]!, x[1]!), value), `${name}(${x.join(', ')}) = ${value}`).toBeLessThanOrEqual(
        admitted + 0.5,
      );
    }
  });
});
