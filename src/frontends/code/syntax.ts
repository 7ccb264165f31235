import type { SourceRange } from '../../core/problem.ts';

/** An arithmetic operator of a host language, by its Python spelling; what it means is the dialect's affair. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@';

/** A comparison. */
export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** What stands between brackets after a value: an index, or a slice whose absent ends are the ends of the axis. */
export type CodeSubscript =
  | CodeExpression
  | {
      readonly kind: 'slice';
      readonly from?: CodeExpression;
      readonly to?: CodeExpression;
      readonly step?: CodeExpression;
      readonly range: SourceRange;
    };

/** One argument of a call; `name` where it is given by keyword. */
export interface CodeArgument {
  readonly name?: string;
  readonly value: CodeExpression;
}

/** One `for` of a comprehension with the conditions that follow it. */
export interface CodeClause {
  readonly target: CodeTarget;
  readonly iterable: CodeExpression;
  readonly conditions: readonly CodeExpression[];
}

/** What a parameter is said to be by its annotation. */
export type Annotation =
  | { readonly kind: 'number' }
  | { readonly kind: 'vector'; readonly size?: number }
  | { readonly kind: 'matrix' }
  | { readonly kind: 'other' };

/** A parameter of a function. */
export interface CodeParameter {
  readonly target: CodeTarget;
  readonly annotation?: Annotation;
  readonly initial?: CodeExpression;
  readonly range: SourceRange;
}

/** A function of the code, named or not. */
export interface CodeFunction {
  readonly name: string;
  readonly nameRange: SourceRange;
  /** The whole definition, from its first to its last character. */
  readonly range: SourceRange;
  readonly parameters: readonly CodeParameter[];
  readonly body: readonly CodeStatement[];
  /** The comment or docstring that documents it; empty where there is none. */
  readonly documentation: string;
  /** Whether it is a method that is handed its object (`self`, `this`). */
  readonly method: boolean;
}

/** What a value is assigned to. */
export type CodeTarget =
  | { readonly kind: 'name'; readonly name: string; readonly range: SourceRange }
  | { readonly kind: 'pattern'; readonly elements: readonly CodeTarget[]; readonly range: SourceRange }
  | { readonly kind: 'place'; readonly root: string; readonly range: SourceRange };

/** An expression of a host language, as it is written, before it is given a meaning. */
export type CodeExpression =
  | { readonly kind: 'number'; readonly value: number; readonly range: SourceRange }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly range: SourceRange }
  | { readonly kind: 'string'; readonly value: string; readonly range: SourceRange }
  | { readonly kind: 'name'; readonly name: string; readonly range: SourceRange }
  | {
      readonly kind: 'member';
      readonly object: CodeExpression;
      readonly name: string;
      readonly range: SourceRange;
    }
  | {
      readonly kind: 'call';
      readonly callee: CodeExpression;
      readonly arguments: readonly CodeArgument[];
      readonly range: SourceRange;
    }
  | {
      readonly kind: 'binary';
      readonly operator: ArithmeticOperator;
      readonly left: CodeExpression;
      readonly right: CodeExpression;
      readonly range: SourceRange;
    }
  | {
      readonly kind: 'unary';
      readonly operator: '-' | '+' | 'not';
      readonly operand: CodeExpression;
      readonly range: SourceRange;
    }
  /** `a < b <= c`: one operator fewer than operands. */
  | {
      readonly kind: 'comparison';
      readonly operators: readonly ComparisonOperator[];
      readonly operands: readonly CodeExpression[];
      readonly range: SourceRange;
    }
  | {
      readonly kind: 'logical';
      readonly operator: 'and' | 'or';
      readonly left: CodeExpression;
      readonly right: CodeExpression;
      readonly range: SourceRange;
    }
  | {
      readonly kind: 'conditional';
      readonly condition: CodeExpression;
      readonly consequent: CodeExpression;
      readonly alternate: CodeExpression;
      readonly range: SourceRange;
    }
  /** A list, tuple or array literal. */
  | { readonly kind: 'list'; readonly elements: readonly CodeExpression[]; readonly range: SourceRange }
  | {
      readonly kind: 'subscript';
      readonly object: CodeExpression;
      readonly subscripts: readonly CodeSubscript[];
      readonly range: SourceRange;
    }
  | {
      readonly kind: 'comprehension';
      readonly element: CodeExpression;
      readonly clauses: readonly CodeClause[];
      readonly range: SourceRange;
    }
  /** The numbers from `from` up to, but not including, `to`. */
  | {
      readonly kind: 'range';
      readonly from: CodeExpression;
      readonly to: CodeExpression;
      readonly step: CodeExpression;
      readonly range: SourceRange;
    }
  | { readonly kind: 'function'; readonly function: CodeFunction; readonly range: SourceRange }
  | CodeUnsupported;

/** A construct that has no counterpart. */
export interface CodeUnsupported {
  readonly kind: 'unsupported';
  /** "what it is; what to write instead". */
  readonly reason: string;
  /** Whether it shows that the code around it is not arithmetic at all, so that it is passed over in silence. */
  readonly foreign: boolean;
  readonly range: SourceRange;
}

/** A statement of a host language. */
export type CodeStatement =
  | {
      readonly kind: 'assign';
      readonly target: CodeTarget;
      readonly value: CodeExpression;
      readonly range: SourceRange;
    }
  | {
      readonly kind: 'augment';
      readonly target: CodeTarget;
      readonly operator: ArithmeticOperator;
      readonly value: CodeExpression;
      readonly range: SourceRange;
    }
  | { readonly kind: 'return'; readonly value?: CodeExpression; readonly range: SourceRange }
  | {
      readonly kind: 'if';
      readonly condition: CodeExpression;
      readonly consequent: readonly CodeStatement[];
      readonly alternate: readonly CodeStatement[];
      readonly range: SourceRange;
    }
  | {
      readonly kind: 'for';
      readonly target: CodeTarget;
      readonly iterable: CodeExpression;
      readonly body: readonly CodeStatement[];
      readonly range: SourceRange;
    }
  | { readonly kind: 'function'; readonly function: CodeFunction; readonly range: SourceRange }
  /** `import numpy as np`: `np` stands for `numpy`. */
  | { readonly kind: 'import'; readonly name: string; readonly path: string; readonly range: SourceRange }
  | { readonly kind: 'expression'; readonly value: CodeExpression; readonly range: SourceRange }
  /** Statements that belong to the text around them but have a name space of their own (a class). */
  | { readonly kind: 'block'; readonly body: readonly CodeStatement[]; readonly range: SourceRange }
  | CodeUnsupported;
