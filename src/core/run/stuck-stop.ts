import { SOURCES } from '../gradients/registry.ts';
import { IDLE, STUCK, type Stuck } from '../methods/stuck.ts';
import type { GradientSource } from './experiment.ts';
import type { Stop } from './stop.ts';

/** The end of a run whose method finds no further step: where gradients are drawn at random, that need not be because of f. */
export function stuckStop(stuck: Stuck, { name }: GradientSource): Stop {
  const reason = stuck.reason ?? 'step';
  const random = SOURCES[name]?.kind === 'random' && (stuck === STUCK || stuck === IDLE);
  if (!random) return { reason, message: stuck.message };
  return {
    reason,
    message: `no step along the search direction improves f: ${name}() estimates the gradient by chance, and a direction made of estimates need not lead to better points; write gradient = backprop, or use a method that bears noise, as gd(rate = 0.01) or adam()`,
  };
}
