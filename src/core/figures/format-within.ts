import { formatNumber } from './format-number.ts';

/**
 * A number of an interval, for reading: with so many digits that places of the interval are told apart, 2 to 15 of them.
 *
 * @param span - The width of the interval, positive.
 * @param parts - The decimal places of the width that count: 3 for a thousandth of it.
 */
export function formatWithin(value: number, span: number, parts = 3): string {
  const digits = parts + Math.ceil(Math.log10(Math.abs(value) / span + 1e-9));
  return formatNumber(value, Math.max(2, Math.min(15, digits)));
}
