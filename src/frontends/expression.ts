import type { Operator } from '../core/explain/formula.ts';
import type { SourceRange } from '../core/problem.ts';

export type { Operator } from '../core/explain/formula.ts';

/**
 * An expression with the meaning of mathjs (indices from 1, `*` the matrix product, `^` the power), independent of the
 * language it was read from: a `Formula` of which every part knows its range in the text it came from.
 */
export type Expression =
  | { readonly kind: 'number'; readonly value: number; readonly range: SourceRange }
  | { readonly kind: 'string'; readonly value: string; readonly range: SourceRange }
  | { readonly kind: 'name'; readonly name: string; readonly range: SourceRange }
  | {
      readonly kind: 'call';
      readonly callee: string;
      readonly calleeRange: SourceRange;
      readonly arguments: readonly Expression[];
      readonly range: SourceRange;
    }
  | {
      readonly kind: 'operator';
      readonly operator: Operator;
      readonly operands: readonly Expression[];
      readonly range: SourceRange;
    }
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly consequent: Expression;
      readonly alternate: Expression;
      readonly range: SourceRange;
    }
  /** `[a, b]`; a matrix is an array of arrays. */
  | { readonly kind: 'array'; readonly elements: readonly Expression[]; readonly range: SourceRange }
  /** `x[2, 1:end]`; indices may be of kind `span`. */
  | {
      readonly kind: 'index';
      readonly object: Expression;
      readonly indices: readonly Expression[];
      readonly range: SourceRange;
    }
  /** `a:step:b`, both ends included; without ends, `:`, the whole axis. */
  | {
      readonly kind: 'span';
      readonly from?: Expression;
      readonly step?: Expression;
      readonly to?: Expression;
      readonly range: SourceRange;
    }
  /** `points.x1`. */
  | {
      readonly kind: 'member';
      readonly object: Expression;
      readonly name: string;
      readonly range: SourceRange;
    };
