import { describe, expect, it } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import type { GradientSource } from '../../../../src/core/run/experiment.ts';
import { Run } from '../../../../src/core/run/run.ts';
import { objectiveOf } from '../../support/objectives.ts';

const BEALE = 'f(x, y) = (1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2';
const ROSENBROCK = 'f(x, y) = (1 - x)^2 + 100*(y - x^2)^2';
const SEEDS = 200;

/** f after 1,000 steps of gradient descent; infinite where the run diverged. */
function end(text: string, rate: number, start: readonly number[]): (gradient: GradientSource) => number {
  const objective = objectiveOf(text);
  const compiled = compileObjective(objective);
  return (gradient) => {
    const choice = {
      method: 'gd',
      rate: { kind: 'constant', value: rate } as const,
      hyperparameters: {},
      gradient,
    };
    const run = new Run(
      { objective, sense: 'minimize', start, choice, until: { iterations: 1000 } },
      () => 0,
      compiled,
    );
    run.advance(Number.POSITIVE_INFINITY);
    const result = run.result();
    return result?.reason === 'iterations' ? result.f : Number.POSITIVE_INFINITY;
  };
}

// Printed in the reference runs: f after 1,000 steps, and for the forward gradient the median of 200 seeds with p10 and p90.
describe.each([
  {
    name: 'Beale from (1, 1)',
    text: BEALE,
    rate: 0.01,
    start: [1, 1],
    exact: 5.145e-5,
    median: 5.02e-5,
    band: [3.56e-5, 7.77e-5],
  },
  {
    name: 'Beale from (1.5, −0.1)',
    text: BEALE,
    rate: 0.01,
    start: [1.5, -0.1],
    exact: 4.94e-5,
    median: 4.81e-5,
    band: [3.28e-5, 7.43e-5],
  },
  {
    name: 'Rosenbrock from (−1.2, 1)',
    text: ROSENBROCK,
    rate: 5e-4,
    start: [-1.2, 1],
    exact: 2.301,
    median: 2.27,
    band: [1.77, 2.8],
  },
  {
    name: 'Rosenbrock from (0, 0)',
    text: ROSENBROCK,
    rate: 5e-4,
    start: [0, 0],
    exact: 0.2422,
    median: 0.243,
    band: [0.229, 0.257],
  },
] as const)('$name', ({ text, rate, start, exact, median, band }) => {
  const finalValue = end(text, rate, start);

  it('by backpropagation and by forward mode', () => {
    for (const name of ['backprop', 'jvp']) {
      expect(finalValue({ name, settings: {} }) / exact).toBeCloseTo(1, 3);
    }
  });

  it('by forward gradients, 200 seeds', () => {
    const ends = Array.from({ length: SEEDS }, (_, seed) =>
      finalValue({ name: 'forward', settings: { seed } }),
    ).sort((a, c) => a - c);
    const quantile = (share: number) => ends[Math.floor(share * SEEDS)] as number;
    const [low, high] = band;
    // The error of a median of 200 seeds is about a twentieth of the band, that of p10 and p90 twice to four times as much.
    const slack = 0.2 * (high - low);
    expect(Math.abs(quantile(0.5) - median)).toBeLessThan(slack);
    expect(Math.abs(quantile(0.1) - low)).toBeLessThan(2 * slack);
    expect(Math.abs(quantile(0.9) - high)).toBeLessThan(2 * slack);
    expect(ends.filter((value) => !Number.isFinite(value)).length).toBeLessThanOrEqual(3);
  });
});
