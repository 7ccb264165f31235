import type { CompiledObjective } from '../compile/compile-objective.ts';
import { SOURCES } from '../gradients/registry.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import type { Method } from '../methods/method.ts';
import { isSolver, METHODS } from '../methods/registry.ts';
import { ruleOptions } from '../methods/rule-options.ts';
import { coordinateNames } from '../objective.ts';
import { gradientOf } from '../run/choose-solver.ts';
import type { Clock } from '../run/clock.ts';
import { ObjectiveEvaluator } from '../run/objective-evaluator.ts';
import { ruleSolver } from '../run/rule-solver.ts';
import { Run } from '../run/run.ts';
import type { RunRequest } from '../run/run-request.ts';
import { parenthesized } from './delimited.ts';
import { texNumber, texSubstituted } from './step-tex.ts';
import { texName } from './tex-formula.ts';

/** A line of a step, `left ← right = value`, in TeX. */
export interface StepLine {
  readonly left: string;
  /** The rule with the numbers of the step; absent where the method has no rule that works entry by entry. */
  readonly right?: string;
  readonly value: string;
  /** The value itself, which TeX rounds. */
  readonly number: number;
}

/** One step of a run, with its numbers. */
export interface StepExplanation {
  /** The step leads from xₖ to xₖ₊₁. */
  readonly k: number;
  /** The method's rule in TeX. */
  readonly rule: string;
  /** The rate and the hyperparameters. */
  readonly settings: readonly StepLine[];
  /** Where the gradient came from, in words: "Backpropagation". */
  readonly source: string;
  /** Whether that is an estimate. */
  readonly estimated: boolean;
  /** The first entries of xₖ and of the gradient there. */
  readonly point: readonly StepLine[];
  readonly gradient: readonly StepLine[];
  /** The state vectors, entry after entry; empty where the method has none, or keeps it to itself. */
  readonly state: readonly StepLine[];
  /** The new entries of x, each put aside. */
  readonly temporaries: readonly StepLine[];
  /** xₖ₊₁ of one update after the other, where each sees the ones before it; absent where that is not worth its cost. */
  readonly sequential?: readonly StepLine[];
  /** Entries of x that are not listed. */
  readonly rest: number;
}

/** More entries are not read. */
const MOST_ENTRIES = 6;
/** One gradient for each entry is affordable for so many. */
const MOST_SEQUENTIAL = 32;

/**
 * Repeats a run up to iterate k and explains the step from there: which numbers enter the method's rule, and what comes out.
 * @throws Error where the run does not get as far as k.
 */
export function explainStep(
  request: RunRequest,
  k: number,
  compiled: CompiledObjective,
  clock: Clock,
): StepExplanation {
  const method = METHODS[request.choice.method];
  if (!method) throw new Error(`there is no method ${request.choice.method}`);
  return isSolver(method)
    ? explainSolver(request, k, compiled, clock, method.formula)
    : explainRule(request, k, compiled, method);
}

function explainRule(
  request: RunRequest,
  k: number,
  compiled: CompiledObjective,
  method: Method,
): StepExplanation {
  const { objective, choice, start } = request;
  if (!choice.rate) throw new Error(`${method.name} has no rate; plan the experiment first`);
  const sign = request.sense === 'maximize' ? -1 : 1;
  const evaluator = new ObjectiveEvaluator(
    compiled,
    gradientOf(choice, objective, compiled, undefined, request.bounds),
    sign,
    request.bounds,
  );
  const options = ruleOptions(method, choice.hyperparameters);
  const solver = ruleSolver(method, choice.rate, options);
  const hyper = Object.fromEntries(
    method.hyperparameters.map((each) => [each.name, choice.hyperparameters[each.name] ?? each.default]),
  );
  const settings = { hyperparameters: hyper, rate: undefined, seed: 0 };
  const first = new Float64Array(compiled.size);
  const x0 = Float64Array.from(start);
  let current = { x: x0, f: evaluator.valueAndGradient(x0, first), g: first };
  const state = solver.begin(current, settings, evaluator);
  const advance = () => {
    const outcome = solver.step(state, current, evaluator);
    if (outcome.kind === 'stuck') throw new Error(outcome.message);
    return outcome;
  };
  for (let done = 0; done < k; done++) current = advance().point as typeof current;
  const before = { x: current.x.slice(), g: current.g.slice(), vectors: state.vectors.map((v) => v.slice()) };
  const { point, rate } = advance();

  const { names, count, rest } = entriesOf(request);
  const rule = new UpdateRule(method);
  const stateLines: StepLine[] = [];
  const temporaries: StepLine[] = [];
  for (let i = 0; i < count; i++) {
    const entry = {
      x: before.x[i] as number,
      // Clipped and decayed, where that was asked for.
      g: (options ? state.seen : before.g)[i] as number,
      state: before.vectors.map((vector) => vector[i] as number),
      next: state.vectors.map((vector) => vector[i] as number),
      rate,
      k: k + 1,
      hyper: method.hyperparameters.map(({ name }) => hyper[name] as number),
    };
    const index = i + 1;
    method.state.forEach(({ symbol }, j) => {
      stateLines.push({
        left: `${symbol}_{${index}}`,
        right: rule.substituted(j + 1, entry),
        ...valued(entry.next[j] as number),
      });
    });
    temporaries.push({
      left: `\\mathrm{temp}_{${index}}`,
      right: cutTex(rule.substituted(0, entry), request.bounds?.lower[i], request.bounds?.upper[i]),
      ...valued(point.x[i] as number),
    });
  }
  const simple = isPlain(method, choice.gradient.name, compiled.size) && !request.bounds && !options;
  const sequential = simple ? oneAfterTheOther(before.x, rate, sign, compiled).slice(0, count) : undefined;
  return {
    k,
    rule: method.formula,
    settings: [
      { left: '\\eta', ...valued(rate) },
      ...method.hyperparameters.map(({ name, symbol }) => ({
        left: symbol,
        ...valued(hyper[name] as number),
      })),
    ],
    ...sourceOf(request),
    point: lines(names, before.x),
    gradient: gradientLines(request, names, before.g, sign),
    state: stateLines,
    temporaries,
    ...(sequential && { sequential: lines(names, sequential) }),
    rest,
  };
}

const valued = (number: number) => ({ value: texNumber(number), number });

/** A value that is cut to its interval, where it has one. */
function cutTex(value: string, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY): string {
  const above = Number.isFinite(low) ? `\\max${parenthesized(`${texNumber(low)}, ${value}`)}` : value;
  return Number.isFinite(high) ? `\\min${parenthesized(`${texNumber(high)}, ${above}`)}` : above;
}

/** A method that evaluates where it likes: from where it went, and to where. */
function explainSolver(
  request: RunRequest,
  k: number,
  compiled: CompiledObjective,
  clock: Clock,
  rule: string,
): StepExplanation {
  const run = new Run({ ...request, until: { iterations: k + 1 } }, clock, compiled);
  run.advance(Number.POSITIVE_INFINITY);
  const trace = run.trace();
  const rowOf = (iteration: number) => {
    const row = trace.iteration.indexOf(iteration);
    return row < 0 ? undefined : row;
  };
  const at = rowOf(k);
  if (at === undefined) throw new Error(`the run does not get as far as iterate ${k}`);
  const next = rowOf(k + 1) ?? at;
  const entries = (row: number) => trace.x.slice(row * trace.dimension, (row + 1) * trace.dimension);
  const x = entries(at);
  const g = new Float64Array(x.length);
  compiled.valueAndGradient(x, g);
  const { names, rest } = entriesOf(request);
  const rate = trace.rate[next] as number;
  return {
    k,
    rule,
    settings: next === at || Number.isNaN(rate) ? [] : [{ left: '\\alpha', ...valued(rate) }],
    source: 'Backpropagation',
    estimated: false,
    point: lines(names, x),
    gradient: gradientLines(request, names, g, 1),
    state: [],
    temporaries: names.map((_, i) => ({
      left: `\\mathrm{temp}_{${i + 1}}`,
      ...valued(entries(next)[i] as number),
    })),
    rest,
  };
}

/** The numbers of one entry that enter a rule. */
interface EntryNumbers {
  readonly x: number;
  readonly g: number;
  readonly state: readonly number[];
  readonly next: readonly number[];
  readonly rate: number;
  readonly k: number;
  readonly hyper: readonly number[];
}

/** A method's update rule as a graph whose leaves can be replaced by numbers. */
class UpdateRule {
  readonly #builder = new GraphBuilder();
  readonly #outputs: readonly NodeId[];
  readonly #hyper: readonly NodeId[];

  constructor(method: Method) {
    const b = this.#builder;
    let offset = 0;
    const leaf = () => b.parameter('', [], offset++);
    const [x, g] = [leaf(), leaf()];
    const state = method.state.map(leaf);
    const [rate, k] = [leaf(), leaf()];
    this.#hyper = method.hyperparameters.map(leaf);
    const named = <T>(declared: readonly { readonly name: string }[], values: readonly T[]) =>
      Object.fromEntries(declared.map(({ name }, i) => [name, values[i] as T]));
    const hyperparameters = named(method.hyperparameters, this.#hyper);
    const result = method.update(b, { x, g, rate, k, hyperparameters, state: named(method.state, state) });
    this.#outputs = [result.x, ...method.state.map(({ name }) => result.state[name] as NodeId)];
  }

  /** The new x (0) or state vector (from 1) in TeX; where it is made of another new state, that one's number is written. */
  substituted(output: number, { x, g, state, next, rate, k, hyper }: EntryNumbers): string {
    const leaves = [x, g, ...state, rate, k, ...hyper];
    const made = new Map(this.#outputs.slice(1).map((id, i) => [id, next[i] as number]));
    const graph = this.#builder.nodes;
    return texSubstituted(graph, this.#outputs[output] as NodeId, (id) => {
      const { op, attributes } = this.#builder.node(id);
      return op === 'parameter' ? leaves[attributes.offset as number] : made.get(id);
    });
  }
}

function entriesOf({ objective }: RunRequest) {
  const all = coordinateNames(objective);
  const names = all.slice(0, MOST_ENTRIES).map(texName);
  return { names, count: names.length, rest: all.length - names.length };
}

function lines(names: readonly string[], values: ArrayLike<number>): StepLine[] {
  return names.map((left, i) => ({ left, ...valued(values[i] as number) }));
}

function gradientLines(
  { objective }: RunRequest,
  names: readonly string[],
  g: Float64Array,
  sign: number,
): StepLine[] {
  const f = texName(objective.name);
  const d = g.length === 1 ? 'd' : '\\partial';
  return names.map((name, i) => ({
    left: `\\frac{${d} ${f}}{${d} ${name}}`,
    ...valued(sign * (g[i] as number)),
  }));
}

function sourceOf({ choice }: RunRequest): Pick<StepExplanation, 'source' | 'estimated'> {
  const source = SOURCES[choice.gradient.name];
  return { source: source?.title ?? choice.gradient.name, estimated: source?.kind === 'random' };
}

const isPlain = ({ name }: Method, source: string, size: number): boolean =>
  name === 'gd' && source === 'backprop' && size > 1 && size <= MOST_SEQUENTIAL;

/** First east, then north: each entry is updated with the gradient where the ones before it have led. */
function oneAfterTheOther(
  from: Float64Array,
  rate: number,
  sign: number,
  compiled: CompiledObjective,
): Float64Array {
  const x = from.slice();
  const g = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) {
    compiled.valueAndGradient(x, g);
    x[i] = (x[i] as number) - sign * rate * (g[i] as number);
  }
  return x;
}
