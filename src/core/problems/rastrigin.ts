import type { ClassicalProblem } from './classical-problem.ts';

/**
 * 10n + Σ(xᵢ² − 10 cos 2πxᵢ), n = 2: a regular grid of local minima.
 *
 * Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/rastr.html; start
 * (-2,3.5) from jettify/pytorch-optimizer examples/viz_optimizers.py.
 */
export const rastrigin: ClassicalProblem = {
  name: 'Rastrigin',
  dimension: 2,
  definition: 'rastrigin(x1, x2) = 20 + x1^2 - 10*cos(2*pi*x1) + x2^2 - 10*cos(2*pi*x2)',
  starts: [[-2, 3.5]],
  standardStart: true,
  minimum: 0,
  minimizers: [[0, 0]],
  domain: [
    [-5.12, 5.12],
    [-5.12, 5.12],
  ],
  smooth: true,
  notes: 'A local method stops in a local minimum nearby.',
  source:
    'Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/rastr.html; start (-2,3.5) from jettify/pytorch-optimizer examples/viz_optimizers.py',
};
