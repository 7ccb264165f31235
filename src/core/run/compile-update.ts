import { interpreter } from '../compile/interpret.ts';
import { makeFunction } from '../compile/make-function.ts';
import { straightLine } from '../compile/straight-line.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { Graph, Node, NodeId } from '../graph/node.ts';
import type { Method } from '../methods/method.ts';

/**
 * One step of a method: reads x, the gradient g and the state vectors, writes the next x and state.
 *
 * @param scalars - The rate η, the number k of the step (from 1), then the hyperparameters in declared order.
 */
export type UpdateFunction = (
  x: Float64Array,
  g: Float64Array,
  state: readonly Float64Array[],
  scalars: Float64Array,
  nextX: Float64Array,
  nextState: readonly Float64Array[],
) => void;

const compiled = new WeakMap<Method, UpdateFunction>();

/** A method's update rule as one loop over the entries; what is the same for all entries is computed before it. */
export function compileUpdate(method: Method): UpdateFunction {
  const update = compiled.get(method) ?? compileAfresh(method);
  compiled.set(method, update);
  return update;
}

function compileAfresh(method: Method): UpdateFunction {
  const { graph, outputs } = updateGraph(method);
  const vectors = 2 + method.state.length;
  const leaf = (offset: number) => {
    if (offset >= vectors) return `q[${offset - vectors}]`;
    return offset === 0 ? 'x[i]' : offset === 1 ? 'g[i]' : `s${offset - 2}[i]`;
  };
  const perEntry = new Uint8Array(graph.length);
  graph.forEach(({ op, inputs, attributes }, id) => {
    const own = op === 'parameter' && (attributes.offset as number) < vectors;
    perEntry[id] = own || inputs.some((input) => perEntry[input]) ? 1 : 0;
  });
  const code = straightLine(graph, outputs, leaf, (id) => perEntry[id] as number, 2);
  const states = method.state.map((_, i) => `const s${i} = s[${i}], n${i} = ns[${i}];`);
  const body = [
    ...states,
    ...(code.statements[0] as readonly string[]),
    'for (let i = 0; i < x.length; i++) {',
    ...(code.statements[1] as readonly string[]),
    `nx[i] = ${code.roots[0]};`,
    ...method.state.map((_, i) => `n${i}[i] = ${code.roots[i + 1]};`),
    '}',
  ].join('\n');
  return makeFunction<UpdateFunction>('x, g, s, q, nx, ns', body) ?? interpretUpdate(graph, outputs, vectors);
}

/** The update rule as a graph: entry 0 of its x is xₖ, 1 the gradient, then the state, η, k and the hyperparameters. */
function updateGraph(method: Method): { graph: Graph; outputs: NodeId[] } {
  const b = new GraphBuilder();
  let offset = 0;
  const next = () => b.parameter('', [], offset++);
  const [x, g] = [next(), next()];
  const state = Object.fromEntries(method.state.map(({ name }) => [name, next()]));
  const [rate, k] = [next(), next()];
  const hyperparameters = Object.fromEntries(method.hyperparameters.map(({ name }) => [name, next()]));
  const result = method.update(b, { x, g, rate, k, hyperparameters, state });
  return {
    graph: b.nodes,
    outputs: [result.x, ...method.state.map(({ name }) => result.state[name] as NodeId)],
  };
}

function interpretUpdate(
  graph: readonly Node[],
  outputs: readonly NodeId[],
  vectors: number,
): UpdateFunction {
  const run = interpreter(graph, outputs);
  return (x, g, state, scalars, nextX, nextState) => {
    const inputs = new Float64Array(vectors + scalars.length);
    inputs.set(scalars, vectors);
    for (let i = 0; i < x.length; i++) {
      [x, g, ...state].forEach((vector, j) => {
        inputs[j] = vector[i] as number;
      });
      const values = run(inputs);
      nextX[i] = values[0]?.[0] as number;
      nextState.forEach((vector, j) => {
        vector[i] = values[j + 1]?.[0] as number;
      });
    }
  };
}
