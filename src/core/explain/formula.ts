/** An operator of a formula, by its mathjs spelling; `neg` is the unary minus, `'` the transpose. */
export type Operator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '.*'
  | './'
  | '^'
  | '.^'
  | 'mod'
  | 'neg'
  | "'"
  | '!'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'and'
  | 'or'
  | 'not';

/**
 * A formula with the meaning of mathjs (indices from 1, `*` the matrix product, `^` the power). The frontends' `Expression` is
 * a formula whose parts know their place in a text, so that whatever prints formulas prints expressions too.
 */
export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly callee: string; readonly arguments: readonly Formula[] }
  | { readonly kind: 'operator'; readonly operator: Operator; readonly operands: readonly Formula[] }
  | {
      readonly kind: 'conditional';
      readonly condition: Formula;
      readonly consequent: Formula;
      readonly alternate: Formula;
    }
  /** `[a, b]`; a matrix is an array of arrays. */
  | { readonly kind: 'array'; readonly elements: readonly Formula[] }
  /** `x[2, 1:end]`; indices may be of kind `span`. */
  | { readonly kind: 'index'; readonly object: Formula; readonly indices: readonly Formula[] }
  /** `a:step:b`, both ends included; without ends, `:`, the whole axis. */
  | { readonly kind: 'span'; readonly from?: Formula; readonly step?: Formula; readonly to?: Formula }
  /** `points.x1`. */
  | { readonly kind: 'member'; readonly object: Formula; readonly name: string };

/** A number; a negative one is written with a sign in front, as it reads back. */
export function numeral(value: number): Formula {
  return value < 0 || Object.is(value, -0)
    ? operation('neg', { kind: 'number', value: -value })
    : { kind: 'number', value };
}

export function named(name: string): Formula {
  return { kind: 'name', name };
}

export function operation(operator: Operator, ...operands: readonly Formula[]): Formula {
  return { kind: 'operator', operator, operands };
}

export function call(callee: string, ...given: readonly Formula[]): Formula {
  return { kind: 'call', callee, arguments: given };
}

/** The formulas directly inside one. */
export function partsOf(formula: Formula): readonly Formula[] {
  switch (formula.kind) {
    case 'call':
      return formula.arguments;
    case 'operator':
      return formula.operands;
    case 'conditional':
      return [formula.condition, formula.consequent, formula.alternate];
    case 'array':
      return formula.elements;
    case 'index':
      return [formula.object, ...formula.indices];
    case 'span':
      return [formula.from, formula.step, formula.to].filter((part) => part !== undefined);
    case 'member':
      return [formula.object];
    default:
      return [];
  }
}
