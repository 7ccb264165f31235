import type { BoundsView } from '../core/figures/bounds-layer.ts';
import type { Objective } from '../core/objective.ts';
import type { Experiment, MethodChoice, Rate, Window } from '../core/run/experiment.ts';
import type { RunResult } from '../core/run/run-result.ts';
import type { Trace } from '../core/run/trace.ts';
import type { Failure } from './failure.ts';
import type { TaskAnswer, TaskName, TaskRequest, TaskRun } from './tasks.ts';

/** Plans and carries out an experiment. Answered by one `planned`, then batches of `progress`, then one `finished` or `failed`. */
export interface RunMessage {
  readonly type: 'run';
  readonly id: number;
  readonly objective: Objective;
  readonly experiment: Experiment;
}

/** Carries out some of the runs of an experiment. Answered by `progress` for each run, then one `parted` or `failed`. */
export interface PartMessage {
  readonly type: 'part';
  readonly id: number;
  readonly objective: Objective;
  readonly runs: readonly TaskRun[];
}

/** Does something with an objective, see `Tasks`. Answered by one `done` or `failed`. */
export type TaskMessage = {
  readonly [Name in TaskName]: {
    readonly type: 'task';
    readonly id: number;
    readonly task: Name;
    readonly objective: Objective;
    readonly request: TaskRequest<Name>;
  };
}[TaskName];

/** Ends the call of that id as soon as possible; it is then answered as usual. Unknown ids are ignored. */
export interface CancelMessage {
  readonly type: 'cancel';
  readonly id: number;
}

/** What the host sends to the worker. */
export type ToWorker = RunMessage | PartMessage | TaskMessage | CancelMessage;

/** A rate as the page shows and sends it: a schedule is the text that was written. */
export type RateView =
  | Exclude<Rate, { kind: 'schedule' }>
  | { readonly kind: 'schedule'; readonly text: string };

/** A method with everything chosen, as the page shows it. */
export interface ChoiceView extends Omit<MethodChoice, 'rate' | 'sweeps'> {
  /** Absent: the method finds its own. */
  readonly rate?: RateView;
}

/** A method of an experiment with every default filled in, in words fit for a legend. */
export interface MethodPlan {
  /** The method's name in the registry, `gd`. */
  readonly method: string;
  /** Its title, "Gradient descent". */
  readonly title: string;
  /** What sets it apart, "rate = 0.2", "rate = 0.05, gradient = forward(seeds = 200)". */
  readonly detail: string;
  /** What the controls of the run show and change; what is swept is not in it. */
  readonly choice: ChoiceView;
  /** As written in a `with` clause, "gd(rate = 0.2)". */
  readonly text: string;
}

/** What one run of an experiment will do. */
export interface RunPlan extends MethodPlan {
  /** The place of its group in the plan. */
  readonly group: number;
  /** x₀, where it is not the first start of the plan. */
  readonly start?: readonly number[];
  /** The values of the arguments that its group sweeps, in their order. */
  readonly values?: readonly number[];
}

/** Runs of one method, which differ in their start, in their seed, or in an argument that is swept. */
export interface GroupPlan extends MethodPlan {
  /** The number of runs. */
  readonly runs: number;
  /** The arguments that run through values: `rate`, `momentum`, `gradient.h`, `seed`. */
  readonly swept: readonly string[];
}

/** An experiment with every default filled in. */
export interface PlanView {
  /** The first start. */
  readonly start: readonly number[];
  /** The box in which the runs stay; absent: the whole space. */
  readonly bounds?: BoundsView;
  readonly runs: readonly RunPlan[];
  /** The runs of a group follow one another. */
  readonly groups: readonly GroupPlan[];
  /** The experiment in full as `.gd` text, ready to be put into the file. */
  readonly text: string;
  /** The thresholds to draw in the convergence plot. */
  readonly until: Experiment['until'];
}

/** The rates of an experiment are being tuned. Sent before it is planned, once for every round. */
export interface TuningMessage {
  readonly type: 'tuning';
  readonly id: number;
  /** The part of the evaluations for it that have been made, below 1. */
  readonly part: number;
}

/** The experiment as it will be run. */
export interface PlannedMessage {
  readonly type: 'planned';
  readonly id: number;
  readonly plan: PlanView;
  /** The method of each group with its rate; what is swept is in it. */
  readonly choices: readonly MethodChoice[];
  /** What each run does, without its objective. */
  readonly runs: readonly TaskRun[];
}

/** How far a run has come: its whole (thinned) trace so far. Sent at most once per frame (16 ms). */
export interface ProgressMessage {
  readonly type: 'progress';
  readonly id: number;
  /** The run's place in the plan, or in the part. */
  readonly run: number;
  readonly trace: Trace;
  /** While the run goes on: what it would be were the run cancelled now. */
  readonly result: RunResult;
  readonly ended: boolean;
}

/** Every run has ended; the window that shows their paths best. */
export interface FinishedMessage {
  readonly type: 'finished';
  readonly id: number;
  readonly window: Window;
}

/** Every run of a part has ended. */
export interface PartedMessage {
  readonly type: 'parted';
  readonly id: number;
}

/** A task is done. */
export type DoneMessage = {
  readonly [Name in TaskName]: {
    readonly type: 'done';
    readonly id: number;
    readonly task: Name;
    readonly answer: TaskAnswer<Name>;
  };
}[TaskName];

/** The cancellation of a call has been taken in: what it has come to follows. */
export interface EndingMessage {
  readonly type: 'ending';
  readonly id: number;
}

/** The call could not be answered. */
export interface FailedMessage {
  readonly type: 'failed';
  readonly id: number;
  readonly failure: Failure;
}

/** What the worker sends to the host. */
export type FromWorker =
  | TuningMessage
  | PlannedMessage
  | ProgressMessage
  | EndingMessage
  | FinishedMessage
  | PartedMessage
  | DoneMessage
  | FailedMessage;
