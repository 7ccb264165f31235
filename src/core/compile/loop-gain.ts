import type { Graph, Node, NodeId } from '../graph/node.ts';
import { elementwise } from '../graph/primitives/table.ts';
import { sizeOf } from '../graph/shape.ts';
import { live } from './live.ts';
import { isLowered } from './loops/lower-primitives.ts';
import { isImported } from './wasm/callees.ts';

/** How many nanoseconds less an operation takes for each entry in a loop than in straight-line code, on pairs of numbers. */
const SAVED: Readonly<Record<string, number>> = {
  exp: 3.5,
  log: 2,
  log1p: 2.5,
  expm1: 4,
  sin: 3.5,
  cos: 3.5,
  softplus: 6,
  sigmoid: 4,
  sigmoidSlope: 2,
  tanh: 8,
  sinh: 8,
  cosh: 6,
  logcosh: 12,
  sech: 1,
  sqrt: 1,
  div: 0.4,
  // To read an entry of x, and write one of the gradient.
  parameter: 0.6,
};
/** … a sum or a product; most of them wait for others in both ways. */
const SAVED_BY_ARITHMETIC = 0.012;
/** … a product of a matrix, and its addition. */
const SAVED_BY_PRODUCT = 0.15;
/** … a function that WebAssembly lacks, and JavaScript is called for. */
const LOST_BY_CALL = 10;

/**
 * How many nanoseconds faster a graph is evaluated by loops in WebAssembly than by straight-line code, their call apart; less than 0 where they
 * are slower. An estimate from times on one machine (x86-64, Node 20), of functions of 4 to 96 variables.
 */
export function loopGain(graph: Graph, roots: readonly NodeId[]): number {
  const needed = live(graph, roots);
  return graph.reduce((gain, node, id) => (needed[id] ? gain + gainOf(graph, node) : gain), 0);
}

function gainOf(graph: Graph, { op, shape, inputs }: Node): number {
  const entries = sizeOf(shape);
  // What is one number is computed by itself in both ways.
  if (entries < 2) return 0;
  const second = graph[inputs[1] as NodeId];
  if (op === 'matmul') return entries * (second?.shape[0] as number) * SAVED_BY_PRODUCT;
  const saved = SAVED[op];
  if (saved !== undefined) return entries * saved;
  if (!elementwise(op)) return 0;
  const called = op === 'pow' ? !isWritten(graph, second as Node) : isImported(op) && !isLowered(op);
  return entries * (called ? -LOST_BY_CALL : SAVED_BY_ARITHMETIC);
}

/** Whether an exponent is a whole number of halves, so that the power is made of products and a root. */
function isWritten(graph: Graph, { op, inputs, attributes }: Node): boolean {
  return op === 'broadcast'
    ? isWritten(graph, graph[inputs[0] as NodeId] as Node)
    : Number.isInteger(2 * (attributes.value as number));
}
