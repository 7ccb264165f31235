import type { ClassicalProblem } from './classical-problem.ts';

/**
 * (4 − 2.1x₁² + x₁⁴/3)x₁² + x₁x₂ + (4x₂² − 4)x₂²: six minima, two of them lowest; a saddle at 0.
 *
 * Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/camel6.html.
 */
export const sixHumpCamel: ClassicalProblem = {
  name: 'Six-hump camel',
  dimension: 2,
  definition: 'sixHumpCamel(x1, x2) = (4 - 2.1*x1^2 + x1^4/3)*x1^2 + x1*x2 + (-4 + 4*x2^2)*x2^2',
  starts: [[0.5, 1]],
  standardStart: false,
  minimum: -1.0316284534898774,
  minimizers: [
    [0.08984201310031806, -0.7126564030207396],
    [-0.08984201310031806, 0.7126564030207396],
  ],
  domain: [
    [-3, 3],
    [-2, 2],
  ],
  smooth: true,
  notes: 'Six local minima; (0,0) is a saddle.',
  source: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/camel6.html',
};
