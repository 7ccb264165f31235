import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CompiledGraph } from '../../../../src/core/compile/compile-graph.ts';
import { compileWasm } from '../../../../src/core/compile/wasm/compile-wasm.ts';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';

/** Σ log(1 + exp(x)) + Σ log(1 + exp(−|x|)), and the sigmoids of x. */
function compiledSums(n: number): CompiledGraph {
  const b = new GraphBuilder();
  const x = b.parameter('x', [n], 0);
  const decays = b.apply('log1p', [b.apply('exp', [b.neg(b.apply('abs', [x]))])]);
  const total = b.add(b.sum(b.apply('softplus', [x])), b.sum(decays));
  return compileWasm(b.nodes, [total, b.apply('sigmoid', [x])]) as CompiledGraph;
}

/** The same sum, with what each addition loses added at the end (Neumaier 1974). */
function carefulSum(terms: readonly number[]): number {
  let [sum, lost] = [0, 0];
  for (const term of terms) {
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}

const expected = (x: readonly number[]) =>
  carefulSum(
    x.flatMap((each) => [Math.max(each, 0), ...[1, 1].map(() => Math.log1p(Math.exp(-Math.abs(each))))]),
  );

test('a sum of log(1 + e) is as exact as its terms, however small or many they are', () => {
  const numbers = fc.oneof(
    fc.double({ min: -40, max: 40, noNaN: true }),
    fc.double({ min: -720, max: -30, noNaN: true }),
    fc.constantFrom(0, -0, 1e-300, -1e300, -708, -745),
  );
  fc.assert(
    fc.property(fc.array(numbers, { minLength: 2, maxLength: 400 }), (x) => {
      const value = compiledSums(x.length)(Float64Array.from(x), new Float64Array(x.length));
      expect(Math.abs(value - expected(x))).toBeLessThanOrEqual(2e-15 * Math.sqrt(x.length) * expected(x));
    }),
    { numRuns: 200 },
  );
});

test('products of thousands of factors do not overflow', () => {
  const x = new Array<number>(20_001).fill(0);
  expect(compiledSums(x.length)(Float64Array.from(x), new Float64Array(x.length))).toBeCloseTo(
    2 * 20_001 * Math.LN2,
    8,
  );
});

test.each([
  [Number.NaN, Number.NaN],
  [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  [Number.NEGATIVE_INFINITY, 4 * Math.LN2],
])('a term of %f makes the sum %f', (special, sum) => {
  for (const place of [0, 1, 2]) {
    const x = [0, 0, 0].map((each, i) => (i === place ? special : each));
    const value = compiledSums(3)(Float64Array.from(x), new Float64Array(3));
    if (Number.isFinite(sum)) expect(value).toBeCloseTo(sum, 14);
    else expect(value).toBe(sum);
  }
});
