import type { GraphBuilder } from '../../core/graph/builder.ts';
import { describeShape, type Shape } from '../../core/graph/shape.ts';
import { transposeOf } from './functions.ts';
import { inverseOf } from './linear-system.ts';
import { dotOf } from './norm.ts';
import { sumOf } from './reductions.ts';
import { elementwiseOf, lift, ownShape, type Value } from './value.ts';

/** `x * y`: of numbers the product, else the matrix product; of two vectors their dot product, as in mathjs. */
export function productOf(b: GraphBuilder, x: Value, y: Value, names: readonly [string, string]): Value {
  const [left, right] = [ownShape(b, x), ownShape(b, y)];
  if (left.length === 0 || right.length === 0) return elementwiseOf(b, 'mul', [x, y]);
  if (left.length > 2 || right.length > 2 || left.at(-1) !== right[0]) throw mismatch(left, right, names);
  if (left.length === 1 && right.length === 1) return dotOf(b, x, y);
  if (x.depth === 0 && y.depth === 0) return { node: b.matmul(x.node, y.node), depth: 0 };
  return batched(b, x, y, left, right);
}

/** A matrix product of values that depend on index variables: Σₗ xᵢₗ·yₗⱼ with the axis l last. */
function batched(b: GraphBuilder, x: Value, y: Value, left: Shape, right: Shape): Value {
  const depth = Math.max(x.depth, y.depth);
  const rows: Value = { node: lift(b, x, depth, 2), depth };
  const columns = right.length === 2 ? transposeOf(b, y) : y;
  const flipped: Value = { node: lift(b, columns, depth, 2), depth };
  // [.., m, 1, k] against [.., 1, n, k]
  const insert = (value: Value, place: number): Value => {
    const shape = [...b.shapeOf(value.node)];
    shape.splice(place, 0, 1);
    return { node: b.reshape(value.node, shape), depth };
  };
  const product = elementwiseOf(b, 'mul', [insert(rows, depth + 1), insert(flipped, depth)]);
  const summed = sumOf(b, product, b.shapeOf(product.node).length - 1);
  const lead = b.shapeOf(summed.node).slice(0, depth);
  return { node: b.reshape(summed.node, [...lead, ...left.slice(0, -1), ...right.slice(1)]), depth };
}

/** `x / y`: by a number entry by entry, by a square matrix the product with its inverse. */
export function quotientOf(b: GraphBuilder, x: Value, y: Value, names: readonly [string, string]): Value {
  const [left, right] = [ownShape(b, x), ownShape(b, y)];
  if (right.length === 0) return elementwiseOf(b, 'div', [x, y]);
  if (left.length === 0 && right.length < 2) {
    throw new Error(
      `${names[1]} is ${describeShape(right)} and cannot divide; write ./ to divide entry by entry`,
    );
  }
  if (right.length !== 2 || right[0] !== right[1] || x.depth + y.depth > 0) {
    throw new Error(`/ divides by a number or a square matrix; write ./ to divide entry by entry`);
  }
  const inverse: Value = { node: inverseOf(b, y.node), depth: 0 };
  return productOf(b, x, inverse, names);
}

/** `x ^ y`: of numbers the power, of a square matrix and a whole number the repeated product, of its inverse where the number is negative. */
export function powerOf(b: GraphBuilder, x: Value, y: Value, name: string): Value {
  const [base, exponent] = [ownShape(b, x), ownShape(b, y)];
  if (base.length === 0 && exponent.length === 0) return elementwiseOf(b, 'pow', [x, y]);
  const times = b.constantOf(y.node);
  if (base.length !== 2 || base[0] !== base[1] || times === undefined || x.depth > 0) {
    throw new Error(
      `${base.length > 0 ? name : 'the exponent'} is ${describeShape(base.length > 0 ? base : exponent)}; write .^ for the power of each entry`,
    );
  }
  if (!Number.isInteger(times) || Math.abs(times) > 64) {
    throw new Error(
      'the power of a matrix is a whole number from -64 to 64; write one, or .^ for each entry',
    );
  }
  const factor = times < 0 ? inverseOf(b, x.node) : x.node;
  let node = b.identity(base[0] as number);
  for (let i = 0; i < Math.abs(times); i++) node = i === 0 ? factor : b.matmul(node, factor);
  return { node, depth: 0 };
}

function mismatch(left: Shape, right: Shape, [x, y]: readonly [string, string]): Error {
  const short = (shape: Shape) => (shape.length === 1 ? `${shape[0]}` : describeShape(shape));
  return new Error(
    `${x}*${y}: ${x} ${left.length === 1 ? 'has' : 'is'} ${short(left)}, ${y} ${right.length === 1 ? 'has' : 'is'} ${short(right)}; the inner sizes must agree, or write .* for each entry`,
  );
}
