import { describe, expect, it } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { measureCosts } from '../../../../src/core/gradients/cost.ts';
import { objectiveOf } from '../../support/objectives.ts';

const objective = objectiveOf('f(w[30]) = sum(exp(sin(w)).^2) + log(1 + sum(w.^2))');
const x = Float64Array.from({ length: 30 }, (_, i) => Math.cos(i));

describe('the cost of gradients', () => {
  const costs = measureCosts(objective, x, () => performance.now(), compileObjective(objective), 300);

  it('is told for each way, with its evaluations', () => {
    expect(costs.costs.map(({ name }) => name)).toEqual(['jvp', 'forward', 'backprop', 'difference']);
    expect(costs.costs.map(({ evaluations }) => evaluations)).toEqual([
      { f: 0, gradient: 0, jvp: 1, hvp: 0 },
      { f: 0, gradient: 0, jvp: 1, hvp: 0 },
      { f: 1, gradient: 1, jvp: 0, hvp: 0 },
      { f: 31, gradient: 0, jvp: 0, hvp: 0 },
    ]);
    expect(costs.seconds).toBeGreaterThan(0);
    expect(costs.rounds).toBeGreaterThanOrEqual(3);
    expect(costs.forward).toBe(costs.costs[1]?.ratio);
    expect(costs.backprop).toBe(costs.costs[2]?.ratio);
  });

  it('is greatest for differences, which need f once for each variable', () => {
    const [jvp, , backprop, difference] = costs.costs.map(({ ratio }) => ratio) as [
      number,
      number,
      number,
      number,
    ];
    expect(difference).toBeGreaterThan(jvp);
    expect(difference).toBeGreaterThan(backprop);
  });

  it('does not touch the point', () => {
    expect(x[0]).toBe(1);
  });
});

it('what would take too long is told by its evaluations', () => {
  // A clock by which every value of f takes a millisecond.
  let time = 0;
  const compiled = compileObjective(objective);
  const slow = {
    ...compiled,
    value: (at: Float64Array) => {
      time++;
      return compiled.value(at);
    },
  };
  const clock = () => performance.now() + time;
  const { costs } = measureCosts(objective, x, clock, slow, 100);
  expect(costs.at(-1)).toMatchObject({ name: 'difference', measured: false, ratio: 31 });
});
