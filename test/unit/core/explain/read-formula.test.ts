import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interpreter } from '../../../../src/core/compile/interpret.ts';
import { printFormula } from '../../../../src/core/explain/print-formula.ts';
import { readFormula } from '../../../../src/core/explain/read-formula.ts';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';
import type { NodeId } from '../../../../src/core/graph/node.ts';
import { sizeOf } from '../../../../src/core/graph/shape.ts';
import { expectClose } from '../../support/close.ts';
import { interpretAt, objectiveOf } from '../../support/objectives.ts';

const HEAD = 'a, b, u[3], v[3], M[3, 3]';

/** The five parameters a, b, u, v, M in a builder. */
function begin(): { b: GraphBuilder; nodes: NodeId[] } {
  const b = new GraphBuilder();
  const shapes = [[], [], [3], [3], [3, 3]];
  let offset = 0;
  const nodes = shapes.map((shape, i) => {
    const node = b.parameter('abuvM'[i] as string, shape, offset);
    offset += sizeOf(shape);
    return node;
  });
  return { b, nodes };
}

type Move = (b: GraphBuilder, x: NodeId, y: NodeId, z: NodeId) => NodeId;
const elementwise = (op: string, arity: number): Move => {
  return (b, ...inputs) => b.apply(op, inputs.slice(0, arity));
};
const vector = (b: GraphBuilder, x: NodeId) => {
  const n = sizeOf(b.shapeOf(x));
  return { n, node: b.reshape(x, [n]) };
};
const MOVES: readonly Move[] = [
  ...['add', 'sub', 'mul', 'div', 'max', 'min', 'lt', 'ge', 'and', 'atan2', 'hypot', 'mod'].map((op) =>
    elementwise(op, 2),
  ),
  ...['neg', 'abs', 'sin', 'exp', 'not', 'sigmoid', 'sqrt', 'erf', 'sign'].map((op) => elementwise(op, 1)),
  elementwise('select', 3),
  (b, x) => b.pow(x, b.constant(3)),
  (b, x) => b.mul(b.constant(2 * Math.PI), x),
  (b, x, y) => b.pow(x, y),
  (b, x) => b.sum(x),
  (b, x) => b.sum(x, 0),
  (b, x) => b.sum(x, b.shapeOf(x).length - 1),
  (b, x, y) => b.matmul(x, y),
  (b, x) => b.transpose(x),
  (b, x, y) => b.solve(x, y),
  (b, x) => b.det(x),
  (b, x) => b.diagonal(x),
  (b, x) => b.reshape(x, [...b.shapeOf(x), 1]),
  (b, x) => b.reshape(x, [1, ...b.shapeOf(x)]),
  (b, x) => vector(b, x).node,
  (b, x) => b.broadcast(x, [3]),
  (b, x) => b.broadcast(x, [3, 3]),
  (b, x) => {
    const { n, node } = vector(b, x);
    return b.slice(node, [0], [1], [n - 1]);
  },
  (b, x) => {
    const { n, node } = vector(b, x);
    return b.slice(node, [n - 1], [-1], [n]);
  },
  (b, x) => {
    const shape = b.shapeOf(x);
    return b.slice(
      x,
      shape.map((n) => n - 1),
      shape.map(() => 1),
      shape.map(() => 1),
    );
  },
  (b, x) => b.pad(vector(b, x).node, [1], [1], [vector(b, x).n + 2]),
  (b, x) => b.gather(vector(b, x).node, Int32Array.of(1, 0, 1), [3]),
  (b, x) => b.scatter(b.slice(vector(b, x).node, [0], [1], [2]), Int32Array.of(2, 2), [3]),
];

test('what is printed reads back with the same values', () => {
  const step = fc.record({
    move: fc.nat({ max: MOVES.length - 1 }),
    inputs: fc.tuple(fc.nat(8), fc.nat(8), fc.nat(8)),
  });
  const entry = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 7 }),
      fc.array(entry, { minLength: 17, maxLength: 17 }),
      (steps, x) => {
        const { b, nodes } = begin();
        for (const { move, inputs } of steps) {
          const [p, q, r] = inputs.map((at) => nodes[nodes.length - 1 - (at % nodes.length)]) as [
            NodeId,
            NodeId,
            NodeId,
          ];
          try {
            const node = (MOVES[move] as Move)(b, p, q, r);
            if (sizeOf(b.shapeOf(node)) <= 30 && b.shapeOf(node).length <= 3) nodes.push(node);
          } catch {
            // The shapes do not fit: no such node.
          }
        }
        const last = nodes.at(-1) as NodeId;
        const [expected] = interpreter(b.nodes, [last])(Float64Array.from(x));
        const values = Array.from(expected as Float64Array);
        fc.pre(values.every((value) => Number.isFinite(value) && Math.abs(value) < 1e12));
        const text = printFormula(readFormula(b.nodes, last));
        fc.pre(text.length < 20_000);
        const shape = b.shapeOf(last);
        const at = (flat: number) =>
          shape.map((n, axis) => (Math.floor(flat / sizeOf(shape.slice(axis + 1))) % n) + 1).join(', ');
        values.forEach((value, flat) => {
          if (flat > 3) return;
          const entryText = shape.length === 0 ? text : `(${text})[${at(flat)}]`;
          const back = interpretAt(objectiveOf(`f(${HEAD}) = ${entryText}`), x);
          expectClose([back], [value], 1e-9, text);
        });
      },
    ),
    { numRuns: 400, maxSkipsPerRun: 1000 },
  );
});

describe('a graph as text', () => {
  test.each([
    ['sum(i, 1, 2, (u[i+1] - u[i]^2)^2)', 'sum((u[2:end] - u[1:end - 1] .^ 2) .^ 2)'],
    ["sum((M'*(M*u - v)).^2)", "sum((M'*(M*u - v)) .^ 2)"],
    ['[a, b]*[b, 2]', 'sum([a, b] .* [b, 2])'],
    ['a > 0 ? log(a) : -b', 'a > 0 ? log(a) : -b'],
    ['max(u)', 'max(u[1], u[2], u[3])'],
    ['sum(relu(u))', 'sum(relu(u))'],
    ['cos(2*pi*a)/3', 'cos(2*pi*a)/3'],
    ['sum(M[:, 2])', 'sum(M[:, 2])'],
    ['sum(u[[3, 1, 3]])', 'sum(u[[3, 1, 3]])'],
    ['u[end:-1:1]*v', 'sum(u[end:-1:1] .* v)'],
    ['lusolve(M, u)[1]', 'lusolve(M, u)[1]'],
    ['digamma(a)', 'digamma(a)'],
  ])('%s', (text, expected) => {
    const { graph, output } = objectiveOf(`f(${HEAD}) = ${text}`);
    expect(printFormula(readFormula(graph, output))).toBe(expected);
  });
});
