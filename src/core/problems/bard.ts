import type { ClassicalProblem } from './classical-problem.ts';

const OBSERVED = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39];

const terms = OBSERVED.map((y, i) => {
  const u = i + 1;
  const v = 16 - u;
  return `(${y} - (x1 + ${u}/(${v}*x2 + ${Math.min(u, v)}*x3)))^2`;
});

/**
 * Σ (yᵤ − (x₁ + u/(vx₂ + wx₃)))², u = 1 … 15, v = 16 − u, w = min(u, v): a least-squares fit that leaves a
 * residual.
 *
 * Moré, Garbow & Hillstrom 1981, ACM TOMS 7(1):17-41, problem (8); start point as in johngardenghi/mgh
 * mgh.f90.
 */
export const bard: ClassicalProblem = {
  name: 'Bard',
  dimension: 3,
  definition: `bard(x1, x2, x3) = ${terms.join(' + ')}`,
  starts: [[1, 1, 1]],
  standardStart: true,
  minimum: 0.00821487730657898,
  minimizers: [[0.08241055974978892, 1.133036092029721, 2.3436951786425375]],
  smooth: true,
  notes:
    'Some public copies have y12 = 0.16; the paper has 0.96. A second stationary value, 17.4286…, is approached at infinity.',
  source:
    'Moré, Garbow & Hillstrom 1981, ACM TOMS 7(1):17-41, problem (8); start point as in johngardenghi/mgh mgh.f90',
};
