import type { StepExplanation } from '../core/explain/explain-step.ts';
import type { Window } from '../core/run/experiment.ts';
import type { ContourSet } from '../core/sampling/contour-set.ts';
import type { Field } from '../core/sampling/field.ts';
import type { SliceLine, SliceSet } from '../core/sampling/slices.ts';

/** An iterate of a run. */
export interface IteratePlace {
  /** The run's place in the plan. */
  readonly run: number;
  /** The iterate is the last recorded one at or before this iteration. */
  readonly iteration: number;
}

/** What the page may ask about the objective and the runs that it shows: by name the question and its answer. */
export interface Questions {
  /** Samples the objective over a window. */
  readonly sample: {
    readonly question: { readonly window: Window; readonly columns: number; readonly rows: number };
    readonly answer: { readonly field: Field; readonly contours: ContourSet };
  };
  /** Cuts the graph of the objective through an iterate. */
  readonly slice: {
    readonly question: IteratePlace & { readonly lines: readonly SliceLine[]; readonly samples: number };
    readonly answer: SliceSet;
  };
  /** Explains the step from an iterate; formulas are MathML `<math>` elements. */
  readonly explain: { readonly question: IteratePlace; readonly answer: StepExplanation };
}

export type QuestionName = keyof Questions;
export type QuestionOf<Name extends QuestionName> = Questions[Name]['question'];
export type AnswerOf<Name extends QuestionName> = Questions[Name]['answer'];

/** A question of the page about what a generation shows. Answered by one `answered` or `failed` with the same id. */
export type AskMessage = {
  readonly [Name in QuestionName]: {
    readonly type: 'ask';
    readonly id: number;
    readonly generation: number;
    readonly about: Name;
    readonly question: QuestionOf<Name>;
  };
}[QuestionName];

/** The answer to `ask`. */
export type AnsweredMessage = {
  readonly [Name in QuestionName]: {
    readonly type: 'answered';
    readonly id: number;
    readonly about: Name;
    readonly answer: AnswerOf<Name>;
  };
}[QuestionName];
