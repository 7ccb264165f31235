import type { Graph, NodeId } from '../graph/node.ts';
import type { Bounds } from '../methods/bounds.ts';
import type { RandomStarts } from './starts.ts';
import type { Sweep } from './sweep.ts';

/** An interval of the drawn window along one coordinate. */
export type Interval = readonly [low: number, high: number];

/**
 * The learning rate η of a method: a number, an expression in the iteration k (a graph whose only parameter is k), or what a
 * line search finds at each step (a name of the registry of line searches, and only those settings that differ from its defaults).
 */
export type Rate =
  | { readonly kind: 'constant'; readonly value: number }
  | {
      readonly kind: 'schedule';
      readonly graph: Graph;
      readonly output: NodeId;
      /** As it was written. */
      readonly text: string;
      /** The statements of its file that it builds on. */
      readonly statements: readonly string[];
    }
  | {
      readonly kind: 'search';
      readonly search: string;
      readonly settings: Readonly<Record<string, number>>;
    };

/** Where a first-order method has its gradient from. */
export interface GradientSource {
  /** `backprop`, `forward`, `difference`, `spsa` … */
  readonly name: string;
  readonly settings: Readonly<Record<string, number | string>>;
}

/** An argument of a method that runs through values, one run for each. */
export interface SweptArgument extends Sweep {
  /** `rate` or a hyperparameter; a setting of the gradient source or of the line search after a dot: `gradient.h`, `search.c1`. */
  readonly argument: string;
}

/** A method with everything chosen: what one run does, or several that differ in the swept arguments only. */
export interface MethodChoice {
  /** A name of the registry of methods. */
  readonly method: string;
  /** Absent: the method's default, or found by trial, see `findRate`. */
  readonly rate?: Rate;
  /** Only what differs from the method's declared defaults; of a hyperparameter with choices the place of the chosen one. */
  readonly hyperparameters: Readonly<Record<string, number>>;
  readonly gradient: GradientSource;
  /** What runs through values, in all combinations; `fanOut` makes the choices of single runs, which have none. */
  readonly sweeps?: readonly SweptArgument[];
}

/** The search for the rate of every method that is given none, each with the same budget: see `tuneRate`. */
export interface Tuning {
  readonly low: number;
  readonly high: number;
  /** Evaluations of every kind together that the search may make for each method. */
  readonly evaluations: number;
}

/** The starts of a basin map: the middles of the cells of a grid over a window. */
export interface BasinRequest {
  readonly window: Window;
  readonly columns: number;
  readonly rows: number;
}

/** When a run ends; whichever comes first. Absent conditions are not tested. */
export interface StopRule {
  /** Ends when f falls by less than this from one iteration to the next. */
  readonly decrease?: number;
  /** Ends when f falls by less than this part of its size: |fₖ − fₖ₊₁| / max(|fₖ|, |fₖ₊₁|). */
  readonly relativeDecrease?: number;
  /** Ends when the norm of the gradient is below this. */
  readonly gradient?: number;
  /** Ends when the step is shorter than this. */
  readonly step?: number;
  /** Ends when f is at or below this. */
  readonly target?: number;
  /** The greatest number of steps. */
  readonly iterations?: number;
  /** The greatest number of evaluations of f, gradient, jvp and Hessian products together. */
  readonly evaluations?: number;
  /** The greatest time in seconds. */
  readonly time?: number;
}

/** The part of the plane that a picture shows: two coordinates of x and an interval for each. */
export interface Window {
  /** The coordinates of x (counted from 0) drawn to the right and upwards; the same twice where x has one entry. */
  readonly coordinates: readonly [number, number];
  readonly x: Interval;
  readonly y: Interval;
}

/** An experiment as it was written: what is absent gets a documented default, see `planExperiment`. */
export interface Experiment {
  /** The objective's name. */
  readonly objective: string;
  readonly sense: 'minimize' | 'maximize';
  /** The start x₀, flat. */
  readonly start?: readonly number[];
  /** Instead of one start: several, drawn from a box. */
  readonly starts?: RandomStarts;
  /** The box in which x is sought; absent: the whole space. */
  readonly bounds?: Bounds;
  /** One for each group of runs: runs of a group differ in their start and their swept arguments. */
  readonly methods: readonly MethodChoice[];
  readonly until: StopRule;
  readonly show?: Window;
  readonly tune?: Tuning;
  readonly basins?: BasinRequest;
}
