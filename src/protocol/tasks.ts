import type { Derivation, DerivationRequest } from '../core/explain/derivation.ts';
import type { StepExplanation } from '../core/explain/explain-step.ts';
import type { ExpressionGraphView } from '../core/expression-graph/expression-graph.ts';
import type { ExpressionGraphRequest } from '../core/expression-graph/view-expression-graph.ts';
import type { GradientCosts } from '../core/gradients/cost.ts';
import type { DifferenceLadder } from '../core/gradients/difference-errors.ts';
import type { EstimatorPicture } from '../core/gradients/estimator-picture.ts';
import type { BasinCells, BasinMap } from '../core/run/basins.ts';
import type { EvaluationSet } from '../core/run/evaluation-recorder.ts';
import type { Experiment, GradientSource } from '../core/run/experiment.ts';
import type { RunRequest } from '../core/run/run-request.ts';
import type { RunResult } from '../core/run/run-result.ts';
import type { ContourSet } from '../core/sampling/contour-set.ts';
import type { Field, FieldRequest } from '../core/sampling/field.ts';
import type { GradientField, GradientFieldRequest } from '../core/sampling/gradient-field.ts';
import type { Plane, PlaneWindow } from '../core/sampling/plane.ts';
import type { PlaneRequest } from '../core/sampling/planes/make-plane.ts';
import type { Probe } from '../core/sampling/probe.ts';
import type { SliceRequest, SliceSet } from '../core/sampling/slices.ts';

/** A run without its objective, which every task has anyway. */
export type TaskRun = Omit<RunRequest, 'objective'>;

/** A map of basins over a window: from every start of the grid what a run does. */
export interface BasinTask {
  /** The run; its start is the base of the grid, and what lies outside the window. */
  readonly run: TaskRun;
  readonly basins: BasinCells;
}

/** What to draw gradients from. */
export interface EstimatorRequest {
  readonly x: readonly number[];
  readonly gradient: GradientSource;
  readonly samples: number;
  /** The two entries of the gradient that are drawn; the same twice where there is one. */
  readonly coordinates: readonly [number, number];
}

/** What the worker does with an objective apart from running experiments: by name what is asked, and what it answers. */
export interface Tasks {
  /** Samples f over a window and finds its contour lines. */
  readonly sample: {
    readonly request: FieldRequest & { readonly scale?: ContourSet['scale'] | undefined };
    readonly answer: { readonly field: Field; readonly contours: ContourSet };
  };
  /** Cuts the graph of f along lines through a point. */
  readonly slice: { readonly request: SliceRequest; readonly answer: SliceSet };
  /** Repeats a run up to iterate `k` and explains the step from there, formulas in TeX. */
  readonly explain: {
    readonly request: { readonly run: TaskRun; readonly k: number };
    readonly answer: StepExplanation;
  };
  /** Carries out runs of which only the results count; the results are in their order. */
  readonly ends: {
    readonly request: { readonly runs: readonly TaskRun[] };
    readonly answer: readonly RunResult[];
  };
  /** Carries a run out from every start of a grid and sorts the starts by the minimum in which they end. */
  readonly basins: { readonly request: BasinTask; readonly answer: BasinMap };
  /** f and its gradient at a point. */
  readonly probe: { readonly request: { readonly x: Float64Array }; readonly answer: Probe };
  /** Gradients on a grid over a window. */
  readonly gradients: { readonly request: GradientFieldRequest; readonly answer: GradientField };
  /** Repeats a run up to iterate `k` and tells where it evaluated what. */
  readonly evaluations: {
    readonly request: { readonly run: TaskRun; readonly k: number; readonly window: PlaneWindow };
    readonly answer: EvaluationSet;
  };
  /** What it costs each method of an experiment to solve its problem, in evaluations; ∞ where it does not. */
  readonly solve: {
    readonly request: {
      readonly experiment: Experiment;
      /** The least value there is; absent: the best that any of the methods finds. */
      readonly minimum?: number;
    };
    readonly answer: readonly number[];
  };
  /** Measures what gradients cost at a point, relative to f. */
  readonly cost: { readonly request: { readonly x: Float64Array }; readonly answer: GradientCosts };
  /** A plane through the space of x. */
  readonly plane: { readonly request: PlaneRequest; readonly answer: Plane };
  /** Derives f by a coordinate, step by step, formulas in TeX. */
  readonly derive: { readonly request: DerivationRequest; readonly answer: Derivation };
  /** The computation graph of f with its numbers at a point. */
  readonly graph: { readonly request: ExpressionGraphRequest; readonly answer: ExpressionGraphView };
  /**
   * Draws gradients from a source at a point, as many as come in about a second and a half, and examines them; of the cloud and the
   * covariance only two entries.
   */
  readonly estimate: { readonly request: EstimatorRequest; readonly answer: EstimatorPicture };
  /** Compares finite differences with the exact gradient at a point, for every scheme and many h. */
  readonly differences: {
    readonly request: { readonly x: readonly number[] };
    readonly answer: DifferenceLadder;
  };
}

export type TaskName = keyof Tasks;
export type TaskRequest<Name extends TaskName> = Tasks[Name]['request'];
export type TaskAnswer<Name extends TaskName> = Tasks[Name]['answer'];
