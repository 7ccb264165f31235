/**
 * A number m·2ᵉ with 1 ≤ |m| < 2 and a whole e of up to 2⁵²: a double that neither overflows nor underflows on the way. Of 0, infinities and
 * NaN m is the number itself and e is 0.
 */
export interface Wide {
  readonly m: number;
  readonly e: number;
}

/** Exponents of larger size, as of exp(exp(1000)), stay there: such a number is no infinity, so that 0 times it is 0. */
const GREATEST_EXPONENT = 2 ** 52;
const LEAST_NORMAL = 2 ** -1022;
/** Terms that are further apart do not see each other. */
const APART = 60;

const bits = new DataView(new ArrayBuffer(8));

/** m·2ᵉ for any doubles m and e. */
export function scaled(m: number, e: number): Wide {
  const size = Math.abs(m);
  if (!(size >= LEAST_NORMAL && size < Number.POSITIVE_INFINITY)) {
    return m === 0 || !(size < Number.POSITIVE_INFINITY) ? { m, e: 0 } : scaled(m * 2 ** 54, e - 54);
  }
  bits.setFloat64(0, m);
  const head = bits.getInt32(0);
  const sum = e + ((head >>> 20) & 0x7ff) - 1023;
  // The exponent of a number in [1, 2).
  bits.setInt32(0, (head & 0x800fffff) | 0x3ff00000);
  return {
    m: bits.getFloat64(0),
    e: Math.min(Math.max(sum, -GREATEST_EXPONENT), GREATEST_EXPONENT),
  };
}

/** The same for a product or sum of parts below 2, whose exponent is near at hand. */
function normal(m: number, e: number): Wide {
  const size = Math.abs(m);
  if (size >= 1 && Math.abs(e) < GREATEST_EXPONENT) {
    if (size < 2) return { m, e };
    if (size < 4) return { m: 0.5 * m, e: e + 1 };
  }
  return scaled(m, e);
}

/** A double as it is. */
export function wide(x: number): Wide {
  return scaled(x, 0);
}

/** The nearest double: an infinity or 0 beyond their range. */
export function nearest({ m, e }: Wide): number {
  if (e > 1023) return m * Number.POSITIVE_INFINITY;
  if (e >= -1022) return m * 2 ** e;
  return e < -1100 ? 0 * m : m * 2 ** -1022 * 2 ** (e + 1022);
}

/** Whether a number is neither 0, nor infinite, nor NaN. */
function isProper({ m }: Wide): boolean {
  return m !== 0 && m - m === 0;
}

export function add(x: Wide, y: Wide): Wide {
  if (!isProper(x) || !isProper(y))
    return x.m === 0 ? (y.m === 0 ? wide(x.m + y.m) : y) : y.m === 0 ? x : wide(x.m + y.m);
  const apart = x.e - y.e;
  if (apart > APART) return x;
  if (apart < -APART) return y;
  return apart >= 0 ? normal(x.m + y.m * 2 ** -apart, x.e) : normal(x.m * 2 ** apart + y.m, y.e);
}

export function neg({ m, e }: Wide): Wide {
  return { m: -m, e };
}

export function sub(x: Wide, y: Wide): Wide {
  return add(x, neg(y));
}

export function mul(x: Wide, y: Wide): Wide {
  return normal(x.m * y.m, x.e + y.e);
}

export function div(x: Wide, y: Wide): Wide {
  return normal(x.m / y.m, x.e - y.e);
}

export function abs({ m, e }: Wide): Wide {
  return { m: Math.abs(m), e };
}

/** Of numbers below 0 NaN. */
export function sqrt({ m, e }: Wide): Wide {
  const odd = e % 2 === 0 ? 0 : 1;
  return scaled(Math.sqrt(odd ? 2 * m : m), (e - odd) / 2);
}

/** Below 0, 0 or above 0 as x is less than, equal to or greater than y; NaN where one of them is. */
export function compare(x: Wide, y: Wide): number {
  return isProper(x) && isProper(y) ? sub(x, y).m : x.m === y.m ? 0 : x.m - y.m;
}
