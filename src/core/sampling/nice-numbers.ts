/** Multiples of a power of ten that people count in. */
const COMMON = [1, 2, 5, 10];

/** More of them, for where the number of parts matters more than the ease of counting. */
const DENSE = [1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10];

/**
 * The nice step that divides a span most nearly into `count` parts: 1, 2 or 5 · 10ᵉ, or a little less round if `dense`.
 * @param span Greater than 0 and finite.
 * @param count At least 1.
 */
export function niceStep(span: number, count: number, dense = false): number {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const distance = (mantissa: number) => Math.abs(Math.log((mantissa * power) / rough));
  const mantissas = dense ? DENSE : COMMON;
  const nearest = mantissas.reduce((best, each) => (distance(each) < distance(best) ? each : best));
  return clean(nearest * power);
}

/**
 * The multiples of a nice step in [low, high], about `count` of them.
 * @returns nothing where the interval is empty, not finite, or too narrow for the numbers to differ.
 */
export function niceTicks(low: number, high: number, count: number, dense = false): number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return [];
  const step = niceStep(span, count, dense);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last)) return [];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => clean((first + index) * step));
}

/** Removes what binary fractions add: 0.30000000000000004 becomes 0.3. */
export function clean(value: number): number {
  return Number(value.toPrecision(12)) || 0;
}
