import type { ClassicalProblem } from './classical-problem.ts';

/**
 * (x₁ + 10x₂)² + 5(x₃ − x₄)² + (x₂ − 2x₃)⁴ + 10(x₁ − x₄)⁴: a Hessian that is singular at the minimizer.
 *
 * Moré, Garbow & Hillstrom 1981, ACM TOMS 7(1):17-41, problem (13); start point as in johngardenghi/mgh
 * mgh.f90.
 */
export const powellSingular: ClassicalProblem = {
  name: 'Powell singular',
  dimension: 4,
  definition:
    'powellSingular(x1, x2, x3, x4) = (x1 + 10*x2)^2 + 5*(x3 - x4)^2 + (x2 - 2*x3)^4 + 10*(x1 - x4)^4',
  starts: [[3, -1, 0, 1]],
  standardStart: true,
  minimum: 0,
  minimizers: [[0, 0, 0, 0]],
  smooth: true,
  notes:
    'The Hessian is singular at the minimizer: Newton and quasi-Newton methods converge only linearly in x.',
  source:
    'Moré, Garbow & Hillstrom 1981, ACM TOMS 7(1):17-41, problem (13); start point as in johngardenghi/mgh mgh.f90',
};
