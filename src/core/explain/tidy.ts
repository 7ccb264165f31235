import { call, type Formula, operation } from './formula.ts';
import { printFormula } from './print-formula.ts';
import { Ranks } from './rank.ts';
import {
  add,
  divide,
  exponential,
  factor,
  multiply,
  number,
  numberOf,
  overCommonDenominator,
  power,
  product,
  type Sum,
  scale,
  sumKey,
  type Term,
  withCommonExponential,
  ZERO,
} from './terms.ts';
import { writeSum } from './write-terms.ts';

const ODD = new Set([
  'sin',
  'tan',
  'asin',
  'atan',
  'sinh',
  'tanh',
  'asinh',
  'atanh',
  'cbrt',
  'csch',
  'erf',
  'sign',
]);
const EVEN = new Set(['cos', 'cosh', 'sech', 'abs']);

/**
 * A formula as a person would write it: signs and numbers gathered in front, powers and like terms merged, exponentials
 * multiplied by adding exponents, one fraction for what has one denominator, numbers before names before functions. The same
 * value wherever both have one, but not rounded alike: for reading, never for computing.
 *
 * @param rankOfName - The number of axes of what a name stands for; 0 for all where absent.
 */
export function tidy(formula: Formula, rankOfName: (name: string) => number = () => 0): Formula {
  return new Tidier(new Ranks(rankOfName)).tidied(formula);
}

class Tidier {
  private readonly sums = new Map<Formula, Sum>();

  constructor(private readonly ranks: Ranks) {}

  tidied(formula: Formula): Formula {
    return this.write(this.sumOf(formula));
  }

  private write(sum: Sum): Formula {
    return writeSum(overCommonDenominator(sum) ?? withCommonExponential(sum) ?? sum, this.ranks);
  }

  private sumOf(formula: Formula): Sum {
    const there = this.sums.get(formula);
    if (there) return there;
    const sum = this.find(formula);
    this.sums.set(formula, sum);
    return sum;
  }

  private find(formula: Formula): Sum {
    switch (formula.kind) {
      case 'number':
        return number(formula.value);
      case 'name':
        return formula.name === 'pi' ? number(Math.PI) : this.opaque(formula);
      case 'operator':
        return this.operator(formula);
      case 'call':
        return this.call(formula.callee, formula.arguments, formula);
      case 'conditional':
        return this.conditional(
          formula.condition,
          this.sumOf(formula.consequent),
          this.sumOf(formula.alternate),
        );
      case 'array':
        return this.opaque({ ...formula, elements: formula.elements.map((each) => this.tidied(each)) });
      case 'index':
        return this.opaque(
          formula.object.kind === 'name' ? formula : { ...formula, object: this.tidied(formula.object) },
        );
      default:
        return this.opaque(formula);
    }
  }

  private opaque(formula: Formula): Sum {
    return factor({ kind: 'formula', formula, rank: this.ranks.of(formula) }, printFormula(formula));
  }

  private operator(formula: Formula & { kind: 'operator' }): Sum {
    const { operator, operands } = formula;
    const [left, right] = operands as readonly [Formula, Formula];
    const x = this.sumOf(left);
    if (operator === 'neg') return scale(x, -1);
    if (operator === "'" && this.ranks.of(left) < 2) return x;
    if (right === undefined) return this.opaque(operation(operator, this.tidied(left)));
    const y = this.sumOf(right);
    const arrays = this.ranks.of(left) > 0 && this.ranks.of(right) > 0;
    switch (operator) {
      case '+':
        return this.plus(x, y);
      case '-':
        return this.plus(x, scale(y, -1));
      case '.*':
        return this.times(x, y);
      case './':
        return divide(x, y);
      case '*':
        return arrays ? this.matrixProduct(x, y) : this.times(x, y);
      case '/':
        return this.ranks.of(right) > 0 ? this.kept(operator, x, y) : divide(x, y);
      case '^':
        return this.ranks.of(left) > 0 ? this.kept(operator, x, y) : power(x, y);
      case '.^':
        return power(x, y);
      default:
        return this.kept(operator, x, y);
    }
  }

  private kept(operator: (Formula & { kind: 'operator' })['operator'], x: Sum, y: Sum): Sum {
    return this.opaque(operation(operator, this.write(x), this.write(y)));
  }

  /** Numbers in front of a matrix come out of the product. */
  private matrixProduct(x: Sum, y: Sum): Sum {
    const [[a, left], [c, right]] = [this.withoutNumber(x), this.withoutNumber(y)];
    return scale(this.kept('*', left, right), a * c);
  }

  private withoutNumber(sum: Sum): readonly [number, Sum] {
    const [only] = sum;
    if (sum.length !== 1 || !only) return [1, sum];
    return [only.coefficient, [{ ...only, coefficient: 1 }]];
  }

  private plus(x: Sum, y: Sum): Sum {
    const sum = this.withMergedChoices(add(x, y));
    return this.complement(sum) ?? sum;
  }

  /** 1 − σ(u) is σ(−u). */
  private complement(sum: Sum): Sum | undefined {
    if (sum.length !== 2) return undefined;
    const one = sum.find((term) => numberOf([term]) === 1);
    const other = sum.find((term) => term !== one);
    const argument = other && one && other.coefficient === -1 ? soleCall(other, 'sigmoid') : undefined;
    return argument && this.call('sigmoid', [operation('neg', argument)]);
  }

  private times(x: Sum, y: Sum): Sum {
    const all = multiply(x, y);
    const [term] = all;
    if (all.length !== 1 || !term) return all;
    // Into a choice of numbers: 2·(c ? 1 : 0) is c ? 2 : 0.
    const at = term.factors.findIndex(({ base, exponent }) => exponent === 1 && choiceOf(base));
    const chosen = term.factors[at] && choiceOf(term.factors[at].base);
    if (!chosen || (term.factors.length === 1 && term.coefficient === 1 && !term.exponential.length))
      return all;
    const branches = [chosen.consequent, chosen.alternate].map((branch) => this.sumOf(branch));
    if (branches.every((branch) => numberOf(branch) === undefined)) return all;
    const rest: Sum = [{ ...term, factors: term.factors.filter((_, i) => i !== at) }];
    return this.conditional(
      chosen.condition,
      ...(branches.map((branch) => multiply(branch, rest)) as [Sum, Sum]),
    );
  }

  /** Choices under one condition as one choice. */
  private withMergedChoices(sum: Sum): Sum {
    const places = new Map<string, Term>();
    for (const term of sum) {
      const choice = soleChoice(term);
      if (!choice) continue;
      const key = printFormula(choice.condition);
      const other = places.get(key);
      const before = other && soleChoice(other);
      if (!other || !before) {
        places.set(key, term);
        continue;
      }
      const branch = (of: 'consequent' | 'alternate') =>
        this.plus(
          scale(this.sumOf(before[of]), other.coefficient),
          scale(this.sumOf(choice[of]), term.coefficient),
        );
      const merged = this.conditional(choice.condition, branch('consequent'), branch('alternate'));
      const rest = sum.filter((each) => each !== other && each !== term);
      return this.withMergedChoices(add(merged, rest));
    }
    return sum;
  }

  private conditional(condition: Formula, x: Sum, y: Sum): Sum {
    if (sumKey(x) === sumKey(y)) return x;
    const inner = x.length === 1 && x[0]?.coefficient === 1 ? soleChoice(x[0]) : undefined;
    if (inner && sumKey(this.sumOf(inner.alternate)) === sumKey(y)) {
      const both = operation('and', condition, inner.condition);
      return this.conditional(both, this.sumOf(inner.consequent), y);
    }
    return this.opaque({
      kind: 'conditional',
      condition: this.tidied(condition),
      consequent: this.write(x),
      alternate: this.write(y),
    });
  }

  private call(callee: string, given: readonly Formula[], whole?: Formula): Sum {
    const [first, second] = given.map((argument) => this.sumOf(argument)) as [Sum, Sum | undefined];
    if (given.length === 1) {
      const special = this.unary(callee, first, given[0] as Formula);
      if (special) return special;
    }
    if (callee === 'hypot' && second && (numberOf(first) ?? numberOf(second)) !== undefined) {
      const squares = this.plus(power(first, number(2)), power(second, number(2)));
      return power(squares, number(0.5));
    }
    if (whole?.kind === 'call' && given.length === 4 && given[0]?.kind === 'name') return this.opaque(whole);
    return this.opaque(call(callee, ...given.map((argument) => this.tidied(argument))));
  }

  private unary(callee: string, x: Sum, argument: Formula): Sum | undefined {
    const [term] = x;
    const single = x.length === 1 && term ? term : undefined;
    const negative = single !== undefined && single.coefficient < 0;
    if (callee === 'sqrt') return power(x, number(0.5));
    if (callee === 'exp') {
      const inner = single && soleCall(single, 'log');
      return inner ? power(this.sumOf(inner), number(single.coefficient)) : exponential(x);
    }
    if (callee === 'log') {
      if (numberOf(x) === 1) return ZERO;
      return single?.coefficient === 1 && single.factors.length === 0 && single.exponential.length > 0
        ? single.exponential
        : undefined;
    }
    if (callee === 'sum' && this.ranks.of(argument) > 0 && single) return this.total(single);
    if (negative && ODD.has(callee)) return scale(this.call(callee, [this.write(scale(x, -1))]), -1);
    if (negative && EVEN.has(callee)) return this.call(callee, [this.write(scale(x, -1))]);
    return undefined;
  }

  /** Numbers come out of a sum over entries. */
  private total(term: Term): Sum {
    const outer = term.factors.filter(({ base }) => base.kind === 'formula' && base.rank === 0);
    const inner: Term = {
      ...term,
      coefficient: 1,
      factors: term.factors.filter((each) => !outer.includes(each)),
    };
    const sum = this.opaque(call('sum', this.write([inner])));
    return [product({ coefficient: term.coefficient, factors: outer, exponential: ZERO }, sum[0] as Term)];
  }
}

function choiceOf(base: Term['factors'][number]['base']): (Formula & { kind: 'conditional' }) | undefined {
  return base.kind === 'formula' && base.formula.kind === 'conditional' ? base.formula : undefined;
}

function soleChoice({ factors, exponential: power }: Term): (Formula & { kind: 'conditional' }) | undefined {
  const [only] = factors;
  return factors.length === 1 && power.length === 0 && only?.exponent === 1 ? choiceOf(only.base) : undefined;
}

/** The argument of the call that a term is, but for its coefficient. */
function soleCall({ factors, exponential: power }: Term, callee: string): Formula | undefined {
  const [only] = factors;
  if (factors.length !== 1 || power.length > 0 || only?.exponent !== 1 || only.base.kind !== 'formula')
    return;
  const { formula } = only.base;
  return formula.kind === 'call' && formula.callee === callee && formula.arguments.length === 1
    ? formula.arguments[0]
    : undefined;
}
