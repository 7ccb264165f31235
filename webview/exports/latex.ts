/** A line of aligned formulas: what stands on both sides of the sign, and a word on it. */
export interface LatexLine {
  readonly left: string;
  /** With its sign: `= 2\,x`, `\leftarrow 0.75 - 0.2 \cdot 1.5`. */
  readonly right: string;
  readonly note?: string;
}

/** Formulas in LaTeX, to be put into a text that loads amsmath; aligned on their signs. @param title says what they are. */
export function latex(title: string, before: string, lines: readonly LatexLine[]): string {
  const rows = lines.map(({ left, right, note }) => {
    const words = note ? ` && \\text{${escaped(note)}}` : '';
    return `  ${left} &${right}${words}`.replace(/ +$/, '');
  });
  const rule = before ? `\\[\n  ${before}\n\\]\n` : '';
  return `% ${title.replace(/\s+/g, ' ')}\n${rule}\\begin{align*}\n${rows.join(' \\\\\n')}\n\\end{align*}\n`;
}

/** A formula in TeX divided before its first sign of equality. */
export function atSign(tex: string): Pick<LatexLine, 'left' | 'right'> {
  let depth = 0;
  for (let i = 0; i < tex.length; i++) {
    if (tex[i] === '{') depth++;
    else if (tex[i] === '}') depth--;
    else if (tex[i] === '=' && depth === 0) return { left: tex.slice(0, i).trim(), right: tex.slice(i) };
  }
  return { left: '', right: tex };
}

/** Signs of reasons that TeX's fonts of text lack. */
const FORMULAS: Readonly<Record<string, string>> = {
  '→': '\\to',
  ε: '\\varepsilon',
  δ: '\\delta',
  Δ: '\\Delta',
  '′': "'",
};

const escaped = (text: string): string =>
  text
    .replace(/[\\{}&%$#_^~]/g, (mark) => (mark === '\\' ? '\\textbackslash{}' : `\\${mark}`))
    .replace(/[→εδΔ′]/g, (sign) => `$${FORMULAS[sign]}$`);
