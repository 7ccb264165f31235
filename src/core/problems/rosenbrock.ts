import type { ClassicalProblem } from './classical-problem.ts';

/**
 * 100(x₂ − x₁²)² + (1 − x₁)²: a curved, flat valley; the classic of line searches.
 *
 * Moré, Garbow & Hillstrom 1981, ACM TOMS 7(1):17-41, problem (1); start point as in johngardenghi/mgh
 * mgh.f90.
 */
export const rosenbrock: ClassicalProblem = {
  name: 'Rosenbrock',
  dimension: 2,
  definition: 'rosenbrock(x1, x2) = 100*(x2 - x1^2)^2 + (1 - x1)^2',
  starts: [[-1.2, 1]],
  standardStart: true,
  minimum: 0,
  minimizers: [[1, 1]],
  smooth: true,
  source:
    'Moré, Garbow & Hillstrom 1981, ACM TOMS 7(1):17-41, problem (1); start point as in johngardenghi/mgh mgh.f90',
};
