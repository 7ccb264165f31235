import type { ClassicalProblem } from './classical-problem.ts';

/**
 * A product of two polynomials of degree 4: values from 3 to 10⁶ and three local minima.
 *
 * Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/goldpr.html.
 */
export const goldsteinPrice: ClassicalProblem = {
  name: 'Goldstein-Price',
  dimension: 2,
  definition:
    'goldsteinPrice(x1, x2) = (1 + (x1 + x2 + 1)^2*(19 - 14*x1 + 3*x1^2 - 14*x2 + 6*x1*x2 + 3*x2^2))*(30 + (2*x1 - 3*x2)^2*(18 - 32*x1 + 12*x1^2 + 48*x2 - 36*x1*x2 + 27*x2^2))',
  starts: [[-0.5, -0.5]],
  standardStart: false,
  minimum: 3,
  minimizers: [[0, -1]],
  localMinima: [
    { x: [-0.6, -0.4], value: 30 },
    { x: [1.8, 0.2], value: 84 },
    { x: [1.2, 0.8], value: 840 },
  ],
  domain: [
    [-2, 2],
    [-2, 2],
  ],
  smooth: true,
  source: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/goldpr.html',
};
