import fc from 'fast-check';
import { expect, it } from 'vitest';
import { symmetricEigen } from '../../../../src/core/methods/symmetric-eigen.ts';
import { expectClose } from '../../support/close.ts';

it('takes a symmetric matrix apart into orthonormal vectors and values', () => {
  const matrix = fc.integer({ min: 1, max: 7 }).chain((n) =>
    fc
      .array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: n * n, maxLength: n * n })
      .map((entries) => {
        const a = Float64Array.from(entries, (value, at) => {
          const [i, j] = [Math.floor(at / n), at % n];
          return (value + entries[j * n + i]!) / 2;
        });
        return { a, n };
      }),
  );
  fc.assert(
    fc.property(matrix, ({ a, n }) => {
      const { values, vectors } = symmetricEigen(a, n);
      const column = (k: number) => Float64Array.from({ length: n }, (_, i) => vectors[i * n + k]!);
      for (let k = 0; k < n; k++) {
        const image = Float64Array.from({ length: n }, (_, i) =>
          column(k).reduce((sum, value, j) => sum + a[i * n + j]! * value, 0),
        );
        expectClose(
          image,
          column(k).map((value) => values[k]! * value),
          1e-12 * n * 10,
        );
        for (let l = 0; l < n; l++) {
          const product = column(k).reduce((sum, value, i) => sum + value * column(l)[i]!, 0);
          expect(product).toBeCloseTo(k === l ? 1 : 0, 12);
        }
      }
    }),
  );
});

it('finds small eigenvalues of a badly scaled matrix to high relative accuracy', () => {
  const { values } = symmetricEigen(Float64Array.of(1e12, 1e5, 1e5, 1), 2);
  const [small, large] = Array.from(values).sort((x, y) => x - y);
  expect(large).toBeCloseTo(1e12 + 0.01, 2);
  // The determinant is 1e12 − 1e10.
  expect(small! / ((1e12 - 1e10) / large!)).toBeCloseTo(1, 12);
});
