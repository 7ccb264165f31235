import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { forward } from './forward.ts';
import { reverse } from './reverse.ts';

/**
 * The product ∇²f(θ)·v as nodes of the same graph, at a fixed multiple of the cost of f however many variables there are
 * (Pearlmutter 1994, "Fast exact multiplication by the Hessian", Neural Computation 6(1):147-160).
 *
 * It is the gradient of the number ∇f(θ)·v: one sweep forward and one back. Forward mode over the gradient gives code as
 * fast, but takes a sweep for each parameter to build.
 *
 * @param b - Holds the output; the product is added to it.
 * @param output - A scalar node.
 * @param parameters - The nodes θ to differentiate by.
 * @param direction - v, for each parameter a node of its shape; what it depends on counts as fixed.
 * @returns For each parameter its part of the product, of the parameter's shape.
 */
export function hessianVector(
  b: GraphBuilder,
  output: NodeId,
  parameters: readonly NodeId[],
  direction: readonly NodeId[],
): NodeId[] {
  const slope = forward(
    b,
    output,
    new Map(parameters.map((node, i) => [node, direction[i] as NodeId])),
    true,
  );
  return reverse(b, slope, parameters);
}
