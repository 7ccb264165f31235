import { ProblemError, type SourceRange } from '../../core/problem.ts';
import type { Expression } from '../expression.ts';

/** What an expression of the code stands for, as far as reading can tell. */
export type Value =
  | NumberValue
  | BooleanValue
  | ArrayValue
  | ListValue
  | SequenceValue
  | FunctionValue
  | ModuleValue
  | TextValue
  | OpaqueValue;

/** One number. */
export interface NumberValue {
  readonly kind: 'number';
  readonly expression: Expression;
  /** Its value where it is known before anything is minimized. */
  readonly constant?: number;
  /** Between which numbers it lies, both included, where that is known: a loop's counter. */
  readonly interval?: readonly [number, number];
  /** Whether it is one number per row of a batch of points. */
  readonly batch?: boolean;
  /** The parameter that it is, or is an entry of: more use of it may show that it is an array. */
  readonly parameter?: string;
  /** How many indices lie between the parameter and it. */
  readonly depth?: number;
}

/** True or false. */
export interface BooleanValue {
  readonly kind: 'boolean';
  readonly expression: Expression;
  readonly constant?: boolean;
  readonly batch?: boolean;
}

/** A vector or matrix of numbers. */
export interface ArrayValue {
  readonly kind: 'array';
  readonly expression: Expression;
  readonly shape: readonly number[];
  /** Whether each row of a batch of points has one. */
  readonly batch?: boolean;
  /** Whether it is a list of the language, to which `+` and `*` mean something else than to an array. */
  readonly list?: boolean;
  /** The parameter whose size decides its shape. */
  readonly parameter?: string;
  /** Its numbers, row by row, where they are known. */
  readonly constants?: readonly number[];
  /** Its entry at a place counted from 0, where that reads better than an index behind the whole. */
  readonly entries?: (place: NumberValue) => Value;
  /** The same operation on a part of each of its operands, where it is one entry by entry. */
  readonly pieces?: (cut: (operand: ArrayValue) => Value) => Value;
}

/** A list whose elements are known one by one. */
export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** Whether its elements take its place in the list or call around it: `...items`. */
  readonly spread?: boolean;
}

/** The values of `at` at `from`, `from + 1` … `to`. */
export interface SequenceValue {
  readonly kind: 'sequence';
  readonly from: NumberValue;
  /** Included. */
  readonly to: NumberValue;
  readonly at: (counter: NumberValue) => Value;
  /** Which of them count; all where absent. */
  readonly where?: (counter: NumberValue) => BooleanValue;
  /** Whether the elements are sequences that follow one another. */
  readonly nested?: boolean;
  /** Whether it is a short list of formulas: what is made of its elements is written out, one after the other. */
  readonly listed?: boolean;
  /** What its counter is called. */
  readonly hint?: string;
}

/** An argument of a call. */
export interface Argument {
  readonly name?: string;
  readonly value: Value;
  readonly range: SourceRange;
}

/** Something to call. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly name: string;
  /** How many arguments it takes, where that is known. */
  readonly arity?: number;
  readonly call: (given: readonly Argument[], range: SourceRange) => Value;
}

/** A module, or a part of one: `numpy.linalg`. */
export interface ModuleValue {
  readonly kind: 'module';
  readonly path: string;
}

/** A text. */
export interface TextValue {
  readonly kind: 'text';
  readonly value: string;
}

/** Something whose use stands in the way. */
export interface OpaqueValue {
  readonly kind: 'opaque';
  readonly reason: string;
  readonly foreign: boolean;
  /** Where the reason lies, if not at the use. */
  readonly range?: SourceRange;
}

/** Thrown where code cannot be carried over faithfully. */
export class Refusal extends ProblemError {
  /** Whether the code is not arithmetic at all, so that only somebody who points at it wants to hear why. */
  readonly foreign: boolean;

  constructor(reason: string, range: SourceRange, foreign = false) {
    super(reason, range);
    this.name = 'Refusal';
    this.foreign = foreign;
  }
}

/** What a parameter turns out to be while its function is read. */
export type ParameterShape =
  | { readonly kind: 'number' }
  | { readonly kind: 'vector'; readonly size: number }
  | { readonly kind: 'rows'; readonly size: number }
  | { readonly kind: 'matrix'; readonly rows: number; readonly columns: number };

/** Thrown where a use shows that a parameter has another shape than was supposed; the function is then read again. */
export class Reshape extends Error {
  readonly parameter: string;
  readonly shape: ParameterShape;
  readonly range: SourceRange;

  constructor(parameter: string, shape: ParameterShape, range: SourceRange) {
    super(`${parameter} has another shape`);
    this.parameter = parameter;
    this.shape = shape;
    this.range = range;
  }
}
