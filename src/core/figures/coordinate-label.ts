const GREEK: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ ' +
    'pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω'
  )
    .match(/\S+ \S+/g)
    ?.map((pair) => pair.split(' ') as [string, string]) ?? [],
);

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/**
 * A coordinate's name as people write it: `theta_1` and `θ1` become θ₁, `w[3]` becomes w₃; other names, and
 * indices of more than one number, stay as they are.
 */
export function coordinateLabel(name: string): string {
  const match = /^(\p{L}+?)(?:_?(\d+)|\[(\d+)\])?$/u.exec(name);
  if (!match) return name;
  const [, word = '', digits, index] = match;
  const base = GREEK[word] ?? word;
  const below = digits ?? index;
  if (below === undefined) return base;
  return base + [...below].map((digit) => SUBSCRIPTS[Number(digit)]).join('');
}
