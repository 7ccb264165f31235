import { elementwise } from '../graph/primitives/table.ts';
import { hazardExcess } from '../special/erfc-hazard.ts';
import { csch } from '../special/hyperbolic-reciprocals.ts';
import { lgamma } from '../special/lgamma.ts';
import { sinpi } from '../special/sinpi.ts';
import { abs, add, compare, div, mul, nearest, neg, scaled, sqrt, sub, type Wide, wide } from './wide.ts';

type WideFunction = (...inputs: Wide[]) => Wide;

const ONE = wide(1);
const TWO = wide(2);
const NONE = wide(Number.NaN);

/** Below this many doublings 2ᵏ and exp are exact as doubles. */
const PLAIN_EXPONENT = 700;
/** Up to such exponents numbers keep what they are; beyond, as of exp(exp(1000)), they only keep their order. */
const GREATEST_EXPONENT = 2 ** 45;
/** exp(x) is so many times further out than x itself: exp(−u)·u⁷ is as good as 0 for any such u. */
const FURTHER = 8;
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** exp x = 2ᵏ·exp(x − k log 2). */
function exp(x: Wide): Wide {
  const argument = nearest(x);
  if (Math.abs(argument) <= PLAIN_EXPONENT) return wide(Math.exp(argument));
  if (!Number.isFinite(x.m)) return wide(Math.exp(x.m));
  if (Math.abs(argument) > GREATEST_EXPONENT) {
    return scaled(1, Math.sign(argument) * (2 * GREATEST_EXPONENT + FURTHER * x.e));
  }
  const k = Math.round(argument / Math.LN2);
  return scaled(Math.exp(argument - k * LN2_HIGH - k * LN2_LOW), k);
}

/** log x; of doubles by Math.log. */
function log(x: Wide): Wide {
  const plain = nearest(x);
  if (isPlain(plain) || !(x.m > 0 && x.m < Number.POSITIVE_INFINITY)) return wide(Math.log(plain));
  return wide(Math.log(x.m) + x.e * Math.LN2);
}

/** Whether a number is one that doubles hold with all digits. */
function isPlain(x: number): boolean {
  const size = Math.abs(x);
  return size > 1e-300 && size < Number.POSITIVE_INFINITY;
}

/** x^y; where doubles cannot hold it as m^y·2^(e·y), in halves of y where m^y is too great as well. */
function pow(x: Wide, y: Wide): Wide {
  const exponent = nearest(y);
  const base = nearest(x);
  // A great one of 1 and near 1, for which doubles have no value.
  if (!Number.isFinite(exponent) && Number.isFinite(y.m) && x.m > 0) return exp(mul(y, log(x)));
  const plain = base ** exponent;
  const within = x.m === 0 || !Number.isFinite(x.m) || isPlain(base);
  if (within && (isPlain(plain) || x.m === 0 || !Number.isFinite(x.m) || !Number.isFinite(exponent)))
    return wide(plain);
  if (exponent === 0) return ONE;
  if (x.m < 0) {
    if (!Number.isInteger(exponent)) return NONE;
    const size = pow(neg(x), y);
    return exponent % 2 === 0 ? size : neg(size);
  }
  const doublings = exponent * Math.log2(x.m);
  if (Math.abs(doublings) > PLAIN_EXPONENT) {
    if (Math.abs(exponent) > GREATEST_EXPONENT) return exp(mul(y, log(x)));
    const half = pow(x, wide(exponent / 2));
    return mul(half, half);
  }
  const whole = Math.round(x.e * exponent);
  return scaled(x.m ** exponent * 2 ** (x.e * exponent - whole), whole);
}

/** Γ(x) for any size, by log|Γ| where doubles cannot hold it. */
function gamma(x: Wide): Wide {
  const plain = nearest(x);
  const value = elementwise('gamma')?.value(plain) as number;
  if (isPlain(plain) && (isPlain(value) || (plain < 0 && plain === Math.floor(plain)))) return wide(value);
  if (plain > 1) return exp(lgammaOf(x));
  if (plain > -1) return x.m === 0 ? wide(value) : div(ONE, x);
  if (!Number.isFinite(plain)) return NONE;
  return div(wide(-Math.PI), mul(mul(x, wide(sinpi(plain))), exp(wide(lgamma(-plain)))));
}

function lgammaOf(x: Wide): Wide {
  const plain = nearest(x);
  if (isPlain(plain) && Math.abs(plain) < 1e300) return wide(lgamma(plain));
  if (!Number.isFinite(x.m) || x.m === 0) return wide(lgamma(x.m));
  if (Math.abs(plain) < 1) return neg(log(abs(x)));
  return x.m > 0 ? mul(x, sub(log(x), ONE)) : wide(Number.POSITIVE_INFINITY);
}

/** Near 0 and far out by its leading term, ∓m!/x^(m+1) and ∓(m − 1)!/xᵐ. */
function polygamma(order: Wide, x: Wide): Wide {
  const m = nearest(order);
  const plain = nearest(x);
  const value = elementwise('polygamma')?.value(m, plain) as number;
  if (isPlain(plain) && isPlain(value)) return wide(value);
  if (!Number.isFinite(x.m) || x.m === 0 || !(m >= 0)) return wide(value);
  const sign = wide(m % 2 === 0 ? -1 : 1);
  if (Math.abs(plain) < 1e-10) return mul(sign, mul(factorial(m), pow(x, wide(-m - 1))));
  if (!(plain > 1e10)) return wide(value);
  return m === 0 ? log(x) : mul(sign, mul(factorial(m - 1), pow(x, wide(-m))));
}

function factorial(n: number): Wide {
  return gamma(wide(n + 1));
}

/** exp(−|x|). */
const decay = (x: Wide) => exp(neg(abs(x)));

const hypot = (x: Wide, y: Wide) => sqrt(add(mul(x, x), mul(y, y)));

/** A function that near 0 is c·x, and by a formula of its own beyond `far`; in between as for doubles. */
function shaped(
  name: string,
  near: number | undefined,
  far: number,
  beyond?: (x: Wide) => Wide,
): [string, WideFunction] {
  const value = elementwise(name)?.value as (x: number) => number;
  const factor = near === undefined ? undefined : wide(near);
  return [
    name,
    (x) => {
      const plain = nearest(x as Wide);
      if (factor && Math.abs(plain) < 1e-290) return mul(factor, x as Wide);
      return beyond && Math.abs(plain) > far && Number.isFinite((x as Wide).m)
        ? beyond(x as Wide)
        : wide(value(plain));
    },
  ];
}

/** exp(−x²)/(x√π)·(1 − s + 3s² − 15s³ + …) with s = 1/2x², for x from 26 on to the last digit. */
function tailOfErfc(x: Wide): Wide {
  const square = mul(x, x);
  const s = 0.5 / nearest(square);
  let series = 1;
  for (let odd = 13; odd > 0; odd -= 2) series = 1 - odd * s * series;
  return div(mul(exp(neg(square)), wide(series / Math.sqrt(Math.PI))), x);
}

/** For x from 26 on; far out it is 1/x. */
function hazardExcessOf(x: Wide): Wide {
  const plain = nearest(x);
  return plain < 1e150 ? wide(hazardExcess(plain)) : div(ONE, x);
}

const halfExp = (x: Wide) => div(exp(abs(x)), TWO);
const withSign = (size: Wide, x: Wide) => (x.m < 0 ? neg(size) : size);

/** A comparison by the sign of the difference; false beside NaN. */
function comparison(holds: (difference: number) => boolean): WideFunction {
  return (x, y) => wide(holds(compare(x as Wide, y as Wide)) ? 1 : 0);
}

const truth = ({ m }: Wide) => Boolean(m);

/** The primitives whose values, or those of what they are applied to, may leave the range of doubles. */
const FUNCTIONS: Readonly<Record<string, WideFunction>> = {
  add,
  sub,
  mul,
  div,
  neg,
  abs,
  sqrt,
  exp,
  log,
  pow,
  gamma,
  lgamma: lgammaOf,
  polygamma,
  hypot,
  cbrt: ({ m, e }) => {
    const rest = ((e % 3) + 3) % 3;
    return scaled(Math.cbrt(m * 2 ** rest), (e - rest) / 3);
  },
  direction: (x, y) => (x.m === 0 ? wide(x.m) : div(x, hypot(x, y))),
  rootShare: (u, _, r) => (r?.m === 0 ? wide(0) : div(u as Wide, r as Wide)),
  inversion: (x, y) => (x.m === 0 && y.m === 0 ? wide(0) : div(x, add(mul(x, x), mul(y, y)))),
  oneMinusSquare: (x) => mul(sub(ONE, x), add(ONE, x)),
  log2: (x) => div(log(x), wide(Math.LN2)),
  log10: (x) => div(log(x), wide(Math.LN10)),
  sigmoid: (x) => div(x.m >= 0 ? ONE : exp(x), add(ONE, decay(x))),
  sigmoidSlope: (x) => {
    const sum = add(ONE, decay(x));
    return div(decay(x), mul(sum, sum));
  },
  sech: (x) => div(mul(TWO, decay(x)), add(ONE, mul(decay(x), decay(x)))),
  atan2: (y, x) => {
    const quotient = div(y, x);
    if (x.m > 0 && quotient.e < -500) return quotient;
    const e = Math.max(x.e, y.e);
    return wide(Math.atan2(nearest(scaled(y.m, y.e - e)), nearest(scaled(x.m, x.e - e))));
  },
  ...Object.fromEntries([
    shaped('expm1', 1, PLAIN_EXPONENT, (x) => (x.m > 0 ? exp(x) : wide(-1))),
    shaped('log1p', 1, 1e300, (x) => (x.m > 0 ? log(x) : NONE)),
    shaped('sin', 1, Number.POSITIVE_INFINITY),
    shaped('tan', 1, Number.POSITIVE_INFINITY),
    shaped('asin', 1, Number.POSITIVE_INFINITY),
    shaped('atan', 1, Number.POSITIVE_INFINITY),
    shaped('tanh', 1, Number.POSITIVE_INFINITY),
    shaped('atanh', 1, Number.POSITIVE_INFINITY),
    shaped('erf', 2 / Math.sqrt(Math.PI), Number.POSITIVE_INFINITY),
    shaped('sinh', 1, PLAIN_EXPONENT, (x) => withSign(halfExp(x), x)),
    shaped('cosh', undefined, PLAIN_EXPONENT, halfExp),
    shaped('asinh', 1, 1e300, (x) => withSign(log(mul(TWO, abs(x))), x)),
    shaped('acosh', undefined, 1e300, (x) => (x.m > 0 ? log(mul(TWO, x)) : NONE)),
    shaped('logcosh', undefined, 1e300, abs),
    shaped('erfc', undefined, 26, (x) => (x.m > 0 ? tailOfErfc(x) : TWO)),
    shaped('logerfc', undefined, 1e150, (x) => (x.m > 0 ? neg(mul(x, x)) : wide(Math.LN2))),
    shaped('erfcHazard', undefined, 26, (x) =>
      x.m > 0 ? add(mul(TWO, x), hazardExcessOf(x)) : mul(wide(1 / Math.sqrt(Math.PI)), exp(neg(mul(x, x)))),
    ),
    shaped('hazardExcess', undefined, 26, (x) => (x.m > 0 ? hazardExcessOf(x) : neg(mul(TWO, x)))),
    shaped('softplus', undefined, PLAIN_EXPONENT, (x) => (x.m > 0 ? x : exp(x))),
    shaped('floor', undefined, 1e300, (x) => x),
    shaped('ceil', undefined, 1e300, (x) => x),
    shaped('fix', undefined, 1e300, (x) => x),
    shaped('round', undefined, 1e300, (x) => x),
  ]),
  csch: (x) => {
    const plain = nearest(x);
    if (Math.abs(plain) < 1e-290) return div(ONE, x);
    return Math.abs(plain) < PLAIN_EXPONENT ? wide(csch(plain)) : withSign(mul(TWO, decay(x)), x);
  },
  sign: ({ m }) => wide(Math.sign(m)),
  max: (x, y) => (Number.isNaN(compare(x, y)) ? NONE : compare(x, y) >= 0 ? x : y),
  min: (x, y) => (Number.isNaN(compare(x, y)) ? NONE : compare(x, y) <= 0 ? x : y),
  eq: comparison((d) => d === 0),
  ne: comparison((d) => d !== 0),
  lt: comparison((d) => d < 0),
  le: comparison((d) => d <= 0),
  gt: comparison((d) => d > 0),
  ge: comparison((d) => d >= 0),
  and: (x, y) => wide(truth(x) && truth(y) ? 1 : 0),
  or: (x, y) => wide(truth(x) || truth(y) ? 1 : 0),
  not: (x) => wide(truth(x) ? 0 : 1),
  select: (condition, x, y) => (truth(condition) ? x : y),
};

/** A primitive for wide numbers; one that keeps within the range of doubles as for these. */
export function wideFunction(op: string): WideFunction {
  const value = elementwise(op)?.value as (...inputs: number[]) => number;
  const own = FUNCTIONS[op];
  if (own) return own;
  if (elementwise(op)?.arity === 1) return (x) => wide(value(nearest(x as Wide)));
  return (...inputs) => wide(value(...inputs.map(nearest)));
}
