import type { GraphBuilder } from './builder.ts';
import type { Node, NodeId } from './node.ts';
import { sizeOf } from './shape.ts';

/** The most exponentials in one sum that are looked at; a longer sum is better written with vectors. */
const MOST_TERMS = 64;

/**
 * log of a sum of exponentials without overflow: log(exp(x) + exp(y)) by softplus, of three and more terms, and of
 * log(sum(exp(x))), as m + log Σ exp(xᵢ − m) with m the greatest. Undefined for other sums, and for those that have such an m
 * already. (Blanchard, Higham & Higham 2021, "Accurately computing the log-sum-exp and softmax functions".)
 */
export function logarithmOfExponentials(b: GraphBuilder, sum: NodeId): NodeId | undefined {
  const { op, inputs } = b.node(sum);
  if (op === 'sum') return logarithmOfTotal(b, sum);
  if (op !== 'add') return undefined;
  const exponents = exponentsOf(b, inputs);
  const [x, y] = exponents ?? [];
  if (!exponents || x === undefined || y === undefined || isShifted(b, exponents)) return undefined;
  if (exponents.length === 2) {
    // Not by max and |x − y|, whose slopes are wrong where both are equal.
    const softplus = (u: NodeId, v: NodeId) => b.add(u, b.apply('softplus', [b.sub(v, u)]));
    return b.select(b.apply('ge', [x, y]), softplus(x, y), softplus(y, x));
  }
  const greatest = exponents.reduce((m, each) => b.apply('max', [m, each]));
  const total = exponents.map((each) => b.apply('exp', [b.sub(each, greatest)])).reduce(b.add);
  return b.add(greatest, rawLogarithm(b, total));
}

/** The xᵢ of exp(x₁) + exp(x₂) + …; undefined where another term is among them. */
function exponentsOf(b: GraphBuilder, inputs: readonly NodeId[]): NodeId[] | undefined {
  const exponents: NodeId[] = [];
  const open = [...inputs].reverse();
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    const node = b.node(top);
    if (node.op === 'add') open.push(node.inputs[1] as NodeId, node.inputs[0] as NodeId);
    else if (node.op === 'exp') exponents.push(node.inputs[0] as NodeId);
    else return undefined;
    if (exponents.length + open.length > MOST_TERMS) return undefined;
  }
  return exponents;
}

/** Whether all exponents are xᵢ − m with one m that is the greatest of them all. */
function isShifted(b: GraphBuilder, exponents: readonly NodeId[]): boolean {
  const differences = exponents.map((each) => differenceOf(b, each));
  const shift = differences[0]?.inputs[1];
  if (shift === undefined || !differences.every(({ op, inputs }) => op === 'sub' && inputs[1] === shift)) {
    return false;
  }
  const among = new Set<NodeId>();
  const open = [shift];
  for (let top = open.pop(); top !== undefined && among.size <= 4 * MOST_TERMS; top = open.pop()) {
    const { op, inputs } = b.node(top);
    if (op === 'max') open.push(...inputs.filter((input) => !among.has(input)));
    else among.add(top);
  }
  return differences.every(({ inputs }) => among.has(inputs[0] as NodeId));
}

function logarithmOfTotal(b: GraphBuilder, sum: NodeId): NodeId | undefined {
  const { inputs, attributes, shape } = b.node(sum);
  const exponential = b.node(inputs[0] as NodeId);
  if (exponential.op !== 'exp') return undefined;
  const x = exponential.inputs[0] as NodeId;
  const whole = b.shapeOf(x);
  const { axis } = attributes;
  if (sizeOf(whole) === sizeOf(shape) || hasShift(b, x)) return undefined;
  const greatest = greatestOf(b, x, axis);
  const kept =
    axis === undefined
      ? greatest
      : b.reshape(
          greatest,
          whole.map((n, i) => (i === axis ? 1 : n)),
        );
  const total = b.sum(b.apply('exp', [b.sub(x, kept)]), axis);
  return b.add(greatest, rawLogarithm(b, total));
}

/** The difference that a node is, also one that is 0 where both sides are the same infinity; any other node as it is. */
function differenceOf(b: GraphBuilder, id: NodeId): Node {
  const node = b.node(id);
  const [condition, , otherwise] = node.inputs;
  if (node.op !== 'select' || b.node(condition as NodeId).op !== 'eq') return node;
  const difference = b.node(otherwise as NodeId);
  return sameInputs(difference, b.node(condition as NodeId)) ? difference : node;
}

function sameInputs({ inputs: [x, m] }: Node, { inputs: [left, right] }: Node): boolean {
  return left === x && right === m;
}

/** Whether a value is x − m with an m that was made of greatest entries. */
function hasShift(b: GraphBuilder, id: NodeId): boolean {
  const { op, inputs } = differenceOf(b, id);
  if (op !== 'sub') return false;
  let shift = b.node(inputs[1] as NodeId);
  while (shift.op === 'reshape' || shift.op === 'broadcast') shift = b.node(shift.inputs[0] as NodeId);
  return shift.op === 'max';
}

/** The greatest entry, of all or along an axis, by halves. */
function greatestOf(b: GraphBuilder, x: NodeId, axis: number | undefined): NodeId {
  if (axis === undefined) return b.reshape(greatestOf(b, b.reshape(x, [sizeOf(b.shapeOf(x))]), 0), []);
  let node = x;
  let rest: NodeId | undefined;
  const part = (start: number, count: number) => {
    const shape = b.shapeOf(node);
    const along = (here: number, else_: number) => shape.map((_, i) => (i === axis ? here : else_));
    const counts = shape.map((extent, i) => (i === axis ? count : extent));
    return b.slice(node, along(start, 0), along(1, 1), counts);
  };
  for (let n = b.shapeOf(node)[axis] as number; n > 1; n = b.shapeOf(node)[axis] as number) {
    const half = Math.floor(n / 2);
    if (n % 2 === 1) {
      const last = part(n - 1, 1);
      rest = rest === undefined ? last : b.apply('max', [last, rest]);
    }
    node = b.apply('max', [part(0, half), part(half, half)]);
  }
  if (rest !== undefined) node = b.apply('max', [node, rest]);
  return b.reshape(
    node,
    b.shapeOf(node).filter((_, i) => i !== axis),
  );
}

/** A logarithm as it stands, which is not looked at again. */
function rawLogarithm(b: GraphBuilder, x: NodeId): NodeId {
  return b.copy({ op: 'log', inputs: [x], shape: b.shapeOf(x), attributes: {} });
}
