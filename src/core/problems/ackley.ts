import type { ClassicalProblem } from './classical-problem.ts';

/**
 * −20 exp(−0.2√(Σxᵢ²/n)) − exp(Σcos(2πxᵢ)/n) + 20 + e, n = 2: a cone-shaped minimum in a rippled plain.
 *
 * Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/ackley.html.
 */
export const ackley: ClassicalProblem = {
  name: 'Ackley',
  dimension: 2,
  definition:
    'ackley(x1, x2) = -20*exp(-0.2*sqrt((x1^2 + x2^2)/2)) - exp((cos(2*pi*x1) + cos(2*pi*x2))/2) + 20 + exp(1)',
  starts: [[0.3, -0.4]],
  standardStart: false,
  minimum: 0,
  minimizers: [[0, 0]],
  domain: [
    [-32.768, 32.768],
    [-32.768, 32.768],
  ],
  smooth: false,
  notes: 'Not differentiable at the minimizer; the value there in floating point is about 4.4e-16.',
  source: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/ackley.html',
};
