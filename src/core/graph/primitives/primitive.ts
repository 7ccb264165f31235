import type { GraphBuilder } from '../builder.ts';
import type { Attributes, NodeId } from '../node.ts';
import type { Shape } from '../shape.ts';

/** A linear map t ↦ A·t of the tangent of one input to its part of the tangent of the result. */
export type Linear = (tangent: NodeId) => NodeId;

/** A primitive that works entry by entry; its inputs broadcast to a common shape. */
export interface Elementwise {
  readonly kind: 'elementwise';
  readonly arity: 1 | 2 | 3;
  /** The value for numbers. */
  readonly value: (...inputs: number[]) => number;
  /** The same in JavaScript; each input is an identifier or a literal. Helpers are called by their names in `helpers.ts`. */
  readonly code: (...inputs: string[]) => string;
  /**
   * For each input the map t ↦ ∂out/∂input · t, or undefined where that is zero everywhere. The map is diagonal, hence
   * its own transpose: one rule serves forward mode, which sends tangents through it, and reverse mode, which sends adjoints.
   */
  readonly derivative: (
    b: GraphBuilder,
    inputs: readonly NodeId[],
    out: NodeId,
  ) => readonly (Linear | undefined)[];
  /**
   * For a primitive that chooses one of its inputs: the condition under which `input` is the one. What is not chosen gets
   * no adjoint at all, so that a NaN or infinity in it cannot poison the result. Undefined for an input that is never a choice.
   */
  readonly chosen?: (
    b: GraphBuilder,
    inputs: readonly NodeId[],
    input: number,
  ) => { readonly condition: NodeId; readonly holds: boolean } | undefined;
  /** Cost relative to one addition. */
  readonly cost: number;
  /** Where the value is a finite real number, in words; absent for everywhere. */
  readonly domain?: string;
}

/** A primitive that moves or gathers entries: linear in every input, or the product of two linear maps. */
export interface Structural {
  readonly kind: 'structural';
  readonly arity: number | 'any';
  /** The shape of the result; throws a sentence where the inputs do not fit. */
  readonly shape: (inputs: readonly Shape[], attributes: Attributes) => Shape;
  /** The part of the result's tangent that the tangent of one input makes. */
  readonly tangent: (
    b: GraphBuilder,
    self: { readonly inputs: readonly NodeId[]; readonly attributes: Attributes; readonly out: NodeId },
    input: number,
    tangent: NodeId,
  ) => NodeId;
  /** The adjoint of one input: the transpose of `tangent`, applied to the adjoint of the result. */
  readonly adjoint: (
    b: GraphBuilder,
    self: { readonly inputs: readonly NodeId[]; readonly attributes: Attributes; readonly out: NodeId },
    input: number,
    adjoint: NodeId,
  ) => NodeId;
  readonly cost: number;
}

/** One row of the table of primitives. */
export type Primitive = Elementwise | Structural;
