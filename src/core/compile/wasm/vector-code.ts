import { I } from './instructions.ts';
import type { FunctionBody, ModuleBuilder, ValueType } from './module-builder.ts';

/** The number of a local variable that holds a value. */
export type Local = number;

/**
 * Writes computations on pairs of numbers (or, with lanes = 1, on single numbers) as instructions; every result goes into a new
 * local, which the engine's register allocation makes free.
 */
export class VectorCode {
  private readonly constants = new Map<number, Local>();
  readonly type: ValueType;

  /**
   * @param module - Keeps constants of pairs as globals: a function that is called for every pair loads them in less time than it makes
   *   them. Absent: they are made where they are asked for.
   */
  constructor(
    readonly body: FunctionBody,
    readonly lanes: 1 | 2,
    private readonly module?: ModuleBuilder,
  ) {
    this.type = lanes === 2 ? 'v128' : 'f64';
  }

  /** Stores the value on the stack in a new local. */
  keep(): Local {
    const local = this.body.local(this.type);
    this.body.emit(...I.localSet(local));
    return local;
  }

  get(local: Local): this {
    this.body.emit(...I.localGet(local));
    return this;
  }

  /** The same number in every lane. It is set where it is first asked for: ask outside loops that may not run. */
  constant(value: number): Local {
    const known = this.constants.get(Object.is(value, -0) ? Number.MIN_VALUE * -1 : value);
    if (known !== undefined) return known;
    const local = this.lanes === 2 ? this.pair(I.v128Const(value)) : this.number(value);
    this.constants.set(Object.is(value, -0) ? Number.MIN_VALUE * -1 : value, local);
    return local;
  }

  private number(value: number): Local {
    this.body.emit(...I.f64Const(value));
    return this.keep();
  }

  private pair(instruction: readonly number[]): Local {
    this.body.emit(...(this.module ? I.globalGet(this.module.constant(instruction)) : instruction));
    return this.keep();
  }

  private binary(pair: readonly number[], single: readonly number[], a: Local, c: Local): Local {
    this.get(a).get(c);
    this.body.emit(...(this.lanes === 2 ? pair : single));
    return this.keep();
  }

  private unary(pair: readonly number[], single: readonly number[], a: Local): Local {
    this.get(a);
    this.body.emit(...(this.lanes === 2 ? pair : single));
    return this.keep();
  }

  add = (a: Local, c: Local): Local => this.binary(I.f64x2Add, I.f64Add, a, c);
  sub = (a: Local, c: Local): Local => this.binary(I.f64x2Sub, I.f64Sub, a, c);
  mul = (a: Local, c: Local): Local => this.binary(I.f64x2Mul, I.f64Mul, a, c);
  div = (a: Local, c: Local): Local => this.binary(I.f64x2Div, I.f64Div, a, c);
  min = (a: Local, c: Local): Local => this.binary(I.f64x2Min, I.f64Min, a, c);
  max = (a: Local, c: Local): Local => this.binary(I.f64x2Max, I.f64Max, a, c);
  neg = (a: Local): Local => this.unary(I.f64x2Neg, I.f64Neg, a);
  abs = (a: Local): Local => this.unary(I.f64x2Abs, I.f64Abs, a);
  sqrt = (a: Local): Local => this.unary(I.f64x2Sqrt, I.f64Sqrt, a);
  floor = (a: Local): Local => this.unary(I.f64x2Floor, I.f64Floor, a);
  ceil = (a: Local): Local => this.unary(I.f64x2Ceil, I.f64Ceil, a);
  trunc = (a: Local): Local => this.unary(I.f64x2Trunc, I.f64Trunc, a);
  nearest = (a: Local): Local => this.unary(I.f64x2Nearest, I.f64Nearest, a);

  /** Operations on the bits of pairs. */
  bits = {
    add: (a: Local, c: Local): Local => this.binary(I.i64x2Add, [], a, c),
    sub: (a: Local, c: Local): Local => this.binary(I.i64x2Sub, [], a, c),
    and: (a: Local, c: Local): Local => this.binary(I.v128And, [], a, c),
    or: (a: Local, c: Local): Local => this.binary(I.v128Or, [], a, c),
    xor: (a: Local, c: Local): Local => this.binary(I.v128Xor, [], a, c),
    constant: (high: number, low: number): Local => {
      return this.pair(I.i64x2Const(high, low));
    },
    shiftLeft: (a: Local, by: number): Local => this.shift(a, by, I.i64x2Shl),
    shiftRight: (a: Local, by: number): Local => this.shift(a, by, I.i64x2ShrS),
  };

  private shift(a: Local, by: number, instruction: readonly number[]): Local {
    this.get(a);
    this.body.emit(...I.i32Const(by), ...instruction);
    return this.keep();
  }

  /** A mask where the comparison holds (pairs only). */
  compare(name: 'Eq' | 'Ne' | 'Lt' | 'Gt' | 'Le' | 'Ge', a: Local, c: Local): Local {
    return this.binary(I[`f64x2${name}`], [], a, c);
  }

  /** The first where the mask is set, else the second (pairs only). */
  choose(mask: Local, a: Local, c: Local): Local {
    this.get(a).get(c).get(mask);
    this.body.emit(...I.v128Bitselect);
    return this.keep();
  }

  /** c₀ + c₁z + c₂z² + …, in pairs that do not wait for one another (Estrin's scheme). */
  polynomial(z: Local, coefficients: readonly number[]): Local {
    let terms = coefficients.map((coefficient) => this.constant(coefficient));
    for (let power = z; ; power = this.mul(power, power)) {
      const pairs: Local[] = [];
      for (let i = 0; i < terms.length; i += 2) {
        const [low, high] = [terms[i] as Local, terms[i + 1]];
        pairs.push(high === undefined ? low : this.add(low, this.mul(power, high)));
      }
      terms = pairs;
      if (terms.length === 1) return terms[0] as Local;
    }
  }
}
