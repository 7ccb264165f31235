import type { ClassicalProblem } from './classical-problem.ts';

/**
 * 100((x₃ − 10θ)² + (r − 1)²) + x₃², r and θ the polar coordinates of (x₁, x₂), θ in turns: a valley wound
 * around the x₃ axis.
 *
 * Moré, Garbow & Hillstrom 1981, ACM TOMS 7(1):17-41, problem (7); start point as in johngardenghi/mgh
 * mgh.f90.
 */
export const helicalValley: ClassicalProblem = {
  name: 'Helical valley',
  dimension: 3,
  definition:
    'helicalValley(x1, x2, x3) = 100*((x3 - 10*(atan(x2/x1) + (pi/2)*(1 - sign(x1)))/(2*pi))^2 + (sqrt(x1^2 + x2^2) - 1)^2) + x3^2',
  starts: [[-1, 0, 0]],
  standardStart: true,
  minimum: 0,
  minimizers: [[1, 0, 0]],
  smooth: true,
  notes:
    'θ = atan(x2/x1)/2π, and ½ more where x1 < 0. It jumps where x1 = 0, and is undefined there; atan2(x2, x1)/2π is not the same in the third quadrant (it differs by 1).',
  source:
    'Moré, Garbow & Hillstrom 1981, ACM TOMS 7(1):17-41, problem (7); start point as in johngardenghi/mgh mgh.f90',
};
