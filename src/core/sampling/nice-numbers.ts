/** Multiples of a power of ten that people count in. */
const MANTISSAS = [1, 2, 5, 10];

/**
 * The step of 1, 2 or 5 · 10ᵉ that divides a span into about `count` parts.
 * @param span Greater than 0 and finite.
 * @param count At least 1.
 */
export function niceStep(span: number, count: number): number {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  // Geometric midpoints between the mantissas, as in d3-array's ticks.
  const error = rough / power;
  const mantissa =
    MANTISSAS[error >= Math.sqrt(50) ? 3 : error >= Math.sqrt(10) ? 2 : error >= Math.SQRT2 ? 1 : 0];
  return clean((mantissa as number) * power);
}

/**
 * The multiples of a nice step in [low, high], about `count` of them.
 * @returns nothing where the interval is empty, not finite, or too narrow for the numbers to differ.
 */
export function niceTicks(low: number, high: number, count: number): number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return [];
  const step = niceStep(span, count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last)) return [];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => clean((first + index) * step));
}

/** Removes what binary fractions add: 0.30000000000000004 becomes 0.3. */
export function clean(value: number): number {
  return Number(value.toPrecision(12)) || 0;
}
