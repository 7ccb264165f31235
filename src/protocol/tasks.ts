import type { StepExplanation } from '../core/explain/explain-step.ts';
import type { RunRequest } from '../core/run/run.ts';
import type { ContourSet } from '../core/sampling/contour-set.ts';
import type { Field, FieldRequest } from '../core/sampling/field.ts';
import type { SliceRequest, SliceSet } from '../core/sampling/slices.ts';

/** A run without its objective, which every task has anyway. */
export type TaskRun = Omit<RunRequest, 'objective'>;

/** What the worker does with an objective apart from running experiments: by name what is asked, and what it answers. */
export interface Tasks {
  /** Samples f over a window and finds its contour lines. */
  readonly sample: {
    readonly request: FieldRequest;
    readonly answer: { readonly field: Field; readonly contours: ContourSet };
  };
  /** Cuts the graph of f along lines through a point. */
  readonly slice: { readonly request: SliceRequest; readonly answer: SliceSet };
  /** Repeats a run up to iterate `k` and explains the step from there, formulas in TeX. */
  readonly explain: {
    readonly request: { readonly run: TaskRun; readonly k: number };
    readonly answer: StepExplanation;
  };
}

export type TaskName = keyof Tasks;
export type TaskRequest<Name extends TaskName> = Tasks[Name]['request'];
export type TaskAnswer<Name extends TaskName> = Tasks[Name]['answer'];
