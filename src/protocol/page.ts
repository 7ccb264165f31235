import type { Change } from '../core/run/change-experiment.ts';
import type { Window } from '../core/run/experiment.ts';
import type { RunResult } from '../core/run/run-result.ts';
import type { Trace } from '../core/run/trace.ts';
import type { Failure } from './failure.ts';
import type { AnsweredMessage, AskMessage } from './questions.ts';
import type { PlanView, RateView, RunPlan } from './worker.ts';

/** The objective as the page shows it. */
export interface ObjectiveView {
  readonly name: string;
  /** One name per entry of x: `x`, `w[3]`. */
  readonly coordinates: readonly string[];
  /** The definition as `.gd` text. */
  readonly text: string;
  /** The definition typeset, as a MathML `<math>` element. */
  readonly mathml: string;
  readonly documentation: string;
  readonly sense: 'minimize' | 'maximize';
}

/** One run as the page shows it. */
export interface RunView {
  readonly plan: RunPlan;
  readonly status: 'waiting' | 'running' | 'done';
  /** Absent while waiting. */
  readonly trace?: Trace;
  /** There when done. */
  readonly result?: RunResult;
}

/** Why the text cannot be run at the moment; the last good picture stays. */
export interface ProblemView {
  readonly message: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
}

/** Everything the page shows. */
export interface PageState {
  /** The file's base name, "bowl.gd". */
  readonly source: string;
  /** Rises with every experiment; messages of an older one are dropped. */
  readonly generation: number;
  readonly objective?: ObjectiveView;
  readonly plan?: PlanView;
  /** Whether the experiment stands in the text, or was filled in from defaults. */
  readonly written: boolean;
  /** Whether the experiment was changed on the page, so that it differs from the text. */
  readonly adjusted: boolean;
  /** Whether there is a change of the page to take back, or one that was taken back. */
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly runs: readonly RunView[];
  /** Absent until the runs have ended. */
  readonly window?: Window;
  readonly busy: boolean;
  /** Rates are being tuned: that part of the evaluations for it have been made. */
  readonly tuned?: number;
  readonly problem?: ProblemView;
  /** Why the last experiment could not be carried out, as a sentence. */
  readonly failure?: string;
}

/** The whole state: the answer to `ready`, and sent again whenever the objective, the plan or a problem changes. */
export interface StateMessage {
  readonly type: 'state';
  readonly state: PageState;
}

/** Runs that have moved on; the others stay as they are. At most one per frame. */
export interface RunsMessage {
  readonly type: 'runs';
  readonly generation: number;
  readonly runs: readonly { readonly index: number; readonly run: RunView }[];
}

/** The answer to a call that failed. */
export interface FailedPageMessage {
  readonly type: 'failed';
  readonly id: number;
  readonly failure: Failure;
}

/** What the host sends to the page. */
export type ToPage = StateMessage | RunsMessage | AnsweredMessage | FailedPageMessage;

/** The page is there and asks for everything. */
export interface ReadyMessage {
  readonly type: 'ready';
}

/** Runs the experiment again. */
export interface RerunMessage {
  readonly type: 'rerun';
}

/** Ends what is running; runs keep what they have reached. */
export interface CancelPageMessage {
  readonly type: 'cancel';
}

/** A change as the page sends it: a schedule is the text that was written. */
export type PageChange =
  | Exclude<Change, { kind: 'rate' }>
  | { readonly kind: 'rate'; readonly run: number; readonly rate?: RateView | undefined };

/** Changes the experiment and runs it at once. The text stays until `write`. */
export interface AdjustMessage {
  readonly type: 'adjust';
  /** Changes of the same thing by one gesture, such as the way of a slider, are taken back as one. */
  readonly gesture: number;
  readonly change: PageChange;
}

/** Takes the last change back. */
export interface UndoMessage {
  readonly type: 'undo';
}

/** Makes the change again that was taken back last. */
export interface RedoMessage {
  readonly type: 'redo';
}

/** Forgets every `adjust`, which can be undone: runs what the text says. */
export interface ResetMessage {
  readonly type: 'reset';
}

/** Puts the experiment that was filled in from defaults, or changed, into the file, as an undoable edit. */
export interface WriteMessage {
  readonly type: 'write';
}

/** Takes something out of the page: into a file that the host asks for, or onto the clipboard. */
export type ExportMessage = { readonly type: 'export'; readonly to: 'file' | 'clipboard' } & (
  | {
      /** What a view shows. */
      readonly what: 'view';
      /** The view's name, for the file. */
      readonly name: string;
      readonly format: 'svg' | 'png' | 'csv' | 'json' | 'tex' | 'webm';
      /** A text, or a PNG or a video in base64. */
      readonly content: string;
    }
  /** Every iterate of every run, which the host has. */
  | { readonly what: 'runs'; readonly format: 'csv' | 'json' }
  /** The objective and the experiment as a `.gd` file that stands by itself. */
  | { readonly what: 'experiment'; readonly format: 'gd' }
);

/** Shows the objective's definition (or the problem) in the editor. */
export interface RevealMessage {
  readonly type: 'reveal';
}

/** The answer to a question is wanted no longer: what is done for it ends, and the question fails as cancelled. */
export interface AbandonMessage {
  readonly type: 'abandon';
  readonly id: number;
}

/** What the page sends to the host. */
export type FromPage =
  | ReadyMessage
  | RerunMessage
  | CancelPageMessage
  | AskMessage
  | AbandonMessage
  | AdjustMessage
  | UndoMessage
  | RedoMessage
  | ResetMessage
  | ExportMessage
  | WriteMessage
  | RevealMessage;
