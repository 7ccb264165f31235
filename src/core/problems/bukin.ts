import type { ClassicalProblem } from './classical-problem.ts';

/**
 * 100√|x₂ − 0.01x₁²| + 0.01|x₁ + 10|: a valley with a crease, along which no gradient exists.
 *
 * Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/bukin6.html.
 */
export const bukin: ClassicalProblem = {
  name: 'Bukin N.6',
  dimension: 2,
  definition: 'bukin(x1, x2) = 100*sqrt(abs(x2 - 0.01*x1^2)) + 0.01*abs(x1 + 10)',
  starts: [[-12, 2]],
  standardStart: false,
  minimum: 0,
  minimizers: [[-10, 1]],
  domain: [
    [-15, -5],
    [-3, 3],
  ],
  smooth: false,
  notes: 'Not differentiable along the valley: a gradient method is not expected to reach the minimum.',
  source: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/bukin6.html',
};
