import type { ClassicalProblem } from './classical-problem.ts';

/**
 * 0.26(x₁² + x₂²) − 0.48x₁x₂: a quadratic bowl of condition 25, turned by 45°.
 *
 * Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/matya.html.
 */
export const matyas: ClassicalProblem = {
  name: 'Matyas',
  dimension: 2,
  definition: 'matyas(x1, x2) = 0.26*(x1^2 + x2^2) - 0.48*x1*x2',
  starts: [[5, -5]],
  standardStart: false,
  minimum: 0,
  minimizers: [[0, 0]],
  domain: [
    [-10, 10],
    [-10, 10],
  ],
  smooth: true,
  source: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/matya.html',
};
