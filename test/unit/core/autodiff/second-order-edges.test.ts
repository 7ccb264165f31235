import { expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { expectClose } from '../../support/close.ts';
import { gradientAt, objectiveOf } from '../../support/objectives.ts';

function hessianAt(text: string, x: readonly number[]): number[] {
  const out = new Float64Array(x.length ** 2);
  compileObjective(objectiveOf(text)).hessian(Float64Array.from(x), out);
  return Array.from(out);
}

test('tanh is flat far out, in every order', () => {
  expect(gradientAt('f(x) = tanh(x)', [800])).toEqual([0]);
  expect(hessianAt('f(x) = tanh(x)', [800])[0]).toBeCloseTo(0, 300);
  // −2·tanh(1)/cosh²(1)
  expectClose(hessianAt('f(x) = tanh(x)', [1]), [(-2 * Math.tanh(1)) / Math.cosh(1) ** 2], 1e-14);
});

test('the mixed second derivative of x^y at y = 0', () => {
  // ∂²/∂x∂y x^y = x^(y−1)(1 + y log x) = 1/2 at (2, 0); ∂²/∂y² = log²(2).
  expectClose(hessianAt('f(x, y) = x^y', [2, 0]), [0, 0.5, 0.5, Math.log(2) ** 2], 1e-14);
});

test('the derivative of the determinant of a singular matrix is its adjugate, transposed', () => {
  const cofactors = [-3, 6, -3, 6, -12, 6, -3, 6, -3];
  expectClose(gradientAt('f(A[3,3]) = det(A)', [1, 2, 3, 4, 5, 6, 7, 8, 9]), cofactors, 1e-13);
  // Rank 2 of 4: every minor of size 3 is 0.
  expectClose(
    gradientAt(
      'f(A[4,4]) = det(A)',
      Array.from({ length: 16 }, (_, i) => i + 1),
    ),
    new Array(16).fill(0),
    1e-11,
  );
});

test('what only branches that are not taken use does not count, whichever choices they belong to', () => {
  const text = 'f(a, b, w) = (a > 0 ? a : log(w)*a) + (b > 0 ? b : log(w)*b)';
  expect(gradientAt(text, [1, 1, 0])).toEqual([1, 1, 0]);
  expect(gradientAt(text, [1, -1, 1])).toEqual([1, 0, -1]);
});
