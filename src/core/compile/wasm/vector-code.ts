import { I } from './instructions.ts';
import type { FunctionBody, ValueType } from './module-builder.ts';

/** The number of a local variable that holds a value. */
export type Local = number;

/**
 * Writes computations on pairs of numbers (or, with lanes = 1, on single numbers) as instructions; every result goes into a new
 * local, which the engine's register allocation makes free.
 */
export class VectorCode {
  private readonly constants = new Map<number, Local>();
  readonly type: ValueType;

  constructor(
    readonly body: FunctionBody,
    readonly lanes: 1 | 2,
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
    this.body.emit(...(this.lanes === 2 ? I.v128Const(value) : I.f64Const(value)));
    const local = this.keep();
    this.constants.set(Object.is(value, -0) ? Number.MIN_VALUE * -1 : value, local);
    return local;
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
      this.body.emit(...I.i64x2Const(high, low));
      return this.keep();
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

  /** c₀ + z(c₁ + z(c₂ + …)). */
  polynomial(z: Local, coefficients: readonly number[]): Local {
    const [last, ...rest] = [...coefficients].reverse();
    let sum = this.constant(last as number);
    for (const coefficient of rest) sum = this.add(this.constant(coefficient), this.mul(z, sum));
    return sum;
  }
}
