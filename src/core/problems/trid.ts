import type { ClassicalProblem } from './classical-problem.ts';

/**
 * Σ(xᵢ − 1)² − Σxᵢxᵢ₋₁, n = 6: a quadratic whose variables are chained.
 *
 * Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/trid.html.
 */
export const trid: ClassicalProblem = {
  name: 'Trid',
  dimension: 6,
  definition:
    'trid(x1, x2, x3, x4, x5, x6) = (x1 - 1)^2 + (x2 - 1)^2 + (x3 - 1)^2 + (x4 - 1)^2 + (x5 - 1)^2 + (x6 - 1)^2 - x2*x1 - x3*x2 - x4*x3 - x5*x4 - x6*x5',
  starts: [[0, 0, 0, 0, 0, 0]],
  standardStart: false,
  minimum: -50,
  minimizers: [[6, 10, 12, 12, 10, 6]],
  domain: [
    [-36, 36],
    [-36, 36],
    [-36, 36],
    [-36, 36],
    [-36, 36],
    [-36, 36],
  ],
  smooth: true,
  notes: 'In n dimensions the minimum is −n(n + 4)(n − 1)/6, at xᵢ = i(n + 1 − i).',
  source: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/trid.html',
};
