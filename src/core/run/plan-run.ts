import type { CompiledObjective } from '../compile/compile-objective.ts';
import type { Bounds } from '../methods/bounds.ts';
import { isSolver, METHODS } from '../methods/registry.ts';
import type { Clock } from './clock.ts';
import type { MethodChoice, StopRule } from './experiment.ts';
import { findRate } from './find-rate.ts';
import { findStart } from './find-start.ts';
import type { RunRequest } from './run-request.ts';

/** When a run ends where nothing is said: when the gradient is small, after so many steps at most. */
export const DEFAULT_UNTIL: StopRule = { gradient: 1e-6, iterations: 10_000 };

/** Fills in what the request of a single run leaves open, with the defaults of `planExperiment`. */
export function planRun(
  request: Omit<RunRequest, 'start' | 'bounds'> & {
    readonly start: readonly number[] | undefined;
    readonly bounds: Bounds | undefined;
  },
  compiled: CompiledObjective,
  clock: Clock,
): RunRequest {
  const { objective, sense, start, bounds, choice, until } = request;
  const free = {
    objective,
    sense,
    start: start ?? findStart(compiled, bounds),
    choice,
    until: completeUntil(until),
  };
  const planned: RunRequest = bounds ? { ...free, bounds } : free;
  if (!lacksRate(choice)) return planned;
  const value = usualRate(planned, compiled, clock);
  return { ...planned, choice: { ...choice, rate: { kind: 'constant', value } } };
}

/** Whether a method takes a rate and is given none. */
export function lacksRate({ method: name, rate, sweeps }: MethodChoice): boolean {
  if (rate || sweeps?.some(({ argument }) => argument === 'rate')) return false;
  const method = METHODS[name];
  return method !== undefined && !isSolver(method);
}

/** The rate of a method that is given none: its own default, or what `findRate` finds. */
export function usualRate(
  request: RunRequest,
  compiled: CompiledObjective,
  clock: Clock,
  cancelled?: () => boolean,
): number {
  const method = METHODS[request.choice.method];
  const own = method && !isSolver(method) ? method.defaultRate : undefined;
  return own ?? findRate(request, clock, compiled, cancelled);
}

/** A rule without conditions becomes the default; one that bounds neither steps nor evaluations nor time gets its bound on the steps. */
export function completeUntil(until: StopRule): StopRule {
  if (Object.keys(until).length === 0) return DEFAULT_UNTIL;
  if ((until.iterations ?? until.evaluations ?? until.time) !== undefined) return until;
  // Ten times as fast as spreading.
  return Object.assign({}, until, { iterations: DEFAULT_UNTIL.iterations });
}
