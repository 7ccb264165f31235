import { describe, expect, it } from 'vitest';
import { METHODS } from '../../../../src/core/methods/registry.ts';
import { hyperparametersOf } from '../../../../src/core/methods/rule-options.ts';
import type { Rate } from '../../../../src/core/run/experiment.ts';
import { methodText } from '../../../../src/core/run/experiment-text.ts';
import { Run } from '../../../../src/core/run/run.ts';
import { expectClose } from '../../support/close.ts';
import { objectiveOf } from '../../support/objectives.ts';

const BOWL = objectiveOf('f(x, y) = x^2 + x*y + y^2');

function choice(method: string, hyperparameters: Record<string, number>, rate?: Rate) {
  return {
    method,
    rate: rate ?? ({ kind: 'constant', value: 0.1 } as const),
    hyperparameters,
    gradient: { name: 'backprop', settings: {} },
  };
}

function firstSteps(
  method: string,
  hyperparameters: Record<string, number>,
  sense: 'minimize' | 'maximize' = 'minimize',
) {
  const request = {
    objective: BOWL,
    sense,
    start: [1, 2],
    choice: choice(method, hyperparameters),
    until: { iterations: 2 },
  };
  const run = new Run(request, () => 0);
  run.advance(1);
  const { x } = run.trace();
  return { ...run.result()!, x: Array.from(x) };
}

describe('gd from (1, 2), where the gradient is (4, 5)', () => {
  it('clips by norm', () => {
    const length = Math.sqrt(41);
    expectClose(firstSteps('gd', { clip: 1 }).x.slice(2, 4), [1 - 0.4 / length, 2 - 0.5 / length]);
  });
  it('clips by value', () => {
    expectClose(firstSteps('gd', { clipvalue: 4.5 }).x.slice(2, 4), [0.6, 1.55]);
  });
  it('decays', () => {
    expectClose(firstSteps('gd', { decay: 0.5 }).x.slice(2, 4), [1 - 0.45, 2 - 0.6]);
  });
  it('decays towards 0 when it climbs, too', () => {
    expectClose(firstSteps('gd', { decay: 0.5 }, 'maximize').x.slice(2, 4), [1 + 0.4 - 0.05, 2 + 0.5 - 0.1]);
  });
  it('moves one coordinate after the other, and counts the gradients that it takes', () => {
    const { x, evaluations } = firstSteps('gd', { update: 1 });
    expectClose(x.slice(2, 4), [0.6, 2 - 0.1 * (0.6 + 4)]);
    expect(evaluations.gradient).toBe(1 + 2 * 2);
  });
  it('is simultaneous by default', () => {
    expect(firstSteps('gd', { update: 0 }).x).toEqual(firstSteps('gd', {}).x);
  });
});

it('an option that is at its default changes no bit of any method', () => {
  for (const { name } of Object.values(METHODS).filter((method) => !('kind' in method))) {
    const options = { clip: Number.POSITIVE_INFINITY, clipvalue: Number.POSITIVE_INFINITY };
    expect(firstSteps(name, options).x).toEqual(firstSteps(name, {}).x);
    expect(firstSteps(name, { clip: 1e300 }).x).toEqual(firstSteps(name, {}).x);
  }
});

it("a method's own decay goes before the option of that name", () => {
  const names = hyperparametersOf(METHODS.adamw!).map(({ name }) => name);
  expect(names).toEqual([
    'beta1',
    'beta2',
    'epsilon',
    'decay',
    'clip',
    'clipvalue',
    'update',
    'batch',
    'seed',
  ]);
  // Decoupled: x shrinks by ηλ and then takes Adam's first step, whose length is the rate.
  expectClose(firstSteps('adamw', { decay: 0.5 }).x.slice(2, 4), [0.95 - 0.1, 1.9 - 0.1], 1e-8);
});

it('solvers have no such options', () => {
  expect(hyperparametersOf(METHODS.bfgs!)).toBe(METHODS.bfgs!.hyperparameters);
});

it('a line search refuses them', () => {
  const search = { kind: 'search', search: 'backtracking', settings: {} } as const;
  const request = { objective: BOWL, sense: 'minimize', start: [1, 2], until: { iterations: 2 } } as const;
  expect(() => new Run({ ...request, choice: choice('gd', { clip: 1 }, search) }, () => 0)).toThrow(
    'a line search follows the gradient as it is; leave out clip, clipvalue, decay, update and batch, or write the rate as a number, rate = 0.01',
  );
});

it('a seed of batches is written where there are batches', () => {
  expect(methodText(choice('gd', { batch: 8, seed: 3 }))).toBe('gd(rate = 0.1, batch = 8, seed = 3)');
  expect(methodText(choice('gd', { batch: 0, seed: 3 }))).toBe('gd(rate = 0.1, batch = 0)');
  expect(methodText(choice('gd', { seed: 3 }))).toBe('gd(rate = 0.1)');
});

it('they are written as they are read', () => {
  expect(methodText(choice('gd', { clip: 1, update: 1 }))).toBe(
    'gd(rate = 0.1, clip = 1, update = sequential)',
  );
});

it('a random method takes its seed from its own hyperparameter', () => {
  const run = (seed: number) => {
    const request = { objective: BOWL, sense: 'minimize', start: [1, 2], until: { iterations: 5 } } as const;
    const made = new Run(
      { ...request, choice: { ...choice('cmaes', { seed }), rate: undefined } as never },
      () => 0,
    );
    made.advance(1);
    return made.result()!.x;
  };
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});
