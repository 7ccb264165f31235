import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { forward } from './forward.ts';

/**
 * All second derivatives ∂²f/∂θᵢ∂θⱼ as nodes of the same graph: forward mode over each entry of the gradient, up to the
 * diagonal. What the entries have in common is shared; those that are zero everywhere are constants.
 *
 * @param b - Holds the gradient; the derivatives are added to it.
 * @param gradient - Scalar nodes ∂f/∂θ₁ … ∂f/∂θₙ, as reverse mode makes them.
 * @param parameters - The scalar nodes θ₁ … θₙ.
 * @returns n×n nodes, row-major; entry (j, i) is the same node as entry (i, j).
 */
export function hessian(
  b: GraphBuilder,
  gradient: readonly NodeId[],
  parameters: readonly NodeId[],
): NodeId[] {
  const n = parameters.length;
  const one = b.constant(1);
  const entries = new Array<NodeId>(n * n);
  for (let j = 0; j < n; j++) {
    const along = new Map([[parameters[j] as NodeId, one]]);
    for (let i = j; i < n; i++) {
      const entry = forward(b, gradient[i] as NodeId, along);
      entries[i * n + j] = entry;
      entries[j * n + i] = entry;
    }
  }
  return entries;
}
