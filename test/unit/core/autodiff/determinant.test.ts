import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../../../src/core/autodiff/check-gradient.ts';
import { forward } from '../../../../src/core/autodiff/forward.ts';
import { compileGraph } from '../../../../src/core/compile/compile-graph.ts';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';
import { expectClose } from '../../support/close.ts';
import { objectiveOf } from '../../support/objectives.ts';

type Matrix = readonly (readonly number[])[];

/** Of whole numbers, exactly: by rows. */
function determinant(a: Matrix): number {
  if (a.length === 0) return 1;
  return (a[0] as number[]).reduce(
    (sum, entry, j) => (entry === 0 ? sum : sum + (j % 2 === 0 ? entry : -entry) * minor(a, 0, j)),
    0,
  );
}

function minor(a: Matrix, row: number, column: number): number {
  return determinant(a.filter((_, i) => i !== row).map((entries) => entries.filter((_, j) => j !== column)));
}

/** ∂det/∂aᵢⱼ. */
function cofactors(a: Matrix): number[] {
  return a.flatMap((entries, i) => entries.map((_, j) => ((i + j) % 2 === 0 ? 1 : -1) * minor(a, i, j)));
}

/** ∂²det/∂aᵢⱼ∂aₖₗ: the cofactor changes by this when aₖₗ grows by one, for it is linear in it. */
function curvatures(a: Matrix): number[] {
  const now = cofactors(a);
  const n = a.length;
  const columns = Array.from({ length: n * n }, (_, place) =>
    cofactors(
      a.map((entries, i) => entries.map((entry, j) => (i * n + j === place ? entry + 1 : entry))),
    ).map((value, each) => value - (now[each] as number)),
  );
  return columns[0]?.flatMap((_, row) => columns.map((column) => column[row] as number)) as number[];
}

/** A matrix of whole numbers whose last rows are sums of the ones before, or copies of one. */
const matrices = (n: number) =>
  fc
    .record({
      rows: fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: n, maxLength: n }), {
        minLength: n,
        maxLength: n,
      }),
      dependent: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ rows, dependent }) =>
      rows.map((row, i) =>
        i < n - dependent ? row : row.map((_, j) => (rows[0]?.[j] as number) - (rows[i % 2]?.[j] as number)),
      ),
    );

describe('value, gradient and Hessian of a determinant, of whole numbers, whatever the rank', () => {
  test.each([2, 3, 4, 5])('%d×%d', (n) => {
    const f = compileObjective(objectiveOf(`f(A[${n}, ${n}]) = det(A)`));
    fc.assert(
      fc.property(matrices(n), (a) => {
        const x = Float64Array.from(a.flat());
        const [g, h] = [new Float64Array(n * n), new Float64Array(n ** 4)];
        expectClose([f.valueAndGradient(x, g)], [determinant(a)], 1e-11);
        expectClose(g, cofactors(a), 1e-11, 'gradient');
        f.hessian(x, h);
        expectClose(h, curvatures(a), 1e-11, 'Hessian');
      }),
      { numRuns: 40 },
    );
  });
});

test('the third derivative of a determinant by forward mode three times', () => {
  const objective = objectiveOf('f(t) = det([t,1,0,2; 1,t^2,1,0; 0,1,exp(t),1; 2,0,1,t])');
  const b = new GraphBuilder(objective.graph);
  const along = new Map([[b.parameter('t', [], 0), b.constant(1)]]);
  const first = forward(b, objective.output, along);
  const second = forward(b, first, along);
  const slope = compileGraph(b.nodes, [forward(b, second, along)]);
  const curvature = compileGraph(b.nodes, [second]);
  const [t, h] = [0.8, 1e-3];
  const at = (run: typeof slope, x: number) => run(Float64Array.of(x), new Float64Array(0));
  const difference = (d: number) => (at(curvature, t + d) - at(curvature, t - d)) / (2 * d);
  expectClose([at(slope, t)], [(4 * difference(h) - difference(2 * h)) / 3], 1e-9);
});

test('of an ill-conditioned covariance no more digits are lost than its condition takes', () => {
  // RBF kernel of four points with length scale 3: value and slope by mpmath, 60 digits; the condition is some 1e6.
  const text =
    'f(l) = log(det([1, exp(-1/l^2), exp(-4/l^2), exp(-9/l^2); exp(-1/l^2), 1, exp(-1/l^2), exp(-4/l^2); exp(-4/l^2), exp(-1/l^2), 1, exp(-1/l^2); exp(-9/l^2), exp(-4/l^2), exp(-1/l^2), 1]))';
  const f = compileObjective(objectiveOf(text));
  const g = new Float64Array(1);
  const value = f.valueAndGradient(Float64Array.of(3), g);
  expectClose([value, ...g], [-7.609614235618736, -3.3138692746880762], 1e-11);
  expect(checkGradient(objectiveOf(text), [3]).message).toMatch(/^the gradient agrees/);
});
