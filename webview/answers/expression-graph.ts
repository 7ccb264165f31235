import type {
  ExpressionGraph,
  ExpressionGraphView,
  ExpressionNode,
  NodeNumbers,
} from '../../src/core/expression-graph/expression-graph.ts';
import { count, type Decoder, list, number, oneOf, record, text } from '../decode.ts';

type Input = ExpressionNode['inputs'][number];

const sign: Decoder<1 | -1> = (value, path) => {
  if (value !== 1 && value !== -1) throw new TypeError(`${path} is not 1 or −1`);
  return value;
};

const node = record<Omit<ExpressionNode, 'call' | 'members'>, { call: string; members: readonly number[] }>(
  {
    id: count,
    kind: oneOf('parameter', 'constant', 'operation'),
    label: text,
    title: text,
    formula: text,
    shape: list(count),
    inputs: list(record<Input>({ node: count, sign })),
  },
  { call: text, members: list(count) },
);

const rawGraph = record<ExpressionGraph>({ nodes: list(node), output: count });

/** Inputs come before their users, and all that is named is there. */
const graph: Decoder<ExpressionGraph> = (value, path) => {
  const read = rawGraph(value, path);
  const { nodes, output } = read;
  const fits = nodes.every(
    ({ id, inputs, members = [] }, place) =>
      id === place && inputs.every((input) => input.node < id) && members.every((member) => member <= id),
  );
  if (!fits || (nodes.length > 0 && output >= nodes.length)) throw new TypeError(`${path} is no graph`);
  return read;
};

const rawView = record<ExpressionGraphView>({
  graph,
  numbers: list(
    record<NodeNumbers>({
      value: list(number),
      adjoint: list(number),
      dual: list(number),
      slopes: list(number),
    }),
  ),
  note: text,
});

/** Reads a computation graph with its numbers. */
export const expressionGraph: Decoder<ExpressionGraphView> = (value, path) => {
  const read = rawView(value, path);
  if (read.numbers.length !== read.graph.nodes.length) throw new TypeError(`${path} lacks numbers of nodes`);
  return read;
};
