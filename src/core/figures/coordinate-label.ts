import { GREEK } from '../greek.ts';

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/**
 * A coordinate's name as people write it: `theta_1` and `θ1` become θ₁, `w[3]` becomes w₃; other names, and
 * indices of more than one number, stay as they are.
 */
export function coordinateLabel(name: string): string {
  const match = /^(\p{L}+?)(?:_?(\d+)|\[(\d+)\])?$/u.exec(name);
  if (!match) return name;
  const [, word = '', digits, index] = match;
  const base = GREEK.get(word) ?? word;
  const below = digits ?? index;
  if (below === undefined) return base;
  return base + [...below].map((digit) => SUBSCRIPTS[Number(digit)]).join('');
}
