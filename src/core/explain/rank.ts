import type { Formula } from './formula.ts';

const SHRINKING = new Set(['sum', 'prod', 'mean', 'max', 'min', 'var', 'std', 'logsumexp']);
/** With a third argument along an axis, else numbers. */
const ALONG = new Set(['norm', 'dot']);
const SCALAR = new Set(['det', 'trace', 'count']);

/** The number of axes of a formula's value: 0 for a number, 1 for a vector, 2 for a matrix. */
export class Ranks {
  private readonly known = new Map<Formula, number>();

  /** @param rankOfName - The number of axes of what a name stands for. */
  constructor(private readonly rankOfName: (name: string) => number) {}

  of(formula: Formula): number {
    const there = this.known.get(formula);
    if (there !== undefined) return there;
    const rank = this.find(formula);
    this.known.set(formula, rank);
    return rank;
  }

  private find(formula: Formula): number {
    const most = (formulas: readonly Formula[]) => Math.max(0, ...formulas.map((each) => this.of(each)));
    switch (formula.kind) {
      case 'name':
        return this.rankOfName(formula.name);
      case 'array':
        return 1 + (formula.elements[0] ? this.of(formula.elements[0]) : 0);
      case 'index':
        return formula.indices.filter(({ kind }) => kind === 'span' || kind === 'array').length;
      case 'conditional':
        return most([formula.condition, formula.consequent, formula.alternate]);
      case 'span':
        return 1;
      case 'operator': {
        if (formula.operator !== '*') return most(formula.operands);
        const [left, right] = formula.operands.map((operand) => this.of(operand)) as [number, number];
        return left > 0 && right > 0 ? left + right - 2 : Math.max(left, right);
      }
      case 'call': {
        const { callee, arguments: given } = formula;
        if (SCALAR.has(callee)) return 0;
        if (ALONG.has(callee)) return given.length === 3 ? this.of(given[0] as Formula) - 1 : 0;
        if (callee === 'lusolve') return this.of(given[1] as Formula);
        if (!SHRINKING.has(callee)) return most(given);
        const rank = this.of(given[0] as Formula);
        return given.length === 2 && rank > 0 ? rank - 1 : 0;
      }
      default:
        return 0;
    }
  }
}
