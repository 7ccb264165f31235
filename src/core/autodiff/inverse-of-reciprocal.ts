import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import type { Part } from './composite.ts';

/**
 * The derivative of f(1/x) by x for an inverse function f: of acot(x) = atan(1/x) it is −1/(1 + x²), where the chain rule has
 * −(1/x²)/(1 + 1/x²), whose own derivative cancels near 0.
 *
 * @returns Undefined for other nodes.
 */
export function inverseOfReciprocal(b: GraphBuilder, id: NodeId): readonly Part[] | undefined {
  const { op, inputs } = b.node(id);
  const slope = SLOPES[op];
  const reciprocal = b.node(inputs[0] as NodeId);
  if (!slope || reciprocal.op !== 'div' || b.uniformOf(reciprocal.inputs[0] as NodeId) !== 1)
    return undefined;
  const x = reciprocal.inputs[1] as NodeId;
  const map = (t: NodeId) => slope(b, t, x);
  return [{ input: x, tangent: map, adjoint: map }];
}

type Slope = (b: GraphBuilder, t: NodeId, x: NodeId) => NodeId;

const shifted = (b: GraphBuilder, x: NodeId, by: number) => b.add(x, b.constant(by));
/** 1/√x, see `asin`. */
const inverseRoot = (b: GraphBuilder, x: NodeId) => b.pow(x, b.constant(-0.5));
/** t/(|x|·√(x² − 1)). */
const bySecantRoot: Slope = (b, t, x) => {
  const size = b.apply('abs', [x]);
  const roots = b.mul(inverseRoot(b, shifted(b, size, -1)), inverseRoot(b, shifted(b, size, 1)));
  return b.div(b.mul(t, roots), size);
};

/** t ↦ t·d f(1/x)/dx. */
const SLOPES: Readonly<Record<string, Slope>> = {
  atan: (b, t, x) => b.neg(b.div(t, shifted(b, b.mul(x, x), 1))),
  atanh: (b, t, x) => b.div(t, b.apply('oneMinusSquare', [x])),
  acos: bySecantRoot,
  asin: (b, t, x) => b.neg(bySecantRoot(b, t, x)),
  asinh: (b, t, x) => b.neg(b.div(t, b.mul(b.apply('abs', [x]), b.apply('hypot', [x, b.constant(1)])))),
  acosh: (b, t, x) => b.neg(b.div(b.mul(t, inverseRoot(b, b.apply('oneMinusSquare', [x]))), x)),
};
