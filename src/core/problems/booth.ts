import type { ClassicalProblem } from './classical-problem.ts';

/**
 * (x₁ + 2x₂ − 7)² + (2x₁ + x₂ − 5)²: a quadratic bowl of condition 9.
 *
 * Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/booth.html.
 */
export const booth: ClassicalProblem = {
  name: 'Booth',
  dimension: 2,
  definition: 'booth(x1, x2) = (x1 + 2*x2 - 7)^2 + (2*x1 + x2 - 5)^2',
  starts: [[0, 0]],
  standardStart: false,
  minimum: 0,
  minimizers: [[1, 3]],
  domain: [
    [-10, 10],
    [-10, 10],
  ],
  smooth: true,
  source: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/booth.html',
};
