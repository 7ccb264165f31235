import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factorOut } from '../../../../src/core/compile/factor-out.ts';
import { interpreter } from '../../../../src/core/compile/interpret.ts';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';
import type { NodeId } from '../../../../src/core/graph/node.ts';

function terms(c: number, d: number) {
  const b = new GraphBuilder();
  const [x, y] = [b.parameter('x', [], 0), b.parameter('y', [], 1)];
  return { b, left: b.mul(b.constant(c), x), right: b.mul(b.constant(d), y) };
}

const factor = fc.tuple(fc.integer({ min: -3, max: 4 }), fc.boolean(), fc.boolean());
// Products that do not overflow; zeros of both signs and numbers near 0 are among them.
const entry = fc.double({ noNaN: true, min: -1e300, max: 1e300 });

test('a factor of both terms is taken out without changing a bit, not even the sign of a zero', () => {
  let taken = 0;
  fc.assert(
    fc.property(factor, entry, entry, fc.constantFrom<1 | -1>(1, -1), ([k, p, q], x, y, sign) => {
      const { b, left, right } = terms((p ? 1 : -1) * 2 ** k, (q ? 1 : -1) * 2 ** k);
      const factored = factorOut(b, left, right, sign);
      if (factored === undefined) return;
      taken++;
      const plain = sign === 1 ? b.add(left, right) : b.sub(left, right);
      const value = (root: NodeId) => interpreter(b.nodes, [root])(Float64Array.of(x, y))[0]?.[0];
      // Where 2ᵏx itself is too small for all its digits, the sum before the multiplication has more of them.
      if ([x, y].some((each) => each !== 0 && Math.abs(each) < 1e-300)) return;
      expect(value(factored)).toBe(value(plain));
    }),
  );
  expect(taken).toBeGreaterThan(20);
});

test('other factors stay', () => {
  for (const [c, d] of [
    [3, 3],
    [2, 4],
    [-2, -2],
    [4 - 2 ** -51, 4 - 2 ** -51],
  ] as const) {
    const { b, left, right } = terms(c, d);
    expect(factorOut(b, left, right, 1)).toBeUndefined();
  }
});
