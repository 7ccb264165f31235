import { forward } from '../autodiff/forward.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import type { Objective } from '../objective.ts';
import { type CompiledGraph, compileGraph } from './compile-graph.ts';
import { countOperations } from './count-operations.ts';
import { parameterNodes } from './parameter-nodes.ts';
import { scalarize } from './scalarize.ts';
import { splitParameters } from './split-parameters.ts';

/** Directional derivatives that one call computes together; they share the value and its intermediate results. */
const TOGETHER = 8;
/** Up to so many variables the derivative by each may get a formula of its own. */
const ENTRYWISE_VARIABLES = 64;
/** Operations beyond which the straight-line code of all derivatives would no longer be optimized. */
const ENTRYWISE_CODE = 3500;

/** Compiles f and ∇f by forward mode: the derivatives along the axes, at the cost of one of them for each variable. */
export function compileForwardMode(objective: Objective): CompiledGraph {
  return compileEntries(objective) ?? compileBlocks(objective);
}

/** The derivatives by all variables in one function; undefined where the code would be too long. */
function compileEntries({ graph, output, size }: Objective): CompiledGraph | undefined {
  if (size > ENTRYWISE_VARIABLES) return undefined;
  const scalar = scalarize(graph, [output], ENTRYWISE_CODE, 'differentiating');
  if (!scalar) return undefined;
  const b = new GraphBuilder(scalar.graph);
  const value = scalar.roots[0]?.[0] as NodeId;
  const one = b.constant(1);
  const slopes = Array.from({ length: size }, (_, offset) =>
    forward(b, value, new Map([[b.parameter('', [], offset), one]])),
  );
  if (countOperations(b.nodes, [value, ...slopes]) > ENTRYWISE_CODE) return undefined;
  return compileGraph(b.nodes, [value, ...slopes]);
}

/** A function of x and several directions one after the other, called for one block of axes after another. */
function compileBlocks(objective: Objective): CompiledGraph {
  const { size } = objective;
  const together = Math.min(TOGETHER, size);
  const { builder: b, output, parameters } = splitParameters(objective);
  const nodes = parameterNodes(b, parameters);
  const slopes = Array.from({ length: together }, (_, k) => {
    const direction = parameterNodes(b, parameters, (k + 1) * size);
    return forward(b, output, new Map(nodes.map((node, i) => [node, direction[i] as NodeId])));
  });
  const run = compileGraph(b.nodes, [output, ...slopes]);
  const joined = new Float64Array((1 + together) * size);
  const block = new Float64Array(together);
  return (x, g) => {
    joined.set(x, 0);
    let value = Number.NaN;
    for (let first = 0; first < size; first += together) {
      const count = Math.min(together, size - first);
      for (let k = 0; k < count; k++) joined[(k + 1) * size + first + k] = 1;
      value = run(joined, block);
      for (let k = 0; k < count; k++) {
        joined[(k + 1) * size + first + k] = 0;
        g[first + k] = block[k] as number;
      }
    }
    return value;
  };
}
