import type { Shape } from './shape.ts';

/** The place of a node in its graph. Inputs come before their users, so ascending order is a topological order. */
export type NodeId = number;

/** What a node carries besides its inputs; plain data, so that a graph can be copied between threads. */
export interface Attributes {
  /** A `constant`'s value: one number for a scalar, else its entries, row-major. */
  readonly value?: number | Float64Array;
  /** A `parameter`'s first entry in the flat vector x. */
  readonly offset?: number;
  /** A `parameter`'s name, for printing only; never part of generated code. */
  readonly name?: string;
  /** The axis that a `sum` works along; absent for all. */
  readonly axis?: number;
  /** The shape that a `broadcast`, `reshape`, `slice`, `pad`, `gather` or `scatter` has as its result. */
  readonly shape?: Shape;
  /** The first index per axis of a `slice` or `pad`, counted from 0. */
  readonly start?: readonly number[];
  /** The step per axis of a `slice` or `pad`; negative runs backwards. */
  readonly step?: readonly number[];
  /** Whether a `slice` (of which a `pad` is the transpose) reads its input as it is, see `GraphBuilder.slice`. */
  readonly whole?: boolean;
  /** The positions, counted from 0 in the flat data, that a `gather` reads and a `scatter` adds to. */
  readonly index?: Int32Array;
  /** The order of the axes of a `permute`: axis i of the result is axis order[i] of the input. */
  readonly order?: readonly number[];
}

/** One operation of a graph: a primitive applied to earlier nodes, with the shape of its result. */
export interface Node {
  /** The primitive's name, a key of the table of primitives. */
  readonly op: string;
  readonly inputs: readonly NodeId[];
  readonly shape: Shape;
  readonly attributes: Attributes;
}

/** A directed acyclic graph of primitives on Float64 values, in topological order. */
export type Graph = readonly Node[];
