import type { ClassicalProblem } from './classical-problem.ts';

/**
 * ½ Σ(xᵢ⁴ − 16xᵢ² + 5xᵢ), n = 2: four minima, one of them lowest.
 *
 * Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/stybtang.html.
 */
export const styblinskiTang: ClassicalProblem = {
  name: 'Styblinski-Tang',
  dimension: 2,
  definition: 'styblinskiTang(x1, x2) = (x1^4 - 16*x1^2 + 5*x1 + x2^4 - 16*x2^2 + 5*x2)/2',
  starts: [[-1, -1]],
  standardStart: false,
  minimum: -78.33233140754282,
  minimizers: [[-2.903534027771177, -2.903534027771177]],
  domain: [
    [-5, 5],
    [-5, 5],
  ],
  smooth: true,
  notes: 'Three further minima have a coordinate near 2.7468.',
  source: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/stybtang.html',
};
