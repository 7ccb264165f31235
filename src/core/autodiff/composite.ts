import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { inverseOfReciprocal } from './inverse-of-reciprocal.ts';
import { rootOfPowers } from './root-of-powers.ts';

/** What a composite is made of: an input that lies some operations below, and how the whole's tangent and adjoint pass these by. */
export interface Part {
  readonly input: NodeId;
  /** The part of the whole's tangent that a tangent of the input makes. */
  readonly tangent: (t: NodeId) => NodeId;
  /** The transpose of that: the adjoint of the input, which may still have to be summed up to its shape. */
  readonly adjoint: (adjoint: NodeId) => NodeId;
}

/**
 * The derivative of several operations at once, where the chain rule through each of them has a derivative that cancels. For derivatives
 * that are differentiated again.
 *
 * @returns Undefined where a node is differentiated by its own rule.
 */
export function compositeParts(b: GraphBuilder, id: NodeId): readonly Part[] | undefined {
  return rootOfPowers(b, id) ?? inverseOfReciprocal(b, id);
}
