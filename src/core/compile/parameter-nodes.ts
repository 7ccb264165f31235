import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import type { Parameter } from '../objective.ts';

/** The nodes of the parameters, or with a shift those of a vector that lies so far behind x in the input. */
export function parameterNodes(b: GraphBuilder, parameters: readonly Parameter[], shift = 0): NodeId[] {
  return parameters.map(({ name, shape, offset }) => b.parameter(name, shape, offset + shift));
}
