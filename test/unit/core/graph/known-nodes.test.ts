import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';
import type { Node } from '../../../../src/core/graph/node.ts';

test('equal operations are one node, however many there are, and others are not', () => {
  const operation = fc.tuple(
    fc.constantFrom('add', 'mul', 'sub', 'div', 'sin', 'neg'),
    fc.nat({ max: 60 }),
    fc.nat({ max: 60 }),
  );
  fc.assert(
    fc.property(fc.array(operation, { minLength: 1000, maxLength: 3000 }), (operations) => {
      const b = new GraphBuilder();
      for (let i = 0; i <= 60; i++) b.parameter(`x${i}`, [], i);
      const known = new Map<string, number>();
      for (const [op, x, y] of operations) {
        const inputs = op === 'sin' || op === 'neg' ? [x] : [x, y];
        const order = op === 'add' || op === 'mul' ? [...inputs].sort((p, q) => p - q) : inputs;
        const node: Node = { op, inputs, shape: [], attributes: {} };
        const key = `${op} ${order.join()}`;
        const expected = known.get(key) ?? b.nodes.length;
        expect(b.copy(node)).toBe(expected);
        known.set(key, expected);
      }
      expect(b.nodes).toHaveLength(61 + known.size);
    }),
    { numRuns: 10 },
  );
});

test('both zeros are numbers of their own, and every NaN is one', () => {
  const b = new GraphBuilder();
  expect(b.constant(0)).not.toBe(b.constant(-0));
  expect(b.constant(-0)).toBe(b.constant(-0));
  expect(b.constant(Number.NaN)).toBe(b.constant(Number.NaN));
  expect(b.parameter('x', [], 1)).not.toBe(b.parameter('x', [1], 1));
});
