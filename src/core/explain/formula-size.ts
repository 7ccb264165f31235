import { type Formula, partsOf } from './formula.ts';

/** How large a formula is when written out: parts that are shared count each time. */
export interface FormulaSize {
  readonly parts: number;
  readonly depth: number;
}

/** The size of a formula, in time proportional to its distinct parts. */
export function formulaSize(formula: Formula): FormulaSize {
  const sizes = new Map<Formula, FormulaSize>();
  const stack: Formula[] = [formula];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const inner = partsOf(top);
    const open = sizes.has(top) ? [] : inner.filter((part) => !sizes.has(part));
    if (open.length > 0) {
      stack.push(...open);
      continue;
    }
    stack.pop();
    let parts = 1;
    let depth = 0;
    for (const part of inner) {
      const size = sizes.get(part) as FormulaSize;
      parts += size.parts;
      depth = Math.max(depth, size.depth);
    }
    sizes.set(top, { parts, depth: depth + 1 });
  }
  return sizes.get(formula) as FormulaSize;
}
