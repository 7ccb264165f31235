import { project } from '../methods/bounds.ts';
import { isSolver, METHODS } from '../methods/registry.ts';
import type { Evaluator, Point, Solver } from '../methods/solver.ts';
import { norm } from '../methods/vector.ts';
import type { StopRule } from './experiment.ts';
import type { Stop } from './stop.ts';

/**
 * What becomes of a run where the gradient is exactly 0, which leaves no direction: at a minimum that is the end, on a plateau it is an underflow.
 *
 * @param stop - What the stop rule says.
 * @returns undefined where the run goes on.
 */
export function zeroGradientStop(
  stop: Stop | undefined,
  until: StopRule,
  solver: Solver,
  { x, g }: Point,
  evaluator: Evaluator,
): Stop | undefined {
  if (stop && stop.reason !== 'gradient') return stop;
  if (!stop && (until.gradient !== undefined || !needsGradient(solver))) return undefined;
  const { bounds } = evaluator;
  if (bounds && norm(g as Float64Array) > 0) {
    return (
      stop ?? {
        reason: 'gradient',
        message: 'f improves along no direction into the box: a stationary point',
      }
    );
  }
  const near = x.map((entry, i) => entry + (i % 2 === 0 ? 1 : -1) * 1e-3 * Math.max(1, Math.abs(entry)));
  if (bounds) project(near, bounds);
  const there = new Float64Array(near.length);
  evaluator.valueAndGradient(near, there);
  // Where it is no number, f ends nearby: at the border of its domain it is not flat.
  if (norm(there) !== 0) {
    return stop ?? { reason: 'gradient', message: 'the gradient is exactly 0: a stationary point' };
  }
  return {
    reason: 'flat',
    message: 'the gradient is exactly 0 here and around: f is flat at this place; start somewhere else',
  };
}

/** Whether a gradient of 0 leaves a method where it is: not one that has a speed, or sees curvature. */
function needsGradient({ name, order }: Solver): boolean {
  const method = METHODS[name];
  return order === 1 && !(method && !isSolver(method) && method.state.length > 0);
}
