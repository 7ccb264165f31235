import type { ClassicalProblem } from './classical-problem.ts';

/**
 * (1.5 − x₁ + x₁x₂)² + (2.25 − x₁ + x₁x₂²)² + (2.625 − x₁ + x₁x₂³)²: a flat ridge, off which far starts
 * stall.
 *
 * Moré, Garbow & Hillstrom 1981, ACM TOMS 7(1):17-41, problem (5); start point as in johngardenghi/mgh
 * mgh.f90; also Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/beale.html.
 */
export const beale: ClassicalProblem = {
  name: 'Beale',
  dimension: 2,
  definition: 'beale(x1, x2) = (1.5 - x1 + x1*x2)^2 + (2.25 - x1 + x1*x2^2)^2 + (2.625 - x1 + x1*x2^3)^2',
  starts: [[1, 1]],
  standardStart: true,
  minimum: 0,
  minimizers: [[3, 0.5]],
  smooth: true,
  notes:
    'Flat ridge: as x2 → 1 with x1·(1 − x2) → 0.99107 and |x1| → ∞ the value tends to 0.45206; a run from afar can stall there.',
  source:
    'Moré, Garbow & Hillstrom 1981, ACM TOMS 7(1):17-41, problem (5); start point as in johngardenghi/mgh mgh.f90; also Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/beale.html',
};
