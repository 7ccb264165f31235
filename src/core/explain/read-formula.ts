import { live } from '../compile/live.ts';
import { type Moves, movesOf } from '../compile/moves.ts';
import type { Graph, Node, NodeId } from '../graph/node.ts';
import { type Shape, sameShape, sizeOf, stridesOf } from '../graph/shape.ts';
import { isGuard } from './differentiated.ts';
import { call, type Formula, named, numeral, operation } from './formula.ts';
import { nameNumber } from './name-number.ts';
import { indexed, MOST_ENTRIES, spanOf } from './read-entries.ts';
import { exact, isNumber, joined, nested, type Reading, squeezed, together, trimmed } from './reading.ts';

/** What a graph does not know about itself. */
export interface ReadOptions {
  /** The name of a parameter or a constant; a parameter's own name, and a constant's value, where undefined. */
  readonly nameOf?: (node: Node) => string | undefined;
  /** From this node on, rules of differentiation made the nodes: `d == 0 ? 0 : t/d` is read as `t/d`. */
  readonly guardsFrom?: NodeId;
}

/**
 * A node as a formula: parsed as `.gd` text it gives the same values. Sums over axes, slices, products of matrices and choices
 * are written with the functions and indices of the language; what it has no word for is written entry by entry, or, where
 * there are more than 64 entries, as a call of the primitive (`scatter(x)`), which reads well but does not parse back.
 * Parts that are shared in the graph are shared in the formula, which may be much longer when it is written out.
 */
export function readFormula(graph: Graph, node: NodeId, options: ReadOptions = {}): Formula {
  return formulasUpTo(graph, node, options)(node);
}

/** What `readFormula` gives, for all nodes that a node is made of, at the cost of one. */
export function formulasUpTo(
  graph: Graph,
  node: NodeId,
  { nameOf, guardsFrom }: ReadOptions = {},
): (id: NodeId) => Formula {
  const readings = new Map<NodeId, Reading>();
  const pending = live(graph, [node]);
  for (let id = 0; id <= node; id++) {
    if (!pending[id]) continue;
    const each = graph[id] as Node;
    const inputs = each.inputs.map((input) => readings.get(input) as Reading);
    if (guardsFrom !== undefined && id >= guardsFrom) {
      const known = readRule(graph, each, guardsFrom, readings);
      if (known) {
        readings.set(id, known);
        continue;
      }
    }
    const shapes = each.inputs.map((input) => (graph[input] as Node).shape);
    readings.set(id, new NodeReader(each, inputs, shapes, nameOf).read());
  }
  return (id) => exact(readings.get(id) as Reading, (graph[id] as Node).shape);
}

const INFIX = new Map([
  ['add', '+'],
  ['sub', '-'],
  ['mod', 'mod'],
  ['eq', '=='],
  ['ne', '!='],
  ['lt', '<'],
  ['le', '<='],
  ['gt', '>'],
  ['ge', '>='],
  ['and', 'and'],
  ['or', 'or'],
  ['neg', 'neg'],
  ['not', 'not'],
] as const);

class NodeReader {
  constructor(
    private readonly node: Node,
    private readonly inputs: readonly Reading[],
    private readonly shapes: readonly Shape[],
    private readonly nameOf: ReadOptions['nameOf'],
  ) {}

  read(): Reading {
    const { op, shape, attributes, inputs } = this.node;
    switch (op) {
      case 'constant':
        return this.constant();
      case 'parameter':
        return { formula: named(this.nameOf?.(this.node) ?? attributes.name ?? ''), shape };
      case 'broadcast':
        // Repeated where it meets others; only at its end as a whole.
        return this.inputs[0] as Reading;
      case 'reshape':
        return this.reshape();
      case 'sum': {
        const { axis } = attributes;
        const whole = this.exact(0);
        return {
          formula: axis === undefined ? call('sum', whole) : call('sum', whole, numeral(axis + 1)),
          shape,
        };
      }
      case 'permute':
        return shape.length === 2
          ? { formula: operation("'", this.exact(0)), shape }
          : this.entries(this.places(this.shapes[0] as Shape));
      case 'slice':
        return this.slice();
      case 'gather':
        return this.gather();
      case 'pad':
      case 'scatter':
        return this.placed();
      case 'matmul':
        return { formula: operation('*', this.exact(0), this.exact(1)), shape };
      case 'solve':
        return { formula: call('lusolve', this.exact(0), this.exact(1)), shape };
      case 'cofactors':
        return { formula: this.cofactors(), shape };
      case 'det':
        return { formula: call('det', this.exact(0)), shape };
      default:
        return this.elementwise(inputs);
    }
  }

  /** det(A)·A⁻ᵀ, and its derivative along T. */
  private cofactors(): Formula {
    const a = this.exact(0);
    const inverse = call('inv', a);
    const transposed = (formula: Formula) => operation("'", formula);
    if (this.inputs.length === 1) return operation('*', call('det', a), transposed(inverse));
    const change = operation('*', inverse, this.exact(1));
    const rest = operation('*', change, inverse);
    const terms = operation('-', operation('*', call('trace', change), inverse), rest);
    return operation('*', call('det', a), transposed(terms));
  }

  private exact(input: number): Formula {
    return exact(this.inputs[input] as Reading, this.shapes[input] as Shape);
  }

  private constant(): Reading {
    const { shape, attributes } = this.node;
    const name = this.nameOf?.(this.node);
    if (name !== undefined) return { formula: named(name), shape };
    const { value } = attributes as { value: number | Float64Array };
    if (typeof value === 'number') return { formula: nameNumber(value) ?? numeral(value), shape };
    const write = (from: number, axis: number): Formula => {
      if (axis === shape.length) return numeral(value[from] as number);
      const size = sizeOf(shape.slice(axis + 1));
      return {
        kind: 'array',
        elements: Array.from({ length: shape[axis] as number }, (_, i) => write(from + i * size, axis + 1)),
      };
    };
    return { formula: write(0, 0), shape };
  }

  private elementwise(ids: readonly NodeId[]): Reading {
    const { op } = this.node;
    const shape = this.inputs.map((input) => input.shape).reduce(joined);
    const [x, y, z] = this.inputs.map((input) => input.formula) as [Formula, Formula, Formula];
    const [left, right] = this.inputs.map((input) => input.shape.length === 0);
    const infix = INFIX.get(op as never);
    if (op === 'add') return { formula: together(x, y) ?? operation('+', x, y), shape };
    if (infix) return { formula: operation(infix, ...this.inputs.map((input) => input.formula)), shape };
    switch (op) {
      case 'mul':
        return { formula: operation(left || right ? '*' : '.*', x, y), shape };
      case 'div':
        return { formula: operation(right ? '/' : './', x, y), shape };
      case 'pow':
        return { formula: operation(left && right ? '^' : '.^', x, y), shape };
      case 'select':
        return { formula: { kind: 'conditional', condition: x, consequent: y, alternate: z }, shape };
      case 'max':
      case 'min':
        return { formula: this.extreme(op, x, y, shape), shape };
      case 'oneMinusSquare':
        return { formula: operation('-', numeral(1), operation(left ? '^' : '.^', x, numeral(2))), shape };
      case 'direction':
      case 'inversion': {
        const [first, second] = (ids[0] as NodeId) < (ids[1] as NodeId) ? [0, 1] : [1, 0];
        const [u, v] = [first, second].map((i) => (this.inputs[i as number] as Reading).formula) as [
          Formula,
          Formula,
        ];
        const squared = (each: Formula) => operation(shape.length === 0 ? '^' : '.^', each, numeral(2));
        const below = op === 'direction' ? call('hypot', u, v) : operation('+', squared(u), squared(v));
        return { formula: operation(shape.length === 0 ? '/' : './', x, below), shape };
      }
      case 'sigmoidSlope': {
        const factors = [call('sigmoid', x), call('sigmoid', operation('neg', x))] as const;
        return { formula: operation(left ? '*' : '.*', ...factors), shape };
      }
      case 'log1p':
        return { formula: call('log', operation('+', numeral(1), x)), shape };
      case 'logerfc':
        return { formula: call('log', call('erfc', x)), shape };
      case 'erfcHazard': {
        const bell = call('exp', operation('neg', operation(shape.length === 0 ? '^' : '.^', x, numeral(2))));
        const above = operation('*', operation('/', numeral(2), call('sqrt', named('pi'))), bell);
        return { formula: operation(shape.length === 0 ? '/' : './', above, call('erfc', x)), shape };
      }
      case 'logcosh':
        return { formula: call('log', call('cosh', x)), shape };
      case 'polygamma':
        return { formula: isNumber(x, 0) ? call('digamma', y) : call(op, x, y), shape };
      default:
        return { formula: call(op, ...ids.map((_, i) => (this.inputs[i] as Reading).formula)), shape };
    }
  }

  /** max and min take numbers, or one array; of two arrays the greater entries are chosen. */
  private extreme(op: 'max' | 'min', x: Formula, y: Formula, shape: Shape): Formula {
    if (shape.length === 0) return call(op, ...spread(op, x), ...spread(op, y));
    if (op === 'max' && isNumber(x, 0)) return call('relu', y);
    if (op === 'max' && isNumber(y, 0)) return call('relu', x);
    return {
      kind: 'conditional',
      condition: operation(op === 'max' ? '>=' : '<=', x, y),
      consequent: x,
      alternate: y,
    };
  }

  private reshape(): Reading {
    const { shape } = this.node;
    const from = this.shapes[0] as Shape;
    const input = this.inputs[0] as Reading;
    // Axes of extent 1 in front come by themselves.
    if (sameShape(trimmed(from), trimmed(shape)) && input.shape.length <= shape.length) return input;
    if (sizeOf(from) === 1 && input.shape.length === 0) return input;
    const kept = from.filter((extent) => extent !== 1);
    if (
      sameShape(
        kept,
        shape.filter((extent) => extent !== 1),
      )
    ) {
      if (shape.length === 2 && shape[1] === 1 && kept.length === 1) {
        const row = squeezed(this.exact(0), from, []);
        return { formula: operation("'", { kind: 'array', elements: [row] }), shape };
      }
      if (sameShape(kept, trimmed(shape))) return { formula: squeezed(this.exact(0), from, []), shape: kept };
    }
    return this.entries(Int32Array.from({ length: sizeOf(shape) }, (_, i) => i));
  }

  private slice(): Reading {
    const { shape, attributes } = this.node;
    const { start, step } = attributes as { start: readonly number[]; step: readonly number[] };
    const from = this.shapes[0] as Shape;
    const first = shape.findIndex((extent) => extent !== 1);
    const kept = first < 0 ? shape.length : first;
    const indices = from.map((extent, axis) =>
      axis < kept
        ? numeral((start[axis] as number) + 1)
        : spanOf(start[axis] as number, step[axis] as number, shape[axis] as number, extent),
    );
    return { formula: { kind: 'index', object: this.exact(0), indices }, shape: shape.slice(kept) };
  }

  private gather(): Reading {
    const { shape, attributes } = this.node;
    const index = attributes.index as Int32Array;
    if ((this.shapes[0] as Shape).length !== 1 || shape.length !== 1 || index.length === 0)
      return this.entries(index);
    const places: Formula = { kind: 'array', elements: Array.from(index, (place) => numeral(place + 1)) };
    return { formula: { kind: 'index', object: this.exact(0), indices: [places] }, shape };
  }

  /** Where the node, which moves entries, finds them or lets them go. */
  private places(from: Shape): Int32Array {
    return (movesOf(this.node, from) as Moves).places;
  }

  /** Entries of the input at places of a result of zeros. */
  private placed(): Reading {
    const from = this.shapes[0] as Shape;
    const { shape } = this.node;
    if (sizeOf(shape) > MOST_ENTRIES || sizeOf(from) > MOST_ENTRIES) return this.wordless();
    const places = this.places(from);
    const entries: Formula[] = new Array(sizeOf(shape)).fill(numeral(0));
    places.forEach((place, flat) => {
      const entry = this.entry(flat);
      const there = entries[place] as Formula;
      entries[place] = isNumber(there, 0) ? entry : operation('+', there, entry);
    });
    return { formula: nested(entries, shape), shape };
  }

  /** Entry by entry: entry i is entry places[i] of the input. */
  private entries(places: Int32Array): Reading {
    const { shape } = this.node;
    if (sizeOf(shape) > MOST_ENTRIES) return this.wordless();
    const entries = Array.from(places, (place) => this.entry(place));
    return { formula: nested(entries, shape), shape };
  }

  /** One entry of the input, by its place in the row-major data; of a repeated value the entry that is repeated. */
  private entry(flat: number): Formula {
    const { formula, shape } = this.inputs[0] as Reading;
    const whole = this.shapes[0] as Shape;
    const lead = whole.length - shape.length;
    const strides = stridesOf(whole);
    const own = stridesOf(shape);
    let place = 0;
    for (let axis = lead; axis < whole.length; axis++) {
      if (shape[axis - lead] === 1) continue;
      const at = Math.floor(flat / (strides[axis] as number)) % (whole[axis] as number);
      place += at * (own[axis - lead] as number);
    }
    return indexed(formula, shape, place);
  }

  private wordless(): Reading {
    const { op, shape } = this.node;
    return { formula: call(op, this.exact(0)), shape };
  }
}

/** What a rule of differentiation made with care for corners and great numbers, as the textbook has it. */
function readRule(
  graph: Graph,
  node: Node,
  from: NodeId,
  readings: ReadonlyMap<NodeId, Reading>,
): Reading | undefined {
  if (isGuard(graph, node, from)) return readings.get(node.inputs[2] as NodeId);
  if (node.op !== 'sech') return undefined;
  const { formula, shape } = readings.get(node.inputs[0] as NodeId) as Reading;
  return { formula: operation(shape.length > 0 ? './' : '/', numeral(1), call('cosh', formula)), shape };
}

/** max(max(a, b), c) is max(a, b, c), and so is max(a, max(b, c)). */
function spread(op: string, formula: Formula): readonly Formula[] {
  return formula.kind === 'call' && formula.callee === op && formula.arguments.length > 1
    ? formula.arguments
    : [formula];
}
