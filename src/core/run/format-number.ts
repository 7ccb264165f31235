/**
 * A number as people read it, with at most `digits` significant digits: 0.0126, 3.174e-4, 12,345 stays 12345.
 * Numbers that are not finite are NaN, Infinity and -Infinity.
 */
export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e6) return String(Number(value.toPrecision(digits)));
  return value
    .toExponential(digits - 1)
    .replace(/\.?0+e/, 'e')
    .replace('e+', 'e');
}
