import type { ClassicalProblem } from './classical-problem.ts';

const terms = Array.from({ length: 20 }, (_, i) => {
  const t = ((i + 1) / 5).toFixed(1);
  return `((x1 + ${t}*x2 - exp(${t}))^2 + (x3 + x4*sin(${t}) - cos(${t}))^2)^2`;
});

/**
 * Σ ((x₁ + tx₂ − eᵗ)² + (x₃ + x₄ sin t − cos t)²)², t = 0.2, 0.4 … 4: values and curvatures of very different
 * sizes, a large residual.
 *
 * Moré, Garbow & Hillstrom 1981, ACM TOMS 7(1):17-41, problem (16); start point as in johngardenghi/mgh
 * mgh.f90 (m = 20).
 */
export const brownDennis: ClassicalProblem = {
  name: 'Brown-Dennis',
  dimension: 4,
  definition: `brownDennis(x1, x2, x3, x4) = ${terms.join(' + ')}`,
  starts: [[25, 5, -5, -1]],
  standardStart: true,
  minimum: 85822.20162635631,
  minimizers: [[-11.594439904762163, 13.203630051207202, -0.40343948817685954, 0.23677877445573625]],
  smooth: true,
  source:
    'Moré, Garbow & Hillstrom 1981, ACM TOMS 7(1):17-41, problem (16); start point as in johngardenghi/mgh mgh.f90 (m = 20)',
};
