import fc from 'fast-check';
import { expect, test } from 'vitest';
import { elementwise, PRIMITIVES } from '../../../../src/core/graph/primitives/table.ts';
import { nearest, scaled, type Wide, wide } from '../../../../src/core/wide/wide.ts';
import { wideFunction } from '../../../../src/core/wide/wide-functions.ts';

type Figure = number | readonly [m: number, e: number];

/** Values m·2ᵉ in 60 digits (mpmath) of functions of doubles and of numbers m·2ᵉ. */
// biome-ignore format: a table
const FAR: readonly (readonly [op: string, inputs: readonly Figure[], value: readonly [number, number]])[] = [
  ['exp', [800], [1.1142189139490253, 1154]],
  ['exp', [-1e5], [1.4102110630722473, -144270]],
  ['expm1', [1000], [1.618930316280468, 1442]],
  ['sinh', [-900], [-1.3430721420553606, 1297]],
  ['cosh', [900], [1.3430721420553606, 1297]],
  ['sech', [-900], [1.4891232848738225, -1298]],
  ['csch', [-900], [-1.4891232848738225, -1298]],
  ['gamma', [300.5], [1.1193355391724484, 2037]],
  ['gamma', [-250.5], [-1.5000501949070881, -1639]],
  ['erfc', [40], [1.4537789562976289, -2315]],
  ['sigmoid', [-900], [1.4891232848738225, -1299]],
  ['sigmoidSlope', [900], [1.4891232848738225, -1299]],
  ['softplus', [-900], [1.4891232848738225, -1299]],
  ['log', [[1.25, 3000]], [1.0154612720855225, 11]],
  ['log2', [[1.25, 3000]], [1.4650009414525818, 11]],
  ['log10', [[1.25, 3000]], [1.7640369082127962, 9]],
  ['log1p', [[1.25, 3000]], [1.0154612720855225, 11]],
  ['sqrt', [[1.25, 3000]], [1.118033988749895, 1500]],
  ['cbrt', [[1.25, 3000]], [1.077217345015942, 1000]],
  ['asinh', [[1.25, 3000]], [1.0157997228572804, 11]],
  ['acosh', [[1.25, 3000]], [1.0157997228572804, 11]],
  ['lgamma', [[1.25, 3000]], [1.268716238544403, 3011]],
  ['logcosh', [[1.25, 3000]], [1.25, 3000]],
  ['softplus', [[1.25, 3000]], [1.25, 3000]],
  ['logerfc', [[1.25, 3000]], [-1.5625, 6000]],
  ['erfcHazard', [[1.25, 3000]], [1.25, 3001]],
  ['erfcHazard', [-40], [1.8177912234036309, -2310]],
  ['hazardExcess', [[1.25, 3000]], [1.6, -3001]],
  ['hazardExcess', [[-1.25, 3000]], [1.25, 3001]],
  ['atan', [[1.25, 3000]], [1.5707963267948966, 0]],
  ['floor', [[1.25, 3000]], [1.25, 3000]],
  ['log', [[1.25, -3000]], [-1.0152433584611922, 11]],
  ['sqrt', [[1.25, -3000]], [1.118033988749895, -1500]],
  ['cbrt', [[1.25, -3000]], [1.077217345015942, -1000]],
  ['sin', [[1.25, -3000]], [1.25, -3000]],
  ['tan', [[1.25, -3000]], [1.25, -3000]],
  ['tanh', [[1.25, -3000]], [1.25, -3000]],
  ['erf', [[1.25, -3000]], [1.4104739588693906, -3000]],
  ['expm1', [[1.25, -3000]], [1.25, -3000]],
  ['log1p', [[1.25, -3000]], [1.25, -3000]],
  ['sinh', [[1.25, -3000]], [1.25, -3000]],
  ['asinh', [[1.25, -3000]], [1.25, -3000]],
  ['gamma', [[1.25, -3000]], [1.6, 2999]],
  ['lgamma', [[1.25, -3000]], [1.0152433584611922, 11]],
  ['csch', [[1.25, -3000]], [1.6, 2999]],
  ['pow', [[1.25, 3000], 0.01], [1.0022339270182334, 30]],
  ['pow', [7.5, 1000], [1.8539413550512602, 2906]],
  ['pow', [-7.5, 1001], [-1.7380700203605566, 2909]],
  ['pow', [[1.25, 3000], -3], [1.024, -9001]],
  ['pow', [1.0000001, 1e10], [1.618850316986873, 1442]],
  ['pow', [[1.25, -3000], 1e4], [1.2149937340680874, -29996781]],
  ['polygamma', [0, [1.25, 3000]], [1.0154612720855225, 11]],
  ['polygamma', [2, [1.25, 3000]], [-1.28, -6001]],
  ['polygamma', [1, [1.25, -3000]], [1.28, 5999]],
  ['polygamma', [3, [1.25, -3000]], [1.2288, 12001]],
  ['hypot', [[1.25, 3000], [1.25, 3000]], [1.7677669529663689, 3000]],
  ['hypot', [[1.25, -3000], [1.25, -3000]], [1.7677669529663689, -3000]],
  ['direction', [[1.25, 3000], [1.25, 3000]], [Math.SQRT2, -1]],
  ['inversion', [[1.25, -3000], [1.25, -3000]], [1.6, 2998]],
  ['atan2', [[1.25, -3000], [1.25, 3000]], [1.0, -6000]],
  ['atan2', [[1.25, 3000], [1.25, 3000]], [1.5707963267948966, -1]],
  ['oneMinusSquare', [[1.25, 3000]], [-1.5625, 6000]],
];

const numberOf = (figure: Figure): Wide =>
  typeof figure === 'number' ? wide(figure) : scaled(figure[0], figure[1]);

test.each(FAR)('%s of %j', (op, inputs, [m, e]) => {
  const value = wideFunction(op)(...inputs.map(numberOf));
  expect(Math.abs(nearest(scaled(value.m, value.e - e)) / m - 1), `${value.m}·2^${value.e}`).toBeLessThan(
    1e-12,
  );
});

const NAMES = Object.keys(PRIMITIVES).filter((name) => elementwise(name));
/** Orders of polygamma are small whole numbers. */
const ENTRY = fc.double({ noNaN: true, min: -1e3, max: 1e3 }).map((x) => (Math.abs(x) < 1e-9 ? 0 : x));

test.each(NAMES)('within the range of doubles %s is as for these', (name) => {
  const value = elementwise(name)?.value as (...inputs: number[]) => number;
  const first = name === 'polygamma' ? fc.integer({ min: 0, max: 3 }) : ENTRY;
  fc.assert(
    fc.property(first, ENTRY, ENTRY, (x, y, z) => {
      const expected = value(x, y, z);
      const size = Math.abs(expected);
      if (size > 1e300 || (size !== 0 && size < 1e-290)) return;
      const actual = nearest(wideFunction(name)(wide(x), wide(y), wide(z)));
      if (actual === expected || (Number.isNaN(actual) && Number.isNaN(expected))) return;
      // A vanished one is 0 as a double only.
      const least = size === 0 ? 1e-290 : 1e-11 * size;
      expect(
        Math.abs(actual - expected),
        `${name}(${x}, ${y}, ${z}): ${actual}, not ${expected}`,
      ).toBeLessThan(least);
    }),
    { numRuns: 300 },
  );
});

test('doubles become wide and come back as they are', () => {
  fc.assert(
    fc.property(fc.double(), (x) => {
      expect(nearest(wide(x))).toBe(x);
    }),
  );
  expect(wide(-6)).toEqual({ m: -1.5, e: 2 });
  expect(wide(Number.MIN_VALUE)).toEqual({ m: 1, e: -1074 });
});
