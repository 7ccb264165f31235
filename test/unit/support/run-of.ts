import { type CompiledObjective, compileObjective } from '../../../src/core/compile/compile-objective.ts';
import type { Objective } from '../../../src/core/objective.ts';
import type { GradientSource, Rate, StopRule } from '../../../src/core/run/experiment.ts';
import { Run } from '../../../src/core/run/run.ts';
import type { RunResult } from '../../../src/core/run/run-result.ts';
import type { Trace } from '../../../src/core/run/trace.ts';

/** What a run is to do besides its method and start. */
export interface RunOptions {
  readonly until?: StopRule;
  readonly rate?: Rate;
  readonly gradient?: GradientSource;
  readonly hyperparameters?: Readonly<Record<string, number>>;
  readonly sense?: 'minimize' | 'maximize';
  readonly compiled?: CompiledObjective;
  /** Whether steps are taken one by one, though they could be compiled. */
  readonly oneByOne?: boolean;
  readonly traceBudget?: number;
}

/** A run of a method on an objective, not yet begun. Its clock stands still. */
export function newRun(
  objective: Objective,
  method: string,
  start: readonly number[],
  options: RunOptions = {},
): Run {
  const {
    until = { gradient: 1e-6, iterations: 10_000 },
    rate,
    hyperparameters = {},
    gradient = { name: 'backprop', settings: {} },
    sense = 'minimize',
  } = options;
  const choice = {
    method,
    hyperparameters,
    gradient,
    ...(rate ? { rate } : {}),
  };
  return new Run(
    {
      objective,
      sense,
      start,
      choice,
      until,
      ...(options.traceBudget === undefined ? {} : { traceBudget: options.traceBudget }),
    },
    () => 0,
    options.compiled ?? compileObjective(objective),
    undefined,
    options.oneByOne ? () => {} : undefined,
  );
}

/** The same run at its end. */
export function runOf(
  objective: Objective,
  method: string,
  start: readonly number[],
  options: RunOptions = {},
): { readonly result: RunResult; readonly trace: Trace } {
  const run = newRun(objective, method, start, options);
  run.advance(Number.POSITIVE_INFINITY);
  return { result: run.result() as RunResult, trace: run.trace() };
}
