/**
 * A number as people read it, with at most `digits` significant digits: 0.0126, 3.174e-4, 12,345 stays 12345.
 * Numbers that are not finite are NaN, Infinity and -Infinity.
 */
export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e6) return String(Number(value.toPrecision(digits)));
  return `${value < 0 ? '-' : ''}${exponential(size, digits)}`;
}

/** 1.5e7: the digits before the exponent without zeros at their end. */
function exponential(size: number, digits: number): string {
  const exponent = Math.floor(Math.log10(size));
  const scaled = size * (POWERS[digits - 1 - exponent] ?? Number.NaN);
  const rounded = Math.round(scaled);
  // Far from a tie both roundings agree, and arithmetic takes half as long as `toExponential`.
  if (Math.abs(scaled - rounded) < 0.499) {
    const text = String(rounded);
    return trimmed(text, exponent + text.length - digits);
  }
  const [mantissa, power] = size.toExponential(digits - 1).split('e') as [string, string];
  return trimmed(mantissa.replace('.', ''), Number(power));
}

/** The powers of ten that are exact. */
const POWERS = Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

function trimmed(digits: string, exponent: number): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return `${digits[0]}${end > 1 ? `.${digits.slice(1, end)}` : ''}e${exponent}`;
}
