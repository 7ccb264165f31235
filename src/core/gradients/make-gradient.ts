import type { CompiledObjective } from '../compile/compile-objective.ts';
import type { Bounds } from '../methods/bounds.ts';
import type { Objective } from '../objective.ts';
import type { GradientSource } from '../run/experiment.ts';
import { type Derivatives, derivativesOf, interruptible } from './derivatives.ts';
import { SOURCES } from './registry.ts';
import { completeSettings } from './settings.ts';
import type { GradientFunction } from './source.ts';

/**
 * The gradients of an objective by a source, from the beginning of its random numbers.
 *
 * @param checkpoint - Is called before every evaluation of f where a gradient takes many, and may throw to end it.
 * @param bounds - The box that f is evaluated in; absent: everywhere.
 * @throws RangeError where there is no such source, or a setting makes no sense.
 */
export function makeGradient(
  source: GradientSource,
  objective: Objective,
  compiled: CompiledObjective,
  checkpoint?: () => void,
  bounds?: Bounds,
): GradientFunction {
  return gradientFrom(source, derivativesOf(objective, compiled), checkpoint, bounds);
}

/** The gradients by a source of what has these derivatives; see `makeGradient`. */
export function gradientFrom(
  { name, settings }: GradientSource,
  derivatives: Derivatives,
  checkpoint?: () => void,
  bounds?: Bounds,
): GradientFunction {
  const source = Object.hasOwn(SOURCES, name) ? SOURCES[name] : undefined;
  if (!source) {
    throw new RangeError(`there is no gradient source ${name}; there is ${Object.keys(SOURCES).join(', ')}`);
  }
  // A gradient by backpropagation is one evaluation, which must not be slowed down.
  const single = checkpoint === undefined || name === 'backprop';
  const f = single ? derivatives : interruptible(derivatives, checkpoint);
  return source.make(completeSettings(source, settings), f, bounds);
}
