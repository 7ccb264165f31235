import type { GraphBuilder } from '../../core/graph/builder.ts';
import { describeShape, sizeOf } from '../../core/graph/shape.ts';
import { stack } from './arrays.ts';
import type { BuiltinFunction } from './functions.ts';
import { productOf, quotientOf } from './products.ts';
import { elementwiseOf, ownShape, type Value } from './value.ts';

function of(count: number, apply: BuiltinFunction['apply'], maximum = count): BuiltinFunction {
  return { minimum: count, maximum, apply };
}

function pair(op: string): BuiltinFunction {
  return of(2, (b, values) => elementwiseOf(b, op, values));
}

const number = (b: GraphBuilder, value: number): Value => ({ node: b.constant(value), depth: 0 });

/** f(1/x), as mathjs's inverse functions of the reciprocals, acot(x) = atan(1/x). */
function ofReciprocal(op: string): BuiltinFunction {
  return of(1, (b, [x]) => elementwiseOf(b, op, [elementwiseOf(b, 'div', [number(b, 1), x as Value])]));
}

const SIDES = ['the first', 'the second'] as const;

/** What mathjs has as functions besides the operators and the functions with a primitive of their own. */
export const NAMED_OPERATORS: Readonly<Record<string, BuiltinFunction>> = {
  add: pair('add'),
  subtract: pair('sub'),
  multiply: of(2, (b, [x, y]) => productOf(b, x as Value, y as Value, SIDES)),
  divide: of(2, (b, [x, y]) => quotientOf(b, x as Value, y as Value, SIDES)),
  unaryMinus: of(1, (b, [x]) => elementwiseOf(b, 'neg', [x as Value])),
  unaryPlus: of(1, (_, [x]) => x as Value),
  matrix: of(1, (_, [x]) => x as Value),
  factorial: of(1, (b, [x]) =>
    elementwiseOf(b, 'gamma', [elementwiseOf(b, 'add', [x as Value, number(b, 1)])]),
  ),
  nthRoot: of(1, (b, [x, n]) => rootOf(b, x as Value, n), 2),
  acot: ofReciprocal('atan'),
  asec: ofReciprocal('acos'),
  acsc: ofReciprocal('asin'),
  acoth: ofReciprocal('atanh'),
  asech: ofReciprocal('acosh'),
  acsch: ofReciprocal('asinh'),
  flatten: of(1, (b, [x]) => {
    const { node, depth } = x as Value;
    const lead = b.shapeOf(node).slice(0, depth);
    return { node: b.reshape(node, [...lead, sizeOf(ownShape(b, x as Value))]), depth };
  }),
  cross: of(2, (b, [x, y]) => crossOf(b, x as Value, y as Value)),
};

/** ⁿ√x, the real root: of a negative x where n is odd. √x where n is absent. */
function rootOf(b: GraphBuilder, x: Value, degree: Value | undefined): Value {
  const n = degree ? b.constantOf(degree.node) : 2;
  if (n === undefined || !Number.isInteger(n) || n < 1) {
    throw new Error('the degree of nthRoot is a fixed whole number from 1; write one, or x^(1/n)');
  }
  if (n <= 3) return n === 1 ? x : elementwiseOf(b, n === 2 ? 'sqrt' : 'cbrt', [x]);
  if (n % 2 === 0) return elementwiseOf(b, 'pow', [x, number(b, 1 / n)]);
  const size = elementwiseOf(b, 'pow', [elementwiseOf(b, 'abs', [x]), number(b, 1 / n)]);
  return elementwiseOf(b, 'mul', [elementwiseOf(b, 'sign', [x]), size]);
}

/** The vector product x × y of two vectors of 3. */
function crossOf(b: GraphBuilder, x: Value, y: Value): Value {
  for (const value of [x, y]) {
    const shape = ownShape(b, value);
    if (shape.length === 1 && shape[0] === 3 && value.depth === 0) continue;
    throw new Error(
      value.depth > 0
        ? 'cross cannot depend on an index of sum(i, …); write its three entries'
        : `cross takes two vectors of 3, not ${describeShape(shape)}`,
    );
  }
  const entry = ({ node }: Value, i: number) => b.reshape(b.slice(node, [i % 3], [1], [1]), []);
  const minor = (i: number): Value => ({
    node: b.sub(b.mul(entry(x, i + 1), entry(y, i + 2)), b.mul(entry(x, i + 2), entry(y, i + 1))),
    depth: 0,
  });
  return stack(b, [0, 1, 2].map(minor));
}
