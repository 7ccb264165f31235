import type { Catalogue } from '../core/catalogue/catalogue.ts';
import type { Derivation } from '../core/explain/derivation.ts';
import type { DerivationWay } from '../core/explain/derivation-way.ts';
import type { StepExplanation } from '../core/explain/explain-step.ts';
import type { ExpressionGraphView } from '../core/expression-graph/expression-graph.ts';
import type { GradientCosts } from '../core/gradients/cost.ts';
import type { DifferenceLadder } from '../core/gradients/difference-errors.ts';
import type { EstimatorPicture } from '../core/gradients/estimator-picture.ts';
import type { BasinCells, BasinMap } from '../core/run/basins.ts';
import type { EvaluationSet } from '../core/run/evaluation-recorder.ts';
import type { RunResult } from '../core/run/run-result.ts';
import type { ContourSet } from '../core/sampling/contour-set.ts';
import type { Field } from '../core/sampling/field.ts';
import type { GradientField } from '../core/sampling/gradient-field.ts';
import type { Plane, PlaneWindow } from '../core/sampling/plane.ts';
import type { Probe } from '../core/sampling/probe.ts';
import type { SliceLine, SliceSet } from '../core/sampling/slices.ts';
import type { EstimatorRequest } from './tasks.ts';

/** An iterate of a run. */
export interface IteratePlace {
  /** The run's place in the plan. */
  readonly run: number;
  /** The iterate is the last recorded one at or before this iteration. */
  readonly iteration: number;
}

/** Which plane is wanted; planes of the same key are the same. */
export type PlaneQuestion =
  /** Two random directions, through the end of the best run. */
  | { readonly kind: 'random'; readonly key: string; readonly seed: number }
  /** Through an iterate, along the gradient there and its change. */
  | (IteratePlace & { readonly kind: 'gradient'; readonly key: string })
  /** Through the end of a run, along the directions in which its path extends most. */
  | { readonly kind: 'principal'; readonly key: string; readonly run: number };

/** A derivation whose formulas are MathML, with the TeX of each line. */
export interface TypesetDerivation extends Derivation {
  readonly tex: readonly string[];
}

/** A step whose formulas are MathML, with the same in TeX. */
export interface TypesetStep extends StepExplanation {
  readonly tex: StepExplanation;
}

/** The problems of a profile: those of the literature, the objectives of the text, or both. */
export type ProblemSet = 'classical' | 'text' | 'both';

/** What methods need to solve a problem. */
export interface ProfileRow {
  /** The problem's name. */
  readonly problem: string;
  /** The number of problems there are. */
  readonly problems: number;
  /** The methods, each once, as written in a `with` clause: a rate that is one number is left out, each problem finds its own. */
  readonly methods: readonly string[];
  /** The evaluations of each of them; not finite where it does not solve the problem. */
  readonly costs: readonly number[];
}

/** What the page may ask about the objective and the runs that it shows: by name the question and its answer. */
export interface Questions {
  /** Samples the objective over a window; the field itself chooses how levels are spaced where `scale` is absent. */
  readonly sample: {
    readonly question: {
      readonly window: PlaneWindow;
      readonly columns: number;
      readonly rows: number;
      readonly scale?: ContourSet['scale'] | undefined;
    };
    readonly answer: { readonly field: Field; readonly contours: ContourSet };
  };
  /** Cuts the graph of the objective through an iterate. */
  readonly slice: {
    readonly question: IteratePlace & { readonly lines: readonly SliceLine[]; readonly samples: number };
    readonly answer: SliceSet;
  };
  /** Explains the step from an iterate; formulas are MathML `<math>` elements. */
  readonly explain: { readonly question: IteratePlace; readonly answer: TypesetStep };
  /** f and its gradient at a point. */
  readonly probe: { readonly question: { readonly x: Float64Array }; readonly answer: Probe };
  /** Gradients on a grid over a window. */
  readonly gradients: {
    readonly question: { readonly window: PlaneWindow; readonly columns: number; readonly rows: number };
    readonly answer: GradientField;
  };
  /** Where a run evaluates what on its way to an iterate, and the gradient that its method sees there. */
  readonly evaluations: {
    readonly question: IteratePlace & { readonly window: PlaneWindow };
    readonly answer: EvaluationSet;
  };
  /** Which start of a grid over a window leads a run's method into which minimum. */
  readonly basins: {
    readonly question: { readonly run: number; readonly basins: BasinCells };
    readonly answer: BasinMap;
  };
  /** All that can be chosen for a run; formulas are MathML `<math>` elements. */
  readonly catalogue: { readonly question: Record<string, never>; readonly answer: Catalogue };
  /** What a run comes to with other rates; the results are in their order. */
  readonly sweep: {
    readonly question: { readonly run: number; readonly rates: readonly number[] };
    readonly answer: readonly RunResult[];
  };
  /** What the methods of the experiment need to solve a problem: an objective of the text, or after those a classical one. */
  readonly profile: {
    readonly question: { readonly problem: number; readonly over: ProblemSet };
    readonly answer: ProfileRow;
  };
  /** What gradients cost at an iterate, relative to f: measured. */
  readonly cost: { readonly question: IteratePlace; readonly answer: GradientCosts };
  /** A plane that is not that of two coordinates. */
  readonly plane: { readonly question: PlaneQuestion; readonly answer: Plane };
  /** Derives the objective by a coordinate, with numbers at an iterate; formulas are MathML `<math>` elements. */
  readonly derive: {
    readonly question: IteratePlace & { readonly way: DerivationWay; readonly coordinate: number };
    readonly answer: TypesetDerivation;
  };
  /** The computation graph of the objective with its numbers at an iterate; dual parts go along a coordinate. */
  readonly graph: {
    readonly question: IteratePlace & { readonly coordinate: number };
    readonly answer: ExpressionGraphView;
  };
  /** Draws gradients from a source at an iterate; of the theory the formula is a MathML `<math>` element. */
  readonly estimate: {
    readonly question: IteratePlace & Omit<EstimatorRequest, 'x'>;
    readonly answer: EstimatorPicture;
  };
  /** Compares finite differences with the exact gradient at an iterate. */
  readonly differences: { readonly question: IteratePlace; readonly answer: DifferenceLadder };
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
