import type { GradientCost, GradientCosts } from '../../src/core/gradients/cost.ts';
import { count, flag, list, number, oneOf, record, text } from '../decode.ts';

const cost = record<GradientCost>({
  name: oneOf('jvp', 'forward', 'backprop', 'difference'),
  title: text,
  ratio: number,
  low: number,
  high: number,
  evaluations: record<GradientCost['evaluations']>({ f: count, gradient: count, jvp: count, hvp: count }),
  measured: flag,
});

/** Reads what gradients cost. */
export const gradientCosts = record<GradientCosts>({
  costs: list(cost),
  forward: number,
  backprop: number,
  seconds: number,
  rounds: count,
});
