import type { ClassicalProblem } from './classical-problem.ts';

/**
 * 10⁻⁵ Σ(xᵢ − 1)² + (Σxᵢ² − ¼)²: a penalty that makes the curvature across 2.5e4 times that along.
 *
 * Moré, Garbow & Hillstrom 1981, ACM TOMS 7(1):17-41, problem (23); start point as in johngardenghi/mgh
 * mgh.f90.
 */
export const penalty: ClassicalProblem = {
  name: 'Penalty I',
  dimension: 4,
  definition:
    'penalty(x1, x2, x3, x4) = 1e-5*((x1 - 1)^2 + (x2 - 1)^2 + (x3 - 1)^2 + (x4 - 1)^2) + (x1^2 + x2^2 + x3^2 + x4^2 - 0.25)^2',
  starts: [[1, 2, 3, 4]],
  standardStart: true,
  minimum: 2.2499775008999372e-5,
  minimizers: [[0.2500074995875379, 0.2500074995875379, 0.2500074995875379, 0.2500074995875379]],
  smooth: true,
  source:
    'Moré, Garbow & Hillstrom 1981, ACM TOMS 7(1):17-41, problem (23); start point as in johngardenghi/mgh mgh.f90',
};
