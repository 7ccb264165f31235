import { expect, test } from 'vitest';
import { bareMethods } from '../../../../src/core/run/bare-methods.ts';
import type { MethodChoice } from '../../../../src/core/run/experiment.ts';

test('methods on other problems find their own rate, and those that then do the same are one', () => {
  const gradient = { name: 'backprop', settings: {} };
  const gd = (value: number): MethodChoice => ({
    method: 'gd',
    rate: { kind: 'constant', value },
    hyperparameters: {},
    gradient,
  });
  const search: MethodChoice = {
    ...gd(1),
    rate: { kind: 'search', search: 'wolfe', settings: {} },
  };
  const swept: MethodChoice = {
    ...gd(1),
    method: 'momentum',
    hyperparameters: {},
    sweeps: [{ argument: 'momentum', scale: 'linear', from: 0, to: 1, count: 3 }],
  };
  expect(bareMethods([gd(0.1), gd(0.2), search, swept])).toEqual([
    { method: 'gd', hyperparameters: {}, gradient },
    search,
    { method: 'momentum', hyperparameters: {}, gradient },
  ]);
});
