import { evaluateConstant } from '../../core/compile/interpret.ts';
import { isSingular } from '../../core/compile/linear-algebra.ts';
import type { GraphBuilder } from '../../core/graph/builder.ts';
import type { NodeId } from '../../core/graph/node.ts';
import { known } from './known.ts';

/** Larger systems of constants are not looked at when the text is read, which takes n³ steps. */
const LARGEST_LOOKED_AT = 300;

/** A⁻¹, for `inv(A)`, `B/A` and `A^-1`. */
export function inverseOf(b: GraphBuilder, a: NodeId): NodeId {
  return solutionOf(b, a, b.identity(b.shapeOf(a)[0] as number), 'it has no inverse');
}

/**
 * The solution X of A·X = B. A singular A is an error where it is constant, as in mathjs; one that parameters make singular gives
 * NaN when it is evaluated.
 *
 * @param consequence - What a singular matrix lacks.
 */
export function solutionOf(
  b: GraphBuilder,
  a: NodeId,
  right: NodeId,
  consequence = 'the system has no single solution',
): NodeId {
  const n = b.shapeOf(a)[0] as number;
  const matrix = n <= LARGEST_LOOKED_AT ? known(b, a) : undefined;
  if (matrix && isSingular(matrix, n)) {
    throw new Error(
      `the matrix is singular, so ${consequence}; change its entries, or add 1e-6*identity(${n})`,
    );
  }
  const solution = b.solve(a, right);
  return matrix && known(b, right)
    ? b.constant(evaluateConstant(b.nodes, solution), b.shapeOf(solution))
    : solution;
}
