import { expect, test } from 'vitest';
import { checkGradient } from '../../../../src/core/autodiff/check-gradient.ts';
import { hessianVector } from '../../../../src/core/autodiff/hessian-vector.ts';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';
import { expectClose } from '../../support/close.ts';
import { expectNear } from '../../support/judged.ts';
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

test('second derivatives near a zero of theirs keep their digits', () => {
  // tanh″ ≈ −2x, asin″ ≈ x, acos″ ≈ −x, atanh″ ≈ 2x, to a relative error of x².
  const slopes = { tanh: -2, asin: 1, acos: -1, atanh: 2 };
  for (const [name, slope] of Object.entries(slopes)) {
    expectClose(hessianAt(`f(x) = 1e10*${name}(x)`, [1e-10]), [slope], 1e-14, name);
  }
});

test('the reciprocals of cosh and sinh are flat where these overflow', () => {
  for (const name of ['sech', 'csch']) {
    expect(gradientAt(`f(x) = ${name}(x)`, [800]).map(Math.abs), name).toEqual([0]);
    expect(hessianAt(`f(x) = ${name}(x)`, [-800]).map(Math.abs), name).toEqual([0]);
    // f″ = f to the last digits, far out.
    const there = compileObjective(objectiveOf(`f(x) = ${name}(x)*1e12`)).value(Float64Array.of(30));
    expectClose(hessianAt(`f(x) = ${name}(x)*1e12`, [30]), [there], 1e-13, name);
  }
});

test('1 − erf(x) and log1p(exp(x)) are computed without cancellation and overflow', () => {
  // erfc(5), and its derivative −2·exp(−25)/√π, to 16 digits (mpmath).
  const tail = 'f(x) = (1 - erf(x))*1e12';
  expectClose([compileObjective(objectiveOf(tail)).value(Float64Array.of(5))], [1.537459794428035], 1e-14);
  expectClose(gradientAt(tail, [5]), [-15.67086653101733], 1e-13);
  const soft = 'f(x) = log1p(exp(x))';
  expect(compileObjective(objectiveOf(soft)).value(Float64Array.of(1000))).toBe(1000);
  expect(gradientAt(soft, [1000])).toEqual([1]);
});

test('the second derivatives of long norms keep the digits of tiny entries', () => {
  // Σ_{j ≠ i} xⱼ²/r³ on the diagonal, −xᵢxⱼ/r³ beside it.
  const n = 40;
  const x = Array.from({ length: n }, (_, i) => (i === 3 ? 2 : (i + 1) * 1e-9));
  const r = Math.hypot(...x);
  const expected = x.flatMap((u, i) =>
    x.map((v, j) => (i === j ? Math.hypot(...x.filter((_, k) => k !== i)) ** 2 : -u * v) / r ** 3),
  );
  const near = (actual: ArrayLike<number>, wanted: readonly number[], note: string) =>
    expectNear(actual, wanted, wanted.map(Math.abs), note, 1000);
  near(hessianAt(`f(x[${n}]) = norm(x)`, x), expected, 'Hessian');
  const product = new Float64Array(n);
  compileObjective(objectiveOf(`f(x[${n}]) = norm(x)`)).hessianVector(
    Float64Array.from(x),
    new Float64Array(n).fill(1, 3, 4),
    product,
  );
  near(product, expected.slice(3 * n, 4 * n), 'product');
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

test('the gradient of a cross-entropy keeps its digits where the right class has nearly all', () => {
  // ∂/∂x₁ (log Σ exp(xⱼ) − x₁) = −Σ_{j ≠ 1} sⱼ, far below the rounding of s₁ ≈ 1.
  const others = [Math.exp(-40), Math.exp(-39)] as const;
  const expected = [-(others[0] + others[1]), ...others];
  const scaled = (entries: readonly number[]) => entries.map((entry) => entry * 1e17);
  for (const text of ['logsumexp(x) - x[1]', '-log(softmax(x)[1])', '-softmax(x)[1]']) {
    expectClose(scaled(gradientAt(`f(x[3]) = ${text}`, [40, 0, 1])), scaled(expected), 1e-13, text);
  }
});

test('slopes at the ends of a domain are infinite, of every order', () => {
  expect(gradientAt('f(x) = acosh(x)', [1])).toEqual([Number.POSITIVE_INFINITY]);
  expect(hessianAt('f(x) = acosh(x)', [1])).toEqual([Number.NEGATIVE_INFINITY]);
  expect(gradientAt('f(x) = asin(x)', [-1])).toEqual([Number.POSITIVE_INFINITY]);
  expect(hessianAt('f(x) = asin(x)', [1])).toEqual([Number.POSITIVE_INFINITY]);
  expect(hessianAt('f(x) = acos(x)', [1])).toEqual([Number.NEGATIVE_INFINITY]);
});

test('the deviation of two numbers has no curvature', () => {
  expect(hessianAt('f(x, y) = std([x, y])', [1, 1e5])).toEqual([0, 0, 0, 0]);
  expectClose(gradientAt('f(x, y) = std([x, y])', [1, 3]), [-Math.SQRT1_2, Math.SQRT1_2], 1e-15);
});

test('powers of powers: the graph of a Hessian product grows with their number, not with its square', () => {
  const size = (height: number) => {
    const { graph, output } = objectiveOf(`f(x) = ${'x^'.repeat(height)}x`);
    const b = new GraphBuilder(graph);
    hessianVector(b, output, [b.parameter('x', [], 0)], [b.constant(1)]);
    return b.nodes.length;
  };
  expect(size(80)).toBeLessThan(2.2 * size(40));
  expect(checkGradient(objectiveOf('f(x) = x^x^x^x^x'), [0.8]).message).toMatch(/^the gradient agrees/);
});
