import { live } from '../compile/live.ts';
import { printFormula } from '../explain/print-formula.ts';
import { formulasUpTo } from '../explain/read-formula.ts';
import { coordinateLabel } from '../figures/coordinate-label.ts';
import type { Graph, Node, NodeId } from '../graph/node.ts';
import { sizeOf } from '../graph/shape.ts';
import type { Objective } from '../objective.ts';
import type { ExpressionGraph, ExpressionNode } from './expression-graph.ts';
import { foldableNodes } from './foldable-nodes.ts';
import { constantLabel, operationLabel, raised } from './operation-label.ts';

/** Where a node of the drawn graph comes from: a node of the objective, or some terms of a long sum. */
export type NodeOrigin =
  | { readonly kind: 'node'; readonly node: NodeId }
  | { readonly kind: 'terms'; readonly sum: NodeId };

/** The drawn graph, and for each of its nodes where it comes from. */
export interface BuiltGraph {
  readonly graph: ExpressionGraph;
  readonly origins: readonly NodeOrigin[];
}

/** More operations are not drawn. */
export const MOST_OPERATIONS = 1500;
/** More terms of a sum are put together, so many to a node. */
const MOST_TERMS = 8;
/** Longer formulas are left out. */
const LONGEST_FORMULA = 40;

type Term = ExpressionNode['inputs'][number];

/**
 * The computation graph of an objective as a reader sees it: sums of several terms are one node, constants that are numbers part of
 * the operation that uses them, repetitions along axes nothing at all.
 *
 * @returns Undefined where it has more than 1,500 operations.
 */
export function buildExpressionGraph(objective: Objective): BuiltGraph | undefined {
  const { graph, output } = objective;
  const needed = live(graph, [output]);
  if (needed.reduce((sum, each) => sum + each, 0) > MOST_OPERATIONS) return undefined;
  return new Builder(objective, needed).build();
}

class Builder {
  readonly #graph: Graph;
  readonly #nodes: ExpressionNode[] = [];
  readonly #origins: NodeOrigin[] = [];
  readonly #placed = new Map<NodeId, number>();
  readonly #uses: Uint32Array;
  readonly #sizes: Float64Array;
  readonly #formulaOf;

  constructor(
    private readonly objective: Objective,
    private readonly needed: Uint8Array,
  ) {
    this.#graph = objective.graph;
    this.#uses = new Uint32Array(this.#graph.length);
    this.#sizes = new Float64Array(this.#graph.length);
    this.#formulaOf = formulasUpTo(this.#graph, objective.output);
    for (let id = 0; id <= objective.output; id++) {
      const { inputs } = this.#graph[id] as Node;
      if (!needed[id]) continue;
      for (const input of inputs) this.#uses[input] = (this.#uses[input] as number) + 1;
      this.#sizes[id] = inputs.reduce((sum, input) => sum + (this.#sizes[input] as number), 1);
    }
  }

  build(): BuiltGraph {
    const inner = this.#partsOfSums();
    const { output } = this.objective;
    for (let id = 0; id <= output; id++) {
      if (this.needed[id] && !inner[id] && !this.#isTransparent(id)) this.#place(id);
    }
    const at = this.#at(output);
    const nodes = foldableNodes(this.#nodes, at);
    return { graph: { nodes, output: at }, origins: this.#origins };
  }

  /** Sums that are a term of one other sum only: they are written as part of it. */
  #partsOfSums(): Uint8Array {
    const inner = new Uint8Array(this.#graph.length);
    const called = new Set(this.objective.calls?.map(({ output }) => output));
    this.#graph.forEach(({ op, inputs }, id) => {
      if (!this.needed[id] || !SUMS.has(op)) return;
      for (const input of inputs) {
        const node = this.#graph[input] as Node;
        const fits = SUMS.has(node.op) && node.op !== 'neg' && this.#uses[input] === 1 && !called.has(input);
        if (fits && node.shape.length === (this.#graph[id] as Node).shape.length) inner[input] = 1;
      }
    });
    return inner;
  }

  #isTransparent(id: NodeId): boolean {
    const { op, shape } = this.#graph[id] as Node;
    return (
      op === 'broadcast' ||
      op === 'reshape' ||
      (op === 'constant' && shape.length === 0 && id !== this.objective.output)
    );
  }

  /** The drawn node that a node is shown by. */
  #at(id: NodeId): number {
    const there = this.#placed.get(id);
    if (there !== undefined) return there;
    const { op, inputs } = this.#graph[id] as Node;
    // A constant number that stands alone, such as one that fills an array.
    return op === 'broadcast' || op === 'reshape' ? this.#at(inputs[0] as NodeId) : this.#place(id);
  }

  #constantOf(id: NodeId): number | undefined {
    const { op, inputs, attributes } = this.#graph[id] as Node;
    if (op === 'broadcast' || op === 'reshape') return this.#constantOf(inputs[0] as NodeId);
    return op === 'constant' && typeof attributes.value === 'number' ? attributes.value : undefined;
  }

  #place(id: NodeId): number {
    const node = this.#graph[id] as Node;
    const { op, shape, attributes, inputs } = node;
    if (op === 'parameter') {
      const name = attributes.name ?? '';
      return this.#add(id, 'parameter', { label: coordinateLabel(name), title: 'parameter' }, shape, []);
    }
    if (op === 'constant') {
      const { value } = attributes;
      const label =
        typeof value === 'number' ? constantLabel(value) : (attributes.name ?? `[${shape.join('×')}]`);
      return this.#add(
        id,
        'constant',
        { label, title: typeof value === 'number' ? 'number' : 'data' },
        shape,
        [],
      );
    }
    if (SUMS.has(op)) {
      const terms = this.#termsOf(id);
      if (terms.length > 2) return this.#placeSum(id, terms);
    }
    if (op === 'mul' && inputs[0] === inputs[1]) {
      const square = { label: raised(2), title: 'power' };
      return this.#add(id, 'operation', square, shape, [{ node: this.#at(inputs[0] as NodeId), sign: 1 }]);
    }
    const constants = inputs.map((input) => this.#constantOf(input));
    // One constant becomes part of the sign; of two the first stays a node.
    const folded = constants.filter((each) => each !== undefined).length === 1 && inputs.length === 2;
    const kept = inputs.filter((_, i) => !folded || constants[i] === undefined);
    const label = operationLabel(node, folded ? constants : []);
    return this.#add(
      id,
      'operation',
      label,
      shape,
      kept.map((input, i) => ({
        node: this.#at(input),
        sign: op === 'sub' && inputs[1] === input && (i > 0 || folded) ? -1 : op === 'neg' ? -1 : 1,
      })),
    );
  }

  #termsOf(id: NodeId): { node: NodeId; sign: 1 | -1 }[] {
    const terms: { node: NodeId; sign: 1 | -1 }[] = [];
    const open: { node: NodeId; sign: 1 | -1 }[] = [{ node: id, sign: 1 }];
    for (let top = open.pop(); top; top = open.pop()) {
      const { op, inputs, shape } = this.#graph[top.node] as Node;
      const fits =
        top.node === id ||
        (SUMS.has(op) &&
          op !== 'neg' &&
          this.#isInner(top.node) &&
          shape.length === (this.#graph[id] as Node).shape.length);
      if (!fits) {
        terms.push(top);
        continue;
      }
      const [first, second] = inputs as [NodeId, NodeId | undefined];
      const opposite = top.sign === 1 ? -1 : 1;
      if (second !== undefined) open.push({ node: second, sign: op === 'sub' ? opposite : top.sign });
      open.push({ node: first, sign: op === 'neg' ? opposite : top.sign });
    }
    return terms;
  }

  #isInner(id: NodeId): boolean {
    return this.#uses[id] === 1 && !this.objective.calls?.some(({ output }) => output === id);
  }

  /** Numbers among the terms are part of the sign; of many terms each few make a node of their own. */
  #placeSum(id: NodeId, all: readonly { node: NodeId; sign: 1 | -1 }[]): number {
    const { shape } = this.#graph[id] as Node;
    let constant = 0;
    let terms: Term[] = [];
    for (const { node, sign } of all) {
      const value = this.#constantOf(node);
      if (value === undefined) terms.push({ node: this.#at(node), sign });
      else constant += sign * value;
    }
    for (let size = 1; terms.length > MOST_TERMS; size *= MOST_TERMS) {
      const groups: Term[] = [];
      for (let from = 0; from < terms.length; from += MOST_TERMS) {
        const part = terms.slice(from, from + MOST_TERMS);
        const first = from * size + 1;
        const last = Math.min(all.length, (from + part.length) * size);
        groups.push(
          part.length === 1
            ? (part[0] as Term)
            : { node: this.#addTerms(id, part, `terms ${first}–${last}`), sign: 1 },
        );
      }
      terms = groups;
    }
    const number = constantLabel(Math.abs(constant));
    const label = constant === 0 ? '+' : `+ ${constant < 0 ? `(−${number})` : number}`;
    return this.#add(
      id,
      'operation',
      { label: constant < 0 ? `− ${number} +` : label, title: 'sum' },
      shape,
      terms,
    );
  }

  #addTerms(sum: NodeId, inputs: readonly Term[], formula: string): number {
    const { shape } = this.#graph[sum] as Node;
    const id = this.#nodes.push({
      id: this.#nodes.length,
      kind: 'operation',
      label: '+',
      title: 'part of a sum',
      formula,
      shape,
      inputs,
    });
    this.#origins.push({ kind: 'terms', sum });
    return id - 1;
  }

  #add(
    origin: NodeId,
    kind: ExpressionNode['kind'],
    { label, title }: { label: string; title: string },
    shape: readonly number[],
    inputs: readonly Term[],
  ): number {
    const id = this.#nodes.length;
    const call = this.objective.calls?.find(({ output }) => output === origin);
    const formula = this.#formula(origin, title);
    this.#nodes.push({ id, kind, label, title, formula, shape, inputs, ...(call && { call: call.name }) });
    this.#origins.push({ kind: 'node', node: origin });
    this.#placed.set(origin, id);
    return id;
  }

  #formula(id: NodeId, title: string): string {
    const { op, shape } = this.#graph[id] as Node;
    if (op === 'constant' && sizeOf(shape) > 6) return `data, ${shape.join('×')}`;
    if ((this.#sizes[id] as number) > LONGEST_FORMULA) return `${title} of ${this.#sizes[id]} operations`;
    const text = printFormula(this.#formulaOf(id));
    return text.length > 120 ? `${title}, ${text.slice(0, 100)}…` : text;
  }
}

const SUMS = new Set(['add', 'sub', 'neg']);
