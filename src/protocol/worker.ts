import type { StepExplanation } from '../core/explain/explain-step.ts';
import type { Objective } from '../core/objective.ts';
import type { Experiment, MethodChoice, Window } from '../core/run/experiment.ts';
import type { RunRequest } from '../core/run/run.ts';
import type { RunResult } from '../core/run/run-result.ts';
import type { Trace } from '../core/run/trace.ts';
import type { ContourSet } from '../core/sampling/contour-set.ts';
import type { Field, FieldRequest } from '../core/sampling/field.ts';
import type { SliceRequest, SliceSet } from '../core/sampling/slices.ts';
import type { Failure } from './failure.ts';

/** Plans and carries out an experiment. Answered by one `planned`, then batches of `progress`, then one `finished` or `failed`. */
export interface RunMessage {
  readonly type: 'run';
  readonly id: number;
  readonly objective: Objective;
  readonly experiment: Experiment;
}

/** Samples f over a window and finds its contour lines. Answered by one `sampled` or `failed`. */
export interface SampleMessage {
  readonly type: 'sample';
  readonly id: number;
  readonly objective: Objective;
  readonly request: FieldRequest;
}

/** Cuts the graph of f along lines through a point. Answered by one `sliced` or `failed`. */
export interface SliceMessage {
  readonly type: 'slice';
  readonly id: number;
  readonly objective: Objective;
  readonly request: SliceRequest;
}

/** Repeats a run up to iterate `k` and explains the step from there. Answered by one `explained` or `failed`. */
export interface ExplainMessage {
  readonly type: 'explain';
  readonly id: number;
  readonly objective: Objective;
  readonly run: Omit<RunRequest, 'objective'>;
  readonly k: number;
}

/** Ends the call of that id as soon as possible; it is then answered as usual. Unknown ids are ignored. */
export interface CancelMessage {
  readonly type: 'cancel';
  readonly id: number;
}

/** What the host sends to the worker. */
export type ToWorker = RunMessage | SampleMessage | SliceMessage | ExplainMessage | CancelMessage;

/** What one run of an experiment will do, with every default filled in, in words fit for a legend. */
export interface RunPlan {
  /** The method's name in the registry, `gd`. */
  readonly method: string;
  /** Its title, "Gradient descent". */
  readonly title: string;
  /** What sets it apart, "rate = 0.2", "rate = 0.05, gradient = forward(seed = 1)". */
  readonly detail: string;
  /** The rate, where it is one number for all steps. */
  readonly rate?: number;
  /** As written in a `with` clause, "gd(rate = 0.2)". */
  readonly text: string;
}

/** An experiment with every default filled in. */
export interface PlanView {
  readonly start: readonly number[];
  readonly runs: readonly RunPlan[];
  /** The experiment in full as `.gd` text, ready to be put into the file. */
  readonly text: string;
  /** The thresholds to draw in the convergence plot. */
  readonly until: Experiment['until'];
}

/** The experiment as it will be run. */
export interface PlannedMessage {
  readonly type: 'planned';
  readonly id: number;
  readonly plan: PlanView;
  /** The method of each run with its rate. */
  readonly choices: readonly MethodChoice[];
}

/** How far a run has come: its whole (thinned) trace so far. Sent at most once per frame (16 ms). */
export interface ProgressMessage {
  readonly type: 'progress';
  readonly id: number;
  /** The run's place in the plan. */
  readonly run: number;
  readonly trace: Trace;
  /** There when the run has ended. */
  readonly result?: RunResult;
}

/** Every run has ended; the window that shows their paths best. */
export interface FinishedMessage {
  readonly type: 'finished';
  readonly id: number;
  readonly window: Window;
}

/** A field with its contour lines. */
export interface SampledMessage {
  readonly type: 'sampled';
  readonly id: number;
  readonly field: Field;
  readonly contours: ContourSet;
}

/** f along lines through a point. */
export interface SlicedMessage {
  readonly type: 'sliced';
  readonly id: number;
  readonly slices: SliceSet;
}

/** A step with its numbers, formulas in TeX. */
export interface ExplainedMessage {
  readonly type: 'explained';
  readonly id: number;
  readonly step: StepExplanation;
}

/** The call could not be answered. */
export interface FailedMessage {
  readonly type: 'failed';
  readonly id: number;
  readonly failure: Failure;
}

/** What the worker sends to the host. */
export type FromWorker =
  | PlannedMessage
  | ProgressMessage
  | FinishedMessage
  | SampledMessage
  | SlicedMessage
  | ExplainedMessage
  | FailedMessage;
