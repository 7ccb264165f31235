import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileWasm } from '../../../../src/core/compile/wasm/compile-wasm.ts';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';

/** A function of our own on pairs of numbers, through a graph that maps it over a vector of 2. */
function pairwise(op: string): (x: number, y: number) => [number, number] {
  const b = new GraphBuilder();
  const x = b.parameter('x', [2], 0);
  const run = compileWasm(b.nodes, [b.constant(0), b.apply(op, [x])]) as NonNullable<
    ReturnType<typeof compileWasm>
  >;
  const out = new Float64Array(2);
  return (first, second) => {
    run(Float64Array.of(first, second), out);
    return [out[0] as number, out[1] as number];
  };
}

const bits = new DataView(new ArrayBuffer(8));

/** The number of doubles between two numbers of one sign. */
function steps(a: number, c: number): number {
  if (Object.is(a, c) || (Number.isNaN(a) && Number.isNaN(c))) return 0;
  const place = (value: number) => {
    bits.setFloat64(0, value);
    const at = bits.getBigInt64(0);
    return at < 0n ? -(at & 0x7fffffffffffffffn) : at;
  };
  const distance = place(a) - place(c);
  return Number(distance < 0n ? -distance : distance);
}

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  Infinity,
  -Infinity,
  NaN,
  5e-324,
  -5e-324,
  1e-310,
  1.7e308,
  -1.7e308,
  709.78,
  709.79,
  -745.2,
  2 ** 70,
  -0.9,
  -0.95,
];

describe('functions on pairs agree with Math to one unit in the last place', () => {
  const ranges: Readonly<Record<string, fc.Arbitrary<number>>> = {
    exp: fc.double({ min: -750, max: 720, noNaN: true }),
    log: fc.double({ min: 1e-320, max: 1e308, noNaN: true }),
    log1p: fc.oneof(
      fc.double({ min: -0.999, max: 3, noNaN: true }),
      fc.double({ min: 1, max: 1e308, noNaN: true }),
    ),
    sin: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    cos: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    expm1: fc.oneof(
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: -750, max: 720, noNaN: true }),
    ),
  };
  for (const [name, range] of Object.entries(ranges)) {
    const ours = pairwise(name);
    const theirs = Math[name as 'exp'];
    test(name, () => {
      fc.assert(
        fc.property(range, range, (x, y) => {
          const [first, second] = ours(x, y);
          expect(steps(first, theirs(x))).toBeLessThanOrEqual(1);
          expect(steps(second, theirs(y))).toBeLessThanOrEqual(1);
        }),
        { numRuns: 3000 },
      );
    });
    test(`${name} at the ends of its range, in either lane`, () => {
      for (const x of SPECIAL) {
        expect(steps(ours(x, 0.5)[0], theirs(x)), `${name}(${x})`).toBeLessThanOrEqual(1);
        expect(steps(ours(0.5, x)[1], theirs(x)), `${name}(${x})`).toBeLessThanOrEqual(1);
      }
    });
  }
});
