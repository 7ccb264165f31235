import { coordinateLabel } from './coordinate-label.ts';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A formula in code as it is read in a line of text: `θ1^2 - 3*x[1]` becomes θ₁² − 3·x₁, and products entry by entry ⊙. */
export function formulaLabel(formula: string): string {
  return formula
    .replace(/\p{L}[\p{L}\d_]*(?![\p{L}\d_(])(?:\[\d+\])?/gu, coordinateLabel)
    .replace(/\.(?=[/^])/g, '')
    .replace(/\.\*/g, '⊙')
    .replace(/\^(\d+)(?![\d.e])/g, (_, digits: string) =>
      [...digits].map((digit) => SUPERSCRIPTS[Number(digit)]).join(''),
    )
    .replace(/\*/g, '·')
    .replace(/-/g, '\u2212');
}
