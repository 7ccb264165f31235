import { nearest } from '../wide/wide.ts';
import type { GraphBuilder } from './builder.ts';
import { isFar } from './far-constants.ts';
import type { Node, NodeId } from './node.ts';
import type { Elementwise } from './primitives/primitive.ts';
import { elementwise } from './primitives/table.ts';
import { type Shape, sizeOf, stridesOf } from './shape.ts';
import { logarithmOfExponentials } from './simplify-logarithms.ts';

type Rule = (b: GraphBuilder, inputs: readonly NodeId[]) => NodeId | undefined;

/**
 * An equal, simpler node for a primitive applied to these inputs; undefined where there is none.
 *
 * Bit for bit the same where the result is finite, but for the sign of a zero: constants are folded, neutral elements go,
 * signs move outwards, factors that are powers of two are gathered (scaling by them is exact, unless a product comes within
 * 2⁶⁴ of overflow or underflow).
 *
 * More accurate, and finite where the formula as written is not: log(1 + exp(x)), log1p(exp(x)), log(σ(x)) by softplus; log of a sum of
 * exponentials shifted by the greatest; 1/(1 + exp(−x)), exp(x)/(1 + exp(x)), 1 − σ(x) by σ; 1 − erf(x) and 1 + erf(x) by erfc; log(c·erfc(x)) by
 * its own function; log(exp(x)) as x; √(x²) as |x|;
 * x^0.5 as √x; log(1 + x) by log1p; log(cosh(x)) by its own function; log(exp(x)/y) as x − log(y).
 */
export function simplify(
  b: GraphBuilder,
  op: string,
  inputs: readonly NodeId[],
  shape: Shape,
): NodeId | undefined {
  if (elementwise(op) && inputs.every((input) => isConstant(b, input))) return fold(b, op, inputs, shape);
  const far =
    shape.length === 0 && inputs.some((input) => b.far.has(input)) ? b.far.valueOf(op, inputs) : undefined;
  if (far !== undefined) return isFar(far) ? undefined : b.constant(nearest(far));
  const simpler = RULES[op]?.(b, inputs);
  return simpler === undefined || shape.length === 0 ? simpler : b.broadcast(simpler, shape);
}

/** The value of constants, unless it is one that no double can hold, see `FarConstants`. */
function fold(b: GraphBuilder, op: string, inputs: readonly NodeId[], shape: Shape): NodeId | undefined {
  const row = elementwise(op) as Elementwise;
  if (shape.length === 0) {
    const value = row.value(...inputs.map((input) => dataOf(b, input)?.value as number));
    if (isOrdinary(value)) return b.constant(value);
    const far = b.far.valueOf(op, inputs);
    return far !== undefined && isFar(far) ? undefined : b.constant(value);
  }
  const out = new Float64Array(sizeOf(shape));
  const readers = inputs.map((input) => reader(b, input, shape));
  for (let flat = 0; flat < out.length; flat++) out[flat] = row.value(...readers.map((read) => read(flat)));
  return b.constant(out, shape);
}

/** Whether a number is surely right: far from where doubles end. */
function isOrdinary(value: number): boolean {
  const size = Math.abs(value);
  return size > 1e-300 && size < Number.POSITIVE_INFINITY;
}

function isConstant(b: GraphBuilder, id: NodeId): boolean {
  const { op, inputs } = b.node(id);
  return op === 'constant' || (op === 'broadcast' && isConstant(b, inputs[0] as NodeId));
}

/** The value of a constant, also one that is repeated. */
function dataOf(b: GraphBuilder, id: NodeId): { value: number | Float64Array; shape: Shape } | undefined {
  const { op, inputs, attributes, shape } = b.node(id);
  if (op === 'constant') return { value: attributes.value as number | Float64Array, shape };
  return op === 'broadcast' ? dataOf(b, inputs[0] as NodeId) : undefined;
}

/** Reads a constant as if it were repeated to a shape. */
function reader(b: GraphBuilder, id: NodeId, shape: Shape): (flat: number) => number {
  const { value, shape: own } = dataOf(b, id) as { value: number | Float64Array; shape: Shape };
  if (typeof value === 'number') return () => value;
  const strides = stridesOf(own);
  const lead = shape.length - own.length;
  return (flat) => {
    let rest = flat;
    let at = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const extent = shape[axis] as number;
      const i = rest % extent;
      rest = (rest - i) / extent;
      if (axis >= lead && own[axis - lead] !== 1) at += i * (strides[axis - lead] as number);
    }
    return value[at] as number;
  };
}

function is(b: GraphBuilder, id: NodeId, value: number): boolean {
  return b.uniformOf(id) === value;
}

/** The inputs of a node if it is that operation. */
function inputsOf(b: GraphBuilder, id: NodeId, op: string): readonly NodeId[] | undefined {
  const node = b.node(id);
  return node.op === op ? node.inputs : undefined;
}

function isPowerOfTwo(value: number | undefined): value is number {
  if (value === undefined) return false;
  const exponent = Math.round(Math.log2(Math.abs(value)));
  return Math.abs(exponent) < 64 && 2 ** exponent === Math.abs(value);
}

/** Whether two factors may be multiplied beforehand: one only shifts the other's exponent, and not out of its range. */
function isExactProduct(x: number, y: number): boolean {
  const size = Math.abs(x * y);
  return (isPowerOfTwo(x) || isPowerOfTwo(y)) && size > 1e-280 && size < 1e280;
}

const RULES: Readonly<Record<string, Rule>> = {
  add(b, [x, y]) {
    const [left, right] = [x as NodeId, y as NodeId];
    if (is(b, left, 0)) return right;
    if (is(b, right, 0)) return left;
    const negated = inputsOf(b, right, 'neg');
    if (negated) return b.sub(left, negated[0] as NodeId);
    const first = inputsOf(b, left, 'neg');
    if (first) return b.sub(right, first[0] as NodeId);
    if (left === right) return b.mul(b.constant(2), left);
    return complement(b, left, right, 1) ?? complement(b, right, left, 1);
  },
  sub(b, [x, y]) {
    const [left, right] = [x as NodeId, y as NodeId];
    if (is(b, right, 0)) return left;
    if (is(b, left, 0)) return b.neg(right);
    if (left === right) return b.constant(0);
    // 1 − σ(u) = σ(−u), without cancellation.
    const sigmoid = is(b, left, 1) ? inputsOf(b, right, 'sigmoid') : undefined;
    if (sigmoid) return b.apply('sigmoid', [b.neg(sigmoid[0] as NodeId)]);
    const complementary = complement(b, left, right, -1);
    if (complementary !== undefined) return complementary;
    const negated = inputsOf(b, right, 'neg');
    if (negated) return b.add(left, negated[0] as NodeId);
    // m + log Σ exp(xᵢ − m) against one of the x: their difference with m first, for it is small where the x is the greatest.
    const total = logSumExp(b, left);
    if (total) return b.sub(total.rest, shifted(b, right, total));
    const taken = logSumExp(b, right);
    return taken && b.sub(shifted(b, left, taken), taken.rest);
  },
  neg(b, [x]) {
    const inner = x as NodeId;
    const twice = inputsOf(b, inner, 'neg');
    if (twice) return twice[0];
    const product = inputsOf(b, inner, 'mul');
    const factor = product && b.uniformOf(product[0] as NodeId);
    if (product && factor !== undefined) return b.mul(b.constant(-factor), product[1] as NodeId);
    const difference = inputsOf(b, inner, 'sub');
    return difference ? b.sub(difference[1] as NodeId, difference[0] as NodeId) : undefined;
  },
  mul(b, [x, y]) {
    const [left, right] =
      b.uniformOf(y as NodeId) === undefined ? [x as NodeId, y as NodeId] : [y as NodeId, x as NodeId];
    const factor = b.uniformOf(left);
    const far = farProduct(b, left, right) ?? farProduct(b, right, left);
    if (far) return b.mul(b.mul(far.constant, far.factor), far.rest);
    if (factor === 0) return b.constant(0);
    if (factor === 1) return right;
    if (factor === -1) return b.neg(right);
    if (factor !== undefined) {
      const negated = inputsOf(b, right, 'neg');
      if (negated) return b.mul(b.constant(-factor), negated[0] as NodeId);
      const inner = inputsOf(b, right, 'mul');
      const second = inner && b.uniformOf(inner[0] as NodeId);
      if (inner && second !== undefined && isExactProduct(factor, second)) {
        return b.mul(b.constant(factor * second), inner[1] as NodeId);
      }
      return left === x ? undefined : b.mul(left, right);
    }
    const negatedLeft = inputsOf(b, left, 'neg');
    if (negatedLeft) return b.neg(b.mul(negatedLeft[0] as NodeId, right));
    const negatedRight = inputsOf(b, right, 'neg');
    if (negatedRight) return b.neg(b.mul(left, negatedRight[0] as NodeId));
    // Powers of two travel outwards, where they meet other factors: x·(2·y) = 2·(x·y).
    return scaleOutwards(b, right, left) ?? scaleOutwards(b, left, right);
  },
  div(b, [x, y]) {
    const [left, right] = [x as NodeId, y as NodeId];
    const divisor = b.uniformOf(right);
    const far = farProduct(b, right, left);
    if (far) return b.mul(b.div(far.factor, far.constant), far.rest);
    if (divisor === 1) return left;
    if (divisor === -1) return b.neg(left);
    if (isPowerOfTwo(divisor)) return b.mul(b.constant(1 / divisor), left);
    const negated = inputsOf(b, left, 'neg');
    if (negated) return b.neg(b.div(negated[0] as NodeId, right));
    const exponential = onePlusExp(b, right);
    if (exponential === undefined) return undefined;
    if (is(b, left, 1)) return b.apply('sigmoid', [b.neg(exponential)]);
    const same = inputsOf(b, left, 'exp')?.[0] === exponential;
    return same ? b.apply('sigmoid', [exponential]) : undefined;
  },
  pow(b, [x, y]) {
    const exponent = b.uniformOf(y as NodeId);
    if (exponent === 0) return b.constant(1);
    if (exponent === 1) return x;
    if (exponent === 0.5) return b.apply('sqrt', [x as NodeId]);
    return undefined;
  },
  log(b, [x]) {
    const exponential = onePlusExp(b, x as NodeId);
    if (exponential !== undefined) return b.apply('softplus', [exponential]);
    const inner = inputsOf(b, x as NodeId, 'exp');
    if (inner) return inner[0];
    const excess = onePlus(b, x as NodeId);
    if (excess !== undefined) return b.apply('log1p', [excess]);
    const cosh = inputsOf(b, x as NodeId, 'cosh');
    if (cosh) return b.apply('logcosh', [cosh[0] as NodeId]);
    // Of a softmax, whose exponential may underflow.
    const [numerator, denominator] = inputsOf(b, x as NodeId, 'div') ?? [];
    const power = numerator === undefined ? undefined : inputsOf(b, numerator, 'exp');
    if (power) return b.sub(power[0] as NodeId, b.apply('log', [denominator as NodeId]));
    const probability = logarithmOfErfc(b, x as NodeId);
    if (probability !== undefined) return probability;
    const sigmoid = inputsOf(b, x as NodeId, 'sigmoid');
    if (sigmoid) return b.neg(b.apply('softplus', [b.neg(sigmoid[0] as NodeId)]));
    return logarithmOfExponentials(b, x as NodeId);
  },
  log1p(b, [x]) {
    const [power] = inputsOf(b, x as NodeId, 'exp') ?? [];
    if (power === undefined) return undefined;
    // log1p(exp(−|u|)) cannot overflow: it is what softplus itself is made of.
    const size = inputsOf(b, power, 'neg');
    return size && inputsOf(b, size[0] as NodeId, 'abs') ? undefined : b.apply('softplus', [power]);
  },
  sqrt(b, [x]) {
    const [base, exponent] = inputsOf(b, x as NodeId, 'pow') ?? [];
    if (base !== undefined && exponent !== undefined && is(b, exponent, 2)) return b.apply('abs', [base]);
    const [left, right] = inputsOf(b, x as NodeId, 'mul') ?? [];
    return left !== undefined && left === right ? b.apply('abs', [left]) : undefined;
  },
  select(b, [condition, x, y]) {
    const constant = b.uniformOf(condition as NodeId);
    if (constant !== undefined) return constant ? x : y;
    const data = dataOf(b, condition as NodeId)?.value;
    if (typeof data === 'object' && data.length > 0) {
      if (data.every((entry) => entry)) return x;
      if (data.every((entry) => !entry)) return y;
    }
    return x === y ? x : undefined;
  },
  max: (_, [x, y]) => (x === y ? x : undefined),
  min: (_, [x, y]) => (x === y ? x : undefined),
  abs(b, [x]) {
    const negated = inputsOf(b, x as NodeId, 'neg');
    if (negated) return b.apply('abs', [negated[0] as NodeId]);
    return inputsOf(b, x as NodeId, 'abs') || inputsOf(b, x as NodeId, 'hypot') ? x : undefined;
  },
  hypot(b, [x, y]) {
    if (is(b, y as NodeId, 0)) return b.apply('abs', [x as NodeId]);
    return is(b, x as NodeId, 0) ? b.apply('abs', [y as NodeId]) : undefined;
  },
};

/** A product of which one factor is a constant that no double can hold, and the constant that it meets, which may be one as well. */
function farProduct(b: GraphBuilder, constant: NodeId, product: NodeId) {
  if (!b.far.some || (b.constantOf(constant) === undefined && !b.far.has(constant))) return undefined;
  const [x, y] = inputsOf(b, product, 'mul') ?? [];
  if (x === undefined || y === undefined) return undefined;
  if (b.far.has(x)) return { constant, factor: x, rest: y };
  return b.far.has(y) ? { constant, factor: y, rest: x } : undefined;
}

/** c·(x·y) for x·(c·y) with c a power of two. */
function scaleOutwards(b: GraphBuilder, outer: NodeId, other: NodeId): NodeId | undefined {
  const inner = inputsOf(b, outer, 'mul');
  if (!inner || b.far.has(outer) || !isPowerOfTwo(b.uniformOf(inner[0] as NodeId))) return undefined;
  return b.mul(inner[0] as NodeId, b.mul(other, inner[1] as NodeId));
}

/** The parts of m + log(…) with m the greatest of several values. */
interface LogSumExp {
  readonly greatest: NodeId;
  readonly rest: NodeId;
}

function logSumExp(b: GraphBuilder, id: NodeId): LogSumExp | undefined {
  const [x, y] = inputsOf(b, id, 'add') ?? [];
  if (x === undefined || y === undefined) return undefined;
  if (isGreatest(b, x) && b.node(y).op === 'log') return { greatest: x, rest: y };
  return isGreatest(b, y) && b.node(x).op === 'log' ? { greatest: y, rest: x } : undefined;
}

/** x − m; where x is an entry of the vector that is summed up, the entry of its difference with m. */
function shifted(b: GraphBuilder, x: NodeId, { greatest, rest }: LogSumExp): NodeId {
  const [sum] = b.node(rest).inputs;
  const [powers] = inputsOf(b, sum as NodeId, 'sum') ?? [];
  const [difference] = (powers === undefined ? undefined : inputsOf(b, powers, 'exp')) ?? [];
  const [whole] = (difference === undefined ? undefined : inputsOf(b, difference, 'sub')) ?? [];
  const entry = entryOf(b, x);
  if (difference === undefined || entry === undefined || entry.inputs[0] !== whole) return b.sub(x, greatest);
  const { start, step } = entry.attributes;
  const part = b.slice(difference, start ?? [], step ?? [], entry.shape);
  return b.reshape(part, b.shapeOf(x));
}

/** The slice that a number is. */
function entryOf(b: GraphBuilder, id: NodeId): Node | undefined {
  const node = b.node(id);
  if (node.op === 'slice') return node;
  return node.op === 'reshape' ? entryOf(b, node.inputs[0] as NodeId) : undefined;
}

/** Whether a value is the greatest of several. */
export function isGreatest(b: GraphBuilder, id: NodeId): boolean {
  const { op, inputs } = b.node(id);
  return op === 'max' || ((op === 'reshape' || op === 'broadcast') && isGreatest(b, inputs[0] as NodeId));
}

/** c·erfc(u) for c − c·erf(u), and c·erfc(−u) for c + c·erf(u), without cancellation; undefined for other sums. */
function complement(b: GraphBuilder, constant: NodeId, other: NodeId, sign: 1 | -1): NodeId | undefined {
  const c = b.uniformOf(constant);
  const [first, second] = inputsOf(b, other, 'mul') ?? [];
  const scaled = first !== undefined && b.uniformOf(first) === c ? second : undefined;
  const [u] = inputsOf(b, c === 1 ? other : (scaled ?? other), 'erf') ?? [];
  if (c === undefined || u === undefined || (c !== 1 && scaled === undefined)) return undefined;
  return b.mul(constant, b.apply('erfc', [sign === 1 ? b.neg(u) : u]));
}

/** log(c) + log erfc(u) for log(c·erfc(u)), as of a normal probability; undefined for other logarithms. */
function logarithmOfErfc(b: GraphBuilder, x: NodeId): NodeId | undefined {
  const [first, second] = inputsOf(b, x, 'mul') ?? [];
  const factor = first === undefined ? undefined : b.uniformOf(first);
  const [u] = inputsOf(b, factor === undefined ? x : (second as NodeId), 'erfc') ?? [];
  if (u === undefined || (factor !== undefined && !(factor > 0 && factor < Number.POSITIVE_INFINITY)))
    return undefined;
  const logarithm = b.apply('logerfc', [u]);
  return factor === undefined ? logarithm : b.add(b.constant(Math.log(factor)), logarithm);
}

/** u where the node is 1 + u. */
function onePlus(b: GraphBuilder, id: NodeId): NodeId | undefined {
  const [x, y] = inputsOf(b, id, 'add') ?? [];
  if (x === undefined || y === undefined) return undefined;
  return is(b, x, 1) ? y : is(b, y, 1) ? x : undefined;
}

/** u where the node is 1 + exp(u). */
function onePlusExp(b: GraphBuilder, id: NodeId): NodeId | undefined {
  const other = onePlus(b, id);
  return other === undefined ? undefined : inputsOf(b, other, 'exp')?.[0];
}
