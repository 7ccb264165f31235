import { reverse } from '../autodiff/reverse.ts';
import { makeFunction } from '../compile/make-function.ts';
import { multiplyOut } from '../compile/powers.ts';
import { scalarize } from '../compile/scalarize.ts';
import { literal, straightLine } from '../compile/straight-line.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import type { Method } from '../methods/method.ts';
import type { Objective } from '../objective.ts';
import type { Rate } from './experiment.ts';

/** The greatest number of variables and of operations of f and its gradient for which steps are compiled in one piece. */
const MOST_VARIABLES = 16;
const MOST_OPERATIONS = 1500;
/** Squared lengths between these neither vanish nor overflow. */
const LEAST = 1e-280;
const GREATEST = 1e280;
/** βᵏ is carried along as a product, and taken anew every so many steps (a power of two), so that its error stays small. */
const BLOCK = 256;

/** The bounds at which a burst ends, in this order; NaN switches one off. */
export const BURST_LIMITS = [
  'decrease',
  'relativeDecrease',
  'gradient',
  'step',
  'target',
  'divergence',
] as const;

/** The columns that a burst writes, a row per step. */
export interface BurstColumns {
  readonly f: Float64Array;
  readonly gradientNorm: Float64Array;
  readonly step: Float64Array;
  readonly rate: Float64Array;
  /** n entries a row. */
  readonly x: Float64Array;
}

/**
 * Takes up to `rows` steps of a method, until a limit is reached, or a candidate is not finite or so near the ends of the range of
 * numbers that its length wants care.
 *
 * @param point - x, then the gradient, then each state vector; n entries each. Holds the last accepted point afterwards.
 * @param k - The number of steps taken before.
 * @param value - f at x.
 * @param limits - See `BURST_LIMITS`; all for the function that is minimized.
 * @param scalars - η where it is constant, then the hyperparameters in declared order.
 * @returns The number of steps taken. If it is less than `rows` and no limit is reached, the next step wants care.
 */
export type Burst = (
  point: Float64Array,
  k: number,
  value: number,
  limits: Float64Array,
  rows: number,
  columns: BurstColumns,
  scalars: Float64Array,
) => number;

/**
 * Compiles method and gradient into one function whose numbers stay in registers from step to step: a call for each step would cost
 * more than the step.
 *
 * @returns Undefined for objectives that are too large, and where generating code is forbidden.
 */
export function compileBurst(
  objective: Objective,
  sense: 'minimize' | 'maximize',
  method: Method,
  rate: Rate,
): Burst | undefined {
  const n = objective.size;
  if (n > MOST_VARIABLES || rate.kind === 'search') return undefined;
  const gradient = gradientCode(objective, sense);
  if (!gradient) return undefined;
  const update = updateCode(n, method, rate);
  const states = method.state.length;
  const range = Array.from({ length: n }, (_, i) => i);
  const all = (make: (i: number) => string) => range.map(make);
  const sumOfSquares = (names: readonly string[]) => names.map((name) => `${name} * ${name}`).join(' + ');
  const locals = [...all((i) => `x${i}`), ...all((i) => `g${i}`), ...stateNames(states, n)];
  const body = [
    'const { f: cf, gradientNorm: cg, step: cs, rate: cr, x: cx } = c;',
    ...method.hyperparameters.map((_, i) => `const q${i + 1} = q[${i + 1}];`),
    'const q0 = q[0];',
    ...update.fixed,
    'const decrease = limits[0], relative = limits[1], gradient = limits[2], step = limits[3], target = limits[4], divergence = limits[5];',
    ...locals.map((name, i) => `let ${name} = p[${i}];`),
    ...update.powers.map((beta, i) => `let w${i} = powerAt(${beta}, k);`),
    'let row = 0;',
    'while (row < rows) {',
    'k++;',
    ...update.powers.map((beta, i) => `w${i} = (k & ${BLOCK - 1}) === 0 ? ${beta} ** k : w${i} * ${beta};`),
    ...update.statements,
    ...update.next.map((code, i) => `const ${i < n ? `y${i}` : `n${i - n}`} = ${code};`),
    ...gradient.statements,
    `const f = ${gradient.value};`,
    ...gradient.entries.map((code, i) => `const h${i} = ${code};`),
    `const square = ${sumOfSquares(all((i) => `h${i}`))};`,
    ...all((i) => `const d${i} = y${i} - x${i};`),
    `const lengthSquare = ${sumOfSquares(all((i) => `d${i}`))};`,
    // NaN and infinity, and squares near the ends of the range of numbers, are left to the careful way.
    `if (!(f - f === 0 && square > ${LEAST} && square < ${GREATEST} && lengthSquare < ${GREATEST} && (lengthSquare > ${LEAST} || ${all((i) => `d${i} === 0`).join(' && ')}))) break;`,
    'const length = Math.sqrt(lengthSquare), norm = Math.sqrt(square);',
    `cf[row] = f; cg[row] = norm; cs[row] = length; cr[row] = ${update.rate};`,
    ...all((i) => `cx[row * ${n} + ${i}] = y${i};`),
    'row++;',
    ...all((i) => `x${i} = y${i}; g${i} = h${i};`),
    ...stateNames(states, n).map((name, i) => `${name} = n${i};`),
    'const gain = Math.abs(value - f);',
    'const part = relative * Math.max(Math.abs(value), Math.abs(f));',
    'value = f;',
    'if (gain < decrease || gain <= part || norm < gradient || length < step || f <= target || f > divergence) break;',
    '}',
    ...locals.map((name, i) => `p[${i}] = ${name};`),
    'return row;',
  ].join('\n');
  // A function of k alone: the same wherever a burst begins.
  const powerAt = `const powerAt = (beta, k) => {
    let power = beta ** (k - (k & ${BLOCK - 1}));
    for (let i = k & ${BLOCK - 1}; i > 0; i--) power *= beta;
    return power;
  };`;
  return makeFunction<Burst>('p, k, value, limits, rows, c, q', `${powerAt}\n${body}`);
}

function stateNames(states: number, n: number): string[] {
  return Array.from({ length: states * n }, (_, i) => `s${Math.floor(i / n)}_${i % n}`);
}

/** f and its gradient at y0, y1 … */
function gradientCode(objective: Objective, sense: 'minimize' | 'maximize') {
  const b = new GraphBuilder(objective.graph);
  const output = sense === 'maximize' ? b.neg(objective.output) : objective.output;
  const parameters = objective.parameters.map(({ name, shape, offset }) => b.parameter(name, shape, offset));
  const scalar = scalarize(b.nodes, [output, ...reverse(b, output, parameters)], MOST_OPERATIONS);
  if (!scalar) return undefined;
  const code = straightLine(scalar.graph, scalar.roots.flat(), (offset) => `y${offset}`);
  const [value, ...entries] = code.roots;
  return {
    statements: code.statements[0] as readonly string[],
    value: value as string,
    entries,
  };
}

/** The update rule for every entry: the next x, then the next state. */
function updateCode(n: number, method: Method, rate: Rate) {
  const b = new GraphBuilder();
  const k = b.parameter('', [], 0);
  const vectors = 2 + method.state.length;
  const parameter = (vector: number, i: number) => b.parameter('', [], 1 + vector * n + i);
  const scalars = 1 + vectors * n;
  const powersFrom = scalars + 1 + method.hyperparameters.length;
  const hyperparameters = Object.fromEntries(
    method.hyperparameters.map(({ name }, i) => [name, b.parameter('', [], scalars + 1 + i)]),
  );
  const eta = rateNode(b, rate, k, scalars);
  const outputs = Array.from({ length: n }, (_, i) => {
    const state = Object.fromEntries(method.state.map(({ name }, j) => [name, parameter(2 + j, i)]));
    return method.update(b, { x: parameter(0, i), g: parameter(1, i), rate: eta, k, hyperparameters, state });
  });
  const next: NodeId[] = [
    ...outputs.map(({ x }) => x),
    ...method.state.flatMap(({ name }) => outputs.map(({ state }) => state[name] as NodeId)),
  ];
  const { graph, roots, powers } = extractPowers(b, [...next, eta], k, powersFrom);
  const leaf = (offset: number) => {
    if (offset === 0) return 'k';
    if (offset >= powersFrom) return `w${offset - powersFrom}`;
    if (offset >= scalars) return `q${offset - scalars}`;
    const vector = Math.floor((offset - 1) / n);
    const i = (offset - 1) % n;
    return vector === 0 ? `x${i}` : vector === 1 ? `g${i}` : `s${vector - 2}_${i}`;
  };
  // What depends on the hyperparameters alone is computed once.
  const moving = new Uint8Array(graph.length);
  graph.forEach(({ op, inputs, attributes }, id) => {
    const offset = attributes.offset as number;
    const fixed = op !== 'parameter' || (offset >= scalars && offset < powersFrom);
    moving[id] = fixed && !inputs.some((input) => moving[input]) ? 0 : 1;
  });
  const code = straightLine(graph, roots, leaf, (id) => moving[id] as number, 2);
  // Named apart from the temporaries of f.
  const rename = (text: string) => text.replace(/\bt(\d+)\b/g, 'u$1');
  return {
    fixed: (code.statements[0] as readonly string[]).map(rename),
    statements: (code.statements[1] as readonly string[]).map(rename),
    next: code.roots.slice(0, -1).map(rename),
    rate: rename(code.roots.at(-1) as string),
    powers: powers.map((base) => (typeof base === 'number' ? literal(base) : `q${base.offset - scalars}`)),
  };
}

/** Replaces every βᵏ, where β is a number or a hyperparameter, by a parameter of its own, numbered from `from`. */
function extractPowers(b: GraphBuilder, roots: readonly NodeId[], k: NodeId, from: number) {
  const next = new GraphBuilder();
  const powers: (number | { readonly offset: number })[] = [];
  const place: NodeId[] = [];
  const baseOf = (id: NodeId) => {
    const { op, attributes } = b.node(id);
    return op === 'parameter' && id !== k ? { offset: attributes.offset as number } : b.constantOf(id);
  };
  b.nodes.forEach(({ op, inputs, ...node }, id) => {
    const base = op === 'pow' && inputs[1] === k ? baseOf(inputs[0] as NodeId) : undefined;
    const moved = inputs.map((input) => place[input] as NodeId);
    if (base !== undefined) place[id] = next.parameter('', [], from + powers.push(base) - 1);
    else place[id] = moved.length > 0 ? next.apply(op, moved) : next.copy({ ...node, op, inputs });
  });
  return { graph: next.nodes, roots: roots.map((root) => place[root] as NodeId), powers };
}

/** The rate of step k as a node; schedules count iterations from 0. */
function rateNode(b: GraphBuilder, rate: Rate, k: NodeId, constant: number): NodeId {
  if (rate.kind === 'constant') return b.parameter('', [], constant);
  if (rate.kind === 'search') throw new Error('a line search is no rate known in advance');
  const place: NodeId[] = [];
  rate.graph.forEach((node, id) => {
    const inputs = node.inputs.map((input) => place[input] as NodeId);
    if (node.op === 'parameter') place[id] = b.sub(k, b.constant(1));
    else if (node.op === 'pow') {
      const [x, y] = inputs as [NodeId, NodeId];
      place[id] = multiplyOut(b, x, b.constantOf(y)) ?? b.apply('pow', [x, y]);
    } else place[id] = node.inputs.length > 0 ? b.apply(node.op, inputs) : b.copy(node);
  });
  return place[rate.output] as NodeId;
}
