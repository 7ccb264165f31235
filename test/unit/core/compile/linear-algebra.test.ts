import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cofactorsInto } from '../../../../src/core/compile/cofactors.ts';
import { determinant, factor, solveInto } from '../../../../src/core/compile/linear-algebra.ts';
import { expectClose } from '../../support/close.ts';

const size = fc.integer({ min: 1, max: 13 });
const entry = fc.double({ min: -1, max: 1, noNaN: true });
const matrix = (n: number, m: number) =>
  fc.array(entry, { minLength: n * m, maxLength: n * m }).map((entries) => Float64Array.from(entries));
/** A matrix whose diagonal outweighs the rest, so that its condition is small; its rows in another order. */
const regular = (n: number) =>
  matrix(n, n).map((a) => {
    const rolled = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++)
        rolled[((i + 1) % n) * n + j] = (a[i * n + j] as number) + (i === j ? 2 * n : 0);
    }
    return rolled;
  });

function product(a: Float64Array, b: Float64Array, n: number, m: number): Float64Array {
  const out = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++)
      for (let k = 0; k < n; k++)
        out[i * m + j] = (out[i * m + j] as number) + (a[i * n + k] as number) * (b[k * m + j] as number);
  }
  return out;
}

const identity = (n: number) =>
  Float64Array.from({ length: n * n }, (_, place) => (place % (n + 1) === 0 ? 1 : 0));

describe('of every size', () => {
  test('L·U is the matrix in the order of its pivots', () => {
    fc.assert(
      fc.property(
        size.chain((n) => fc.tuple(fc.constant(n), matrix(n, n))),
        ([n, a]) => {
          const { lu, pivots } = factor(a, n);
          const lower = identity(n).map((one, at) =>
            at % n < Math.floor(at / n) ? (lu[at] as number) : one,
          );
          const upper = lu.map((each, at) => (at % n >= Math.floor(at / n) ? each : 0));
          const ordered = Float64Array.from(
            { length: n * n },
            (_, at) => a[(pivots[Math.floor(at / n)] as number) * n + (at % n)] as number,
          );
          expectClose(product(lower, upper, n, n), ordered, 1e-13);
        },
      ),
    );
  });

  test('A·X = B for the solution X', () => {
    fc.assert(
      fc.property(
        fc
          .tuple(size, fc.integer({ min: 1, max: 9 }))
          .chain(([n, m]) => fc.tuple(fc.constant(n), fc.constant(m), regular(n), matrix(n, m))),
        ([n, m, a, right]) => {
          const out = new Float64Array(n * m);
          solveInto(a, right, n, m, out);
          expectClose(product(a, out, n, m), right, 1e-13);
        },
      ),
    );
  });

  test('the cofactors are det(A)·A⁻ᵀ, and along a tangent what becomes of them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 11 }).chain((n) => fc.tuple(fc.constant(n), regular(n), matrix(n, n))),
        ([n, a, tangent]) => {
          const [inverse, cofactors, change] = [1, 2, 3].map(() => new Float64Array(n * n)) as [
            Float64Array,
            Float64Array,
            Float64Array,
          ];
          solveInto(a, identity(n), n, n, inverse);
          const det = determinant(a, n);
          cofactorsInto(a, undefined, n, cofactors);
          const transposed = (b: Float64Array) =>
            b.map((_, at) => b[(at % n) * n + Math.floor(at / n)] as number);
          const scale = Math.max(...cofactors.map(Math.abs));
          expectClose(
            cofactors,
            transposed(inverse).map((each) => det * each),
            1e-12 * scale,
          );
          // d(det·A⁻ᵀ) = det·(tr(A⁻¹T)·A⁻¹ − A⁻¹·T·A⁻¹)ᵀ.
          cofactorsInto(a, tangent, n, change);
          const moved = product(inverse, tangent, n, n);
          const trace = moved.reduce((sum, each, at) => (at % (n + 1) === 0 ? sum + each : sum), 0);
          const twice = product(moved, inverse, n, n);
          const expected = transposed(
            inverse.map((each, at) => det * (trace * each - (twice[at] as number))),
          );
          expectClose(change, expected, 1e-12 * scale);
        },
      ),
    );
  });
});

test('a singular matrix has no solution, and no determinant', () => {
  const a = Float64Array.from({ length: 49 }, (_, at) => Math.floor(at / 7) + (at % 7));
  a.set(a.subarray(0, 7), 42);
  const out = new Float64Array(7);
  solveInto(a, new Float64Array(7).fill(1), 7, 1, out);
  expect(out.every(Number.isNaN)).toBe(true);
  expect(determinant(a, 7)).toBe(0);
});
