import { GraphBuilder } from '../graph/builder.ts';
import type { Graph, Node, NodeId } from '../graph/node.ts';

/**
 * A graph of numbers in which m + log Σ exp(xᵢ − m), written so for the sake of great xᵢ, is log Σ exp(xᵢ) again: the m has no
 * influence on the derivative, and only stands in the way of reading it. Not for computing.
 */
export function withPlainLogarithms(graph: Graph, output: NodeId): { graph: Graph; output: NodeId } {
  const b = new GraphBuilder();
  const copies: NodeId[] = new Array(graph.length);
  for (let id = 0; id <= output; id++) {
    const node = graph[id] as Node;
    const exponents = node.op === 'add' ? shiftedExponents(graph, node) : undefined;
    if (!exponents) {
      copies[id] = b.copy({ ...node, inputs: node.inputs.map((input) => copies[input] as NodeId) });
      continue;
    }
    const raw = (op: string, ...inputs: NodeId[]) => b.copy({ op, inputs, shape: [], attributes: {} });
    const terms = exponents.map((exponent) => raw('exp', copies[exponent] as NodeId));
    copies[id] = raw(
      'log',
      terms.reduce((sum, term) => raw('add', sum, term)),
    );
  }
  return { graph: b.nodes, output: copies[output] as NodeId };
}

/** The xᵢ of m + log(exp(x₁ − m) + …) with one m that is a greatest of some; undefined for other sums. */
function shiftedExponents(graph: Graph, { inputs, shape }: Node): NodeId[] | undefined {
  const at = (id: NodeId | undefined) => (id === undefined ? undefined : graph[id]);
  const logarithm = inputs.find((input) => at(input)?.op === 'log');
  const shift = inputs.find((input) => input !== logarithm);
  if (shape.length > 0 || logarithm === undefined || at(shift)?.op !== 'max') return undefined;
  const exponents: NodeId[] = [];
  const open = [...(at(logarithm)?.inputs ?? [])];
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    const { op, inputs: parts } = graph[top] as Node;
    const difference = at(parts[0]);
    if (op === 'add') open.push(parts[1] as NodeId, parts[0] as NodeId);
    else if (op === 'exp' && difference?.op === 'sub' && difference.inputs[1] === shift) {
      exponents.push(difference.inputs[0] as NodeId);
    } else return undefined;
  }
  return exponents.length > 1 ? exponents : undefined;
}
