import fc from 'fast-check';
import * as math from 'mathjs';
import { describe, expect, it } from 'vitest';
import { digamma } from '../../../../src/core/special/digamma.ts';
import { erf } from '../../../../src/core/special/erf.ts';
import { erfc } from '../../../../src/core/special/erfc.ts';
import { gamma } from '../../../../src/core/special/gamma.ts';
import { hypot } from '../../../../src/core/special/hypot.ts';
import { lgamma } from '../../../../src/core/special/lgamma.ts';
import { polygamma } from '../../../../src/core/special/polygamma.ts';
import { round } from '../../../../src/core/special/round.ts';
import { sigmoid } from '../../../../src/core/special/sigmoid.ts';
import { softplus } from '../../../../src/core/special/softplus.ts';

const { POSITIVE_INFINITY: INF, NaN: nan } = Number;
const TINY = 5e-324;

type Table = readonly (readonly [number, number])[];

const POINTS: Record<string, readonly [(x: number) => number, Table]> = {
  erf: [
    erf,
    [
      [0, 0],
      [-0, -0],
      [INF, 1],
      [-INF, -1],
      [nan, nan],
      [6, 1],
      [TINY, TINY],
      [1e308, 1],
    ],
  ],
  erfc: [
    erfc,
    [
      [0, 1],
      [INF, 0],
      [-INF, 2],
      [nan, nan],
      [30, 0],
      [-7, 2],
      [TINY, 1],
    ],
  ],
  gamma: [
    gamma,
    [
      [1, 1],
      [2, 1],
      [5, 24],
      [23, 1.1240007277776077e21],
      [0, INF],
      [-0, INF],
      [-1, INF],
      [-171, INF],
      [INF, INF],
      [-INF, nan],
      [nan, nan],
      [172, INF],
      [1e300, INF],
      [-190.5, -0],
      [-191.5, 0],
      [1e-320, INF],
    ],
  ],
  lgamma: [
    lgamma,
    [
      [1, 0],
      [2, 0],
      [0, INF],
      [-3, INF],
      [INF, INF],
      [-INF, INF],
      [nan, nan],
      [1e306, INF],
    ],
  ],
  digamma: [
    digamma,
    [
      [0, -INF],
      [-0, INF],
      [-2, nan],
      [INF, INF],
      [-INF, nan],
      [nan, nan],
    ],
  ],
  trigamma: [
    (x) => polygamma(1, x),
    [
      [0, INF],
      [-0, INF],
      [-2, INF],
      [INF, 0],
      [-INF, nan],
      [nan, nan],
    ],
  ],
  tetragamma: [
    (x) => polygamma(2, x),
    [
      [0, -INF],
      [-0, INF],
      [-2, nan],
      [INF, -0],
      [-INF, nan],
      [nan, nan],
    ],
  ],
  round: [
    round,
    [
      [0.5, 1],
      [-0.5, -1],
      [2.5, 3],
      [-2.5, -3],
      [0.49999999999999994, 0],
      [-0.2, -0],
      [-0, 0],
      [4503599627370495.5, 4503599627370496],
      [9007199254740991, 9007199254740991],
      [INF, INF],
      [-INF, -INF],
      [nan, nan],
    ],
  ],
  sigmoid: [
    sigmoid,
    [
      [0, 0.5],
      [INF, 1],
      [-INF, 0],
      [nan, nan],
      [1000, 1],
      [-1000, 0],
    ],
  ],
  softplus: [
    softplus,
    [
      [0, Math.LN2],
      [INF, INF],
      [-INF, 0],
      [nan, nan],
      [1000, 1000],
      [-1000, 0],
      [-740, Math.exp(-740)],
    ],
  ],
};

describe.each(Object.entries(POINTS))('%s', (_, [f, table]) => {
  it.each(table)('of %d is %d', (x, value) => {
    expect(f(x)).toBe(value);
  });
});

describe('round', () => {
  it('is the whole number that is nearest, and the farther from zero of two', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.double({ min: -9, max: 9, noNaN: true }),
        ),
        (x) => {
          const whole = Math.trunc(x);
          expect(round(x) === (Math.abs(x - whole) < 0.5 ? whole : whole + Math.sign(x))).toBe(true);
        },
      ),
    );
    for (let n = -40; n <= 40; n++) {
      const half = n + 0.5;
      const below = half - 2 ** -53 * Math.max(1, Math.abs(n));
      for (const x of [half, below]) {
        const whole = Math.trunc(x);
        expect(round(x) === (Math.abs(x - whole) < 0.5 ? whole : whole + Math.sign(x)), `${x}`).toBe(true);
      }
    }
  });
});

describe('hypot', () => {
  it.each([
    [3, 4, 5],
    [-3, 4, 5],
    [0, 0, 0],
    [INF, nan, INF],
    [nan, -INF, INF],
    [nan, 1, nan],
    [3e300, 4e300, 5e300],
    [3e-310, 4e-310, 5e-310],
    [TINY, 0, TINY],
    [1.7e308, 1.7e308, INF],
  ])('(%d, %d) is %d', (x, y, length) => {
    expect(hypot(x, y)).toBe(length);
  });
});

describe('polygamma', () => {
  it.each([-1, 0.5, 101, nan])('says which orders there are (%d)', (order) => {
    expect(() => polygamma(order, 1)).toThrow(
      `The order of polygamma is ${order}; it must be a whole number from 0 to 100`,
    );
  });

  it('of order m is the derivative of that of order m − 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.double({ min: -8, max: 30, noNaN: true }), (m, x) => {
        fc.pre(x > 0.1 || Math.abs(x - Math.round(x)) > 0.1);
        const h = 1e-4;
        // Fourth-order central difference.
        const slope =
          (8 * (polygamma(m - 1, x + h) - polygamma(m - 1, x - h)) -
            polygamma(m - 1, x + 2 * h) +
            polygamma(m - 1, x - 2 * h)) /
          (12 * h);
        expect(Math.abs(polygamma(m, x) - slope)).toBeLessThan(
          1e-7 * (1 + Math.abs(polygamma(m, x)) + Math.abs(polygamma(m + 4, x)) * 1e-8),
        );
      }),
    );
  });
});

describe('agreement with mathjs', () => {
  it('of round, erf and gamma', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 50, noNaN: true }), (x) => {
        expect(round(-x) === math.round(-x)).toBe(true);
        expect(round(x) === math.round(x)).toBe(true);
        expect(Math.abs(erf(x) - math.erf(x))).toBeLessThan(1e-14);
        const truth = math.gamma(x) as number;
        if (Number.isFinite(truth))
          expect(Math.abs(gamma(x) - truth)).toBeLessThanOrEqual(1e-10 * Math.abs(truth));
      }),
    );
  });

  it('of factorials, which are exact to 22!', () => {
    for (let n = 1; n <= 23; n++) expect(gamma(n)).toBe(math.gamma(n));
  });
});

describe('identities', () => {
  const real = fc.double({ min: -50, max: 50, noNaN: true });

  it('erf is odd and erf + erfc = 1', () => {
    fc.assert(
      fc.property(real, (x) => {
        expect(erf(-x)).toBe(-erf(x));
        expect(erf(x) + erfc(x)).toBeCloseTo(1, 14);
      }),
    );
  });

  it('σ(x) + σ(−x) = 1, and softplus(x) − softplus(−x) = x', () => {
    fc.assert(
      fc.property(real, (x) => {
        expect(sigmoid(x) + sigmoid(-x)).toBeCloseTo(1, 14);
        expect(softplus(x) - softplus(-x)).toBeCloseTo(x, 12);
      }),
    );
  });

  it('lgamma is the logarithm of |gamma|', () => {
    fc.assert(
      fc.property(fc.double({ min: -100, max: 150, noNaN: true }), (x) => {
        fc.pre(Math.abs(x - Math.round(x)) > 1e-6);
        expect(Math.abs(lgamma(x) - Math.log(Math.abs(gamma(x))))).toBeLessThan(
          1e-13 * (10 + Math.abs(lgamma(x))),
        );
      }),
    );
  });
});
