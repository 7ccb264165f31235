import { expect, test } from 'vitest';
import { endless, IDLE, STUCK } from '../../../../src/core/methods/stuck.ts';
import { stuckStop } from '../../../../src/core/run/stuck-stop.ts';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';
import { runOf } from '../../support/run-of.ts';

const BY_CHANCE =
  'no step along the search direction improves f: spsa() estimates the gradient by chance, and a direction made of estimates need not lead to better points; write gradient = backprop, or use a method that bears noise, as gd(rate = 0.01) or adam()';

test('where the gradient is drawn at random, its noise is named, and else a kink or rounding', () => {
  const source = (name: string) => ({ name, settings: {} });
  for (const stuck of [STUCK, IDLE]) {
    expect(stuckStop(stuck, source('spsa'))).toEqual({ reason: 'step', message: BY_CHANCE });
    for (const name of ['backprop', 'jvp', 'difference'])
      expect(stuckStop(stuck, source(name))).toEqual({ reason: 'step', message: stuck.message });
  }
  const fall = endless({ rate: 1e12 } as Parameters<typeof endless>[0]);
  expect(stuckStop(fall, source('spsa')).message).toBe(fall.message);
});

test('L-BFGS on gradients by chance ends so', () => {
  const { objectives } = parseGd('f(x, y) = (1 - x)^2 + 100*(y - x^2)^2');
  const { result } = runOf(objectives[0]!.objective, 'lbfgs', [-1.2, 1], {
    gradient: { name: 'spsa', settings: { seed: 1 } },
    until: { gradient: 1e-6, iterations: 5000 },
  });
  expect(result).toMatchObject({ reason: 'step', message: BY_CHANCE });
});
