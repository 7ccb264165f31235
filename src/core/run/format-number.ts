/**
 * A number as people read it, with at most `digits` significant digits: 0.0126, 3.174e-4, 12,345 stays 12345.
 * Numbers that are not finite are NaN, Infinity and -Infinity.
 */
export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e6) return String(Number(value.toPrecision(digits)));
  return withoutZeros(value.toExponential(digits - 1));
}

/** 1.500e+7 as 1.5e7. */
function withoutZeros(text: string): string {
  const e = text.indexOf('e');
  let end = e;
  while (text[end - 1] === '0') end--;
  if (text[end - 1] === '.') end--;
  return `${text.slice(0, end)}e${text.slice(text[e + 1] === '+' ? e + 2 : e + 1)}`;
}
