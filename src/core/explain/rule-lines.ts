import type { DerivationLine } from './derivation.ts';
import { call, type Formula, named } from './formula.ts';
import { formulaSize } from './formula-size.ts';
import type { RuleStep } from './rule-steps.ts';
import { PARTIAL, TOTAL, texFormula, texName } from './tex-formula.ts';

/** Longer objectives are not written out in the first line; the rules take them apart anyway. */
const LONGEST_WHOLE = 90;

/** `\frac{\partial J}{\partial \theta_1}`, with d for ∂ where the coordinate is the only one. */
export function texDerivative(f: string, by: string, isOnly: boolean): string {
  const d = isOnly ? 'd' : '\\partial';
  return `\\frac{${d} ${texName(f)}}{${d} ${texName(by)}}`;
}

/**
 * Steps as lines: first what a rule makes of a derivative, then, one deeper, the derivatives that it needs, then what it all
 * comes to.
 *
 * @param f - The name of the objective.
 * @param by - The name of the coordinate.
 */
export function ruleLines(whole: RuleStep, f: string, by: string, isOnly: boolean): DerivationLine[] {
  const lines: DerivationLine[] = [];
  const derivative = (u: Formula) => texFormula(call(isOnly ? TOTAL : PARTIAL, u, named(by)));
  const done = new Set<RuleStep>();
  const write = (step: RuleStep, depth: number, left: string) => {
    const { rule, law, because, applied, inner } = step;
    const result = texFormula(step.result);
    if (done.has(step) && inner.length > 0) {
      lines.push({ depth, left, right: [result], rule: 'As above', law: '', because: '' });
      return;
    }
    done.add(step);
    const first = texFormula(applied);
    const right = inner.length > 0 || first === result ? [first] : [first, result];
    lines.push({ depth, left, right, rule, law, because });
    if (inner.length === 0) return;
    for (const each of inner) write(each, depth + 1, derivative(each.of));
    const tidying = { rule: 'Put in', law: '', because: '' };
    lines.push({ depth, left: '', right: [result], ...tidying });
  };
  const start = texDerivative(f, by, isOnly);
  if (formulaSize(whole.of).parts > LONGEST_WHOLE) write(whole, 0, start);
  else {
    const asked = { rule: 'To be found', law: '', because: 'all other parameters count as constant' };
    lines.push({
      depth: 0,
      left: start,
      right: [derivative(whole.of)],
      ...asked,
      ...(isOnly && { because: '' }),
    });
    write(whole, 0, '');
  }
  return lines;
}
