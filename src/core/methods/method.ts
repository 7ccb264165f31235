import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';

/** A number of a method that the user may choose. Declared once; parser, completion, hover, sliders and documentation read it. */
export interface Hyperparameter {
  /** As in `.gd`: `momentum`. */
  readonly name: string;
  /** In TeX: `\beta`. */
  readonly symbol: string;
  readonly default: number;
  /** The range of meaningful values; an end that is itself excluded is marked so. */
  readonly range: {
    readonly minimum: number;
    readonly maximum: number;
    readonly open?: 'minimum' | 'maximum' | 'both';
    /** The least value but the minimum itself, which lets the method choose. */
    readonly least?: number;
  };
  /** Whether it is a whole number. */
  readonly whole?: true;
  /** The names to choose from, where it is no quantity: its value is the place of the chosen one, from 0. */
  readonly choices?: readonly string[];
  /** What it does, a clause without a full stop. */
  readonly meaning: string;
}

/** A vector that a method carries from step to step, as long as x. */
export interface StateVector {
  readonly name: string;
  /** In TeX: `m`. */
  readonly symbol: string;
  /** The value of every entry before the first step. */
  readonly initial: number;
}

/** What an update rule sees of one entry: nodes of a graph of numbers. */
export interface UpdateInputs {
  /** xₖ. */
  readonly x: NodeId;
  /** The gradient's entry at xₖ. */
  readonly g: NodeId;
  /** The learning rate η of this step. */
  readonly rate: NodeId;
  /** The number of this step, counted from 1. */
  readonly k: NodeId;
  readonly hyperparameters: Readonly<Record<string, NodeId>>;
  readonly state: Readonly<Record<string, NodeId>>;
}

/** xₖ₊₁ and the state after the step. */
export interface UpdateOutputs {
  readonly x: NodeId;
  readonly state: Readonly<Record<string, NodeId>>;
}

/**
 * An optimization method of first order, as data: its update rule works entry by entry and is given as a graph, so that
 * it is compiled together with the gradient, typeset, and substituted with numbers from the one declaration.
 */
export interface Method {
  /** As in `.gd`: `adam`. */
  readonly name: string;
  /** "Adam". */
  readonly title: string;
  /** The update rule in TeX. */
  readonly formula: string;
  readonly hyperparameters: readonly Hyperparameter[];
  readonly state: readonly StateVector[];
  /** The rate where none is given; absent: found by trial, see `findRate`. */
  readonly defaultRate?: number;
  /** Whether the rate may be found by a line search along −∇f(x): the steps follow the gradient. */
  readonly searchable?: true;
  readonly update: (b: GraphBuilder, inputs: UpdateInputs) => UpdateOutputs;
  /** Where the method was published. */
  readonly reference: string;
}
