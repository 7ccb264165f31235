import { vectorFunctionOf } from './callees.ts';
import { I } from './instructions.ts';
import type { FunctionBody } from './module-builder.ts';
import type { Local, VectorCode } from './vector-code.ts';
import { RESULTS, type VectorFunction } from './vector-math.ts';

/** Functions outside the generated code: of our own on pairs, and imported ones on single numbers. */
export interface Callees {
  readonly vector: (name: VectorFunction) => FunctionBody;
  readonly imported: (name: string, arity: number) => number;
}

const COMPARISONS: Readonly<Record<string, 'Eq' | 'Ne' | 'Lt' | 'Gt' | 'Le' | 'Ge'>> = {
  eq: 'Eq',
  ne: 'Ne',
  lt: 'Lt',
  gt: 'Gt',
  le: 'Le',
  ge: 'Ge',
};

/**
 * Writes elementwise primitives for pairs or single numbers. Truth values are 1 and 0, and beside them, where a comparison
 * made them, the mask it left.
 */
export class ElementwiseCode {
  private readonly masks = new Map<Local, Local>();
  /** What functions that give two results gave, by operation and input. */
  private readonly results = new Map<string, Map<Local, Local>>();

  constructor(
    readonly v: VectorCode,
    private readonly callees: Callees,
  ) {}

  /** The local that holds the primitive's value. */
  write(op: string, inputs: readonly Local[]): Local {
    const { v } = this;
    const [x, y, z] = inputs as [Local, Local, Local];
    const comparison = COMPARISONS[op];
    if (comparison) return this.compare(comparison, x, y);
    switch (op) {
      case 'add':
      case 'sub':
      case 'mul':
      case 'div':
      case 'min':
      case 'max':
        return v[op](x, y);
      case 'neg':
      case 'abs':
      case 'sqrt':
      case 'floor':
      case 'ceil':
        return v[op](x);
      case 'fix':
        return v.trunc(x);
      case 'select':
        return this.choose(x, y, z);
      case 'not':
        return this.choose(x, v.constant(0), v.constant(1));
      case 'and':
        return this.choose(x, this.truth(y), v.constant(0));
      case 'or':
        return this.choose(x, v.constant(1), this.truth(y));
      case 'sign': {
        const zero = v.constant(0);
        const negative = this.choose(this.compare('Lt', x, zero), v.constant(-1), x);
        return this.choose(this.compare('Gt', x, zero), v.constant(1), negative);
      }
      case 'mod': {
        const rest = v.sub(x, v.mul(y, v.floor(v.div(x, y))));
        return this.choose(this.compare('Eq', y, v.constant(0)), x, rest);
      }
      default:
        return this.vector(op, x) ?? this.imported(op, inputs);
    }
  }

  private compare(name: 'Eq' | 'Ne' | 'Lt' | 'Gt' | 'Le' | 'Ge', x: Local, y: Local): Local {
    const { v } = this;
    if (v.lanes === 1) {
      const one = v.constant(1);
      const zero = v.constant(0);
      v.get(one).get(zero).get(x).get(y);
      v.body.emit(...I[`f64${name}`], ...I.select);
      return v.keep();
    }
    const mask = v.compare(name, x, y);
    const value = v.bits.and(mask, v.constant(1));
    this.masks.set(value, mask);
    return value;
  }

  /** 1 where the value is neither 0 nor NaN, else 0. */
  private truth(x: Local): Local {
    return this.choose(x, this.v.constant(1), this.v.constant(0));
  }

  /** condition ? x : y; a NaN condition does not hold. */
  private choose(condition: Local, x: Local, y: Local): Local {
    const { v } = this;
    const zero = v.constant(0);
    if (v.lanes === 1) {
      // |c| > 0 is false for 0 and NaN.
      const size = v.abs(condition);
      v.get(x).get(y).get(size).get(zero);
      v.body.emit(...I.f64Gt, ...I.select);
      return v.keep();
    }
    const mask = this.masks.get(condition) ?? v.compare('Gt', v.abs(condition), zero);
    return v.choose(mask, x, y);
  }

  private vector(op: string, x: Local): Local | undefined {
    const { v } = this;
    const there = this.results.get(op)?.get(x);
    const name = vectorFunctionOf(op);
    if (there !== undefined || name === undefined) return there;
    v.get(x);
    if (v.lanes === 1) v.body.emit(...I.f64x2Splat);
    v.body.emit(...I.call(this.callees.vector(name).index));
    const keep = () => {
      if (v.lanes === 1) v.body.emit(...I.f64x2ExtractLane(0));
      return v.keep();
    };
    const results = RESULTS[name];
    if (results.length === 1) return keep();
    // The last result is on top of the stack.
    for (const result of results.toReversed()) {
      const known = this.results.get(result) ?? new Map<Local, Local>();
      this.results.set(result, known.set(x, keep()));
    }
    return this.results.get(op)?.get(x);
  }

  private imported(op: string, inputs: readonly Local[]): Local {
    const { v } = this;
    const callee = this.callees.imported(op, inputs.length);
    for (let lane = 0; lane < v.lanes; lane++) {
      for (const input of inputs) {
        v.get(input);
        if (v.lanes === 2) v.body.emit(...I.f64x2ExtractLane(lane));
      }
      v.body.emit(...I.call(callee));
      if (v.lanes === 2) v.body.emit(...(lane === 0 ? I.f64x2Splat : I.f64x2ReplaceLane(1)));
    }
    return v.keep();
  }
}
