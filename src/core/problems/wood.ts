import type { ClassicalProblem } from './classical-problem.ts';

/**
 * Two Rosenbrock valleys, coupled: 100(x₂ − x₁²)² + (1 − x₁)² + 90(x₄ − x₃²)² + (1 − x₃)² + 10(x₂ + x₄ − 2)²
 * + 0.1(x₂ − x₄)²: a plateau near (−1, 1, −1, 1), where short-sighted methods stop.
 *
 * Moré, Garbow & Hillstrom 1981, ACM TOMS 7(1):17-41, problem (14); start point as in johngardenghi/mgh
 * mgh.f90.
 */
export const wood: ClassicalProblem = {
  name: 'Wood',
  dimension: 4,
  definition:
    'wood(x1, x2, x3, x4) = 100*(x2 - x1^2)^2 + (1 - x1)^2 + 90*(x4 - x3^2)^2 + (1 - x3)^2 + 10*(x2 + x4 - 2)^2 + 0.1*(x2 - x4)^2',
  starts: [[-3, -1, -3, -1]],
  standardStart: true,
  minimum: 0,
  minimizers: [[1, 1, 1, 1]],
  smooth: true,
  source:
    'Moré, Garbow & Hillstrom 1981, ACM TOMS 7(1):17-41, problem (14); start point as in johngardenghi/mgh mgh.f90',
};
