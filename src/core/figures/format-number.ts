/** U+2212, as wide as a plus; a hyphen is too short beside digits. */
const MINUS = '\u2212';

/**
 * A number for reading: `significant` digits without trailing zeros, exponents (`3.2e−4`) where fixed notation would
 * need many zeros, a true minus sign; "–" stands for NaN.
 */
export function formatNumber(value: number, significant = 6): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`;
  const size = Math.abs(value);
  const fixed = size === 0 || (size >= 1e-3 && size < 10 ** Math.max(significant, 4));
  const text = fixed ? trim(value.toPrecision(significant)) : exponential(value, significant);
  return text.replace(/-/g, MINUS);
}

function trim(text: string): string {
  // toPrecision itself falls back to exponents when the digits do not suffice.
  if (text.includes('e')) return String(Number(text));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function exponential(value: number, significant: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(significant - 1).split('e');
  return `${trim(mantissa)}e${exponent.replace('+', '')}`;
}
