import { expect, test } from 'vitest';
import type { Experiment, MethodChoice } from '../../../src/core/run/experiment.ts';
import { addAdjustment, adjustExperiment } from '../../../src/host/adjustment.ts';

const gd = (value: number): MethodChoice => ({
  method: 'gd',
  rate: { kind: 'constant', value },
  hyperparameters: {},
  gradient: { name: 'backprop', settings: {} },
});

const EXPERIMENT: Experiment = { objective: 'J', sense: 'minimize', methods: [], until: { decrease: 1e-3 } };

test('changes add up; the latest of a kind counts', () => {
  const rate = addAdjustment(undefined, { type: 'adjust', rate: { run: 1, value: 0.3 } });
  const start = addAdjustment(rate, { type: 'adjust', start: [1, 2] });
  const both = addAdjustment(start, { type: 'adjust', rate: { run: 1, value: 0.4 } });
  expect(adjustExperiment(EXPERIMENT, [gd(0.1), gd(0.2)], both)).toEqual({
    ...EXPERIMENT,
    methods: [gd(0.1), gd(0.4)],
    start: [1, 2],
  });
});

test('a start that was not changed stays as it was written, or open', () => {
  const rate = addAdjustment(undefined, { type: 'adjust', rate: { run: 0, value: 0.3 } });
  expect(adjustExperiment(EXPERIMENT, [gd(0.1)], rate)).not.toHaveProperty('start');
});
