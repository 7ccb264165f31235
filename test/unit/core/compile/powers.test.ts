import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileStraightLine } from '../../../../src/core/compile/compile-straight-line.ts';
import { compileTape } from '../../../../src/core/compile/compile-tape.ts';
import { compileWasm } from '../../../../src/core/compile/wasm/compile-wasm.ts';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';

const none = new Float64Array(0);

/** x^exponent in every way to run a graph. */
function waysOf(exponent: number): ((x: number) => number)[] {
  const b = new GraphBuilder();
  const power = b.pow(b.parameter('x', [], 0), b.constant(exponent));
  return [compileStraightLine, compileTape, compileWasm].map((compile) => {
    const run = compile(b.nodes, [power]) as NonNullable<ReturnType<typeof compile>>;
    return (x) => run(Float64Array.of(x), none);
  });
}

describe.each([-6.5, -2.5, -1.5, -0.5, 1.5, 2.5, 3.5, 8.5, 15.5])(
  'x^%d by products and a root',
  (exponent) => {
    const ways = waysOf(exponent);
    const size = Math.min(40, 250 / Math.abs(exponent));

    test('agrees with Math.pow to a few units in the last place', () => {
      fc.assert(
        fc.property(fc.double({ min: -size, max: size, noNaN: true }), (logarithm) => {
          const x = 10 ** logarithm;
          const expected = x ** exponent;
          for (const run of ways)
            expect(Math.abs(run(x) / expected - 1), `${x}`).toBeLessThan(2 ** -52 * (2 + Math.abs(exponent)));
        }),
      );
    });

    test.each([0, 1, Number.POSITIVE_INFINITY, Number.NaN, -2])('at %d', (x) => {
      for (const run of ways) expect(run(x)).toBe(x ** exponent);
    });
  },
);

test('other fractions are left to Math.pow', () => {
  for (const exponent of [1.4, 17.5, 1 / 3])
    for (const run of waysOf(exponent)) expect(run(3)).toBe(3 ** exponent);
});
