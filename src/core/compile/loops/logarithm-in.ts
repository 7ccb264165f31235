import type { NodeId } from '../../graph/node.ts';
import type { Sum } from './program.ts';
import type { Values } from './values.ts';

/**
 * What is summed, with the part log(1 + e), 0 ≤ e = exp(−|x|) ≤ 1, apart, as softplus has it: a sum of such logarithms takes fewer of them than
 * it has terms.
 */
export function logarithmIn(values: Values, id: NodeId): Pick<Sum, 'node' | 'logarithmOf'> {
  const decayed = decayIn(values, id);
  if (decayed !== undefined) return { logarithmOf: decayed };
  const { op, inputs } = values.at(id);
  if (op !== 'add') return { node: id };
  const [left, right] = inputs as [NodeId, NodeId];
  for (const [term, rest] of [
    [left, right],
    [right, left],
  ] as const) {
    const logarithmOf = decayIn(values, term);
    if (logarithmOf !== undefined && !values.isScalar(rest)) return { node: rest, logarithmOf };
  }
  return { node: id };
}

/** e where a node is log(1 + e) with e = exp(−|x|). */
function decayIn(values: Values, id: NodeId): NodeId | undefined {
  const { op, inputs } = values.at(id);
  if (op !== 'log1p' || values.isScalar(id)) return undefined;
  const e = inputs[0] as NodeId;
  const exponent = values.at(e);
  if (exponent.op !== 'exp') return undefined;
  const negated = values.at(exponent.inputs[0] as NodeId);
  return negated.op === 'neg' && values.at(negated.inputs[0] as NodeId).op === 'abs' ? e : undefined;
}
