import { graphWork } from '../compile/graph-work.ts';
import { multiplyOut } from '../compile/powers.ts';
import { literal, straightLine } from '../compile/straight-line.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import type { Method } from '../methods/method.ts';
import { type CompiledSteps, type EvaluationCode, entries, type StepCode } from '../methods/step-code.ts';
import type { Rate } from './experiment.ts';
import type { RuleState } from './rule-solver.ts';

/** With more variables, the loop over the entries of x is as fast as code for each. */
const MOST_VARIABLES = 16;
/** βᵏ is carried along as a product, and taken anew every so many steps (a power of two), so that its error stays small. */
const BLOCK = 256;

/** The steps of an update rule as code; undefined where the rate is a line search. */
export function ruleSteps(method: Method, rate: Rate): CompiledSteps<RuleState> | undefined {
  if (rate.kind === 'search') return undefined;
  return {
    // A schedule is part of the code; rates that are numbers are not.
    ...(rate.kind === 'constant' ? { key: method.name } : {}),
    most: MOST_VARIABLES,
    constants: ({ hyperparameters }) => [
      rate.kind === 'constant' ? rate.value : Number.NaN,
      ...method.hyperparameters.map(({ name }) => hyperparameters[name] as number),
    ],
    code: (n, evaluation) => ruleCode(n, method, rate, evaluation),
    initial: (n) => method.state.flatMap(({ initial }) => new Array<number>(n).fill(initial)),
    save: ({ vectors }, p, at) => {
      for (const [i, vector] of vectors.entries()) p.set(vector, at + i * vector.length);
    },
    restore: (state, p, at, steps) => {
      state.k = steps + 1;
      for (const [i, vector] of state.vectors.entries()) {
        vector.set(p.subarray(at + i * vector.length, at + (i + 1) * vector.length));
      }
    },
  };
}

function ruleCode(n: number, method: Method, rate: Rate, evaluation: EvaluationCode): StepCode {
  const update = updateCode(n, method, rate);
  const state = method.state.flatMap((_, j) => entries(n, (i) => `s${j}_${i}`));
  return {
    state,
    before: [
      ...entries(1 + method.hyperparameters.length, (i) => `const q${i} = q[${i}];`),
      ...update.fixed,
      ...(update.powers.length > 0 ? [POWER_AT] : []),
      ...update.powers.map((beta, i) => `let w${i} = powerAt(${beta}, k);`),
    ],
    step: [
      ...update.powers.map((beta, i) => `w${i} = (k & ${BLOCK - 1}) === 0 ? ${beta} ** k : w${i} * ${beta};`),
      ...update.statements,
      // A rate below 0 is left to the solver, which tells it.
      ...(rate.kind === 'schedule' ? [`if (${update.rate} < 0) break steps;`] : []),
      ...update.next.map((code, i) => `const ${i < n ? `y${i}` : `n${i - n}`} = ${code};`),
      ...evaluation.statements,
      `const f = ${evaluation.value};`,
      ...evaluation.gradient.map((code, i) => `const h${i} = ${code};`),
    ],
    accepted: state.map((name, i) => `${name} = n${i};`),
    rate: update.rate,
    evaluations: '1',
    calls: {},
    work: update.work,
    brief: false,
  };
}

/** βᵏ as the steps carry it: a function of k alone, the same wherever a burst begins. */
const POWER_AT = `const powerAt = (beta, k) => {
  let power = beta ** (k - (k & ${BLOCK - 1}));
  for (let i = k & ${BLOCK - 1}; i > 0; i--) power *= beta;
  return power;
};`;

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
    work: graphWork(graph, roots),
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
