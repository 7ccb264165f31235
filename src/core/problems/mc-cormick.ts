import type { ClassicalProblem } from './classical-problem.ts';

/**
 * sin(x₁ + x₂) + (x₁ − x₂)² − 1.5x₁ + 2.5x₂ + 1: lowest within its box only: unbounded below outside.
 *
 * Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/mccorm.html.
 */
export const mcCormick: ClassicalProblem = {
  name: 'McCormick',
  dimension: 2,
  definition: 'mcCormick(x1, x2) = sin(x1 + x2) + (x1 - x2)^2 - 1.5*x1 + 2.5*x2 + 1',
  starts: [[0, 0]],
  standardStart: false,
  minimum: -1.9132229549810362,
  minimizers: [[-0.5471975511965977, -1.5471975511965979]],
  domain: [
    [-1.5, 4],
    [-3, 4],
  ],
  smooth: true,
  notes:
    'The minimum, −√3/2 − π/3, is the lowest value only within the box; outside it the function is unbounded below (x1 = x2 → −∞).',
  source: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/mccorm.html',
};
