import type { ClassicalProblem } from './classical-problem.ts';

/**
 * (x₂ − 5.1x₁²/4π² + 5x₁/π − 6)² + 10(1 − 1/8π) cos x₁ + 10: three minima of the same value.
 *
 * Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/branin.html.
 */
export const branin: ClassicalProblem = {
  name: 'Branin',
  dimension: 2,
  definition: 'branin(x1, x2) = (x2 - 5.1/(4*pi^2)*x1^2 + 5/pi*x1 - 6)^2 + 10*(1 - 1/(8*pi))*cos(x1) + 10',
  starts: [[2.5, 7.5]],
  standardStart: false,
  minimum: 0.3978873577297384,
  minimizers: [
    [-Math.PI, 12.275],
    [Math.PI, 2.275],
    [3 * Math.PI, 2.475],
  ],
  domain: [
    [-5, 10],
    [0, 15],
  ],
  smooth: true,
  notes: 'The minimum is exactly 5/(4π).',
  source: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano/branin.html',
};
