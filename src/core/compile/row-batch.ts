import { GraphBuilder } from '../graph/builder.ts';
import type { Node, NodeId } from '../graph/node.ts';
import { elementwise } from '../graph/primitives/table.ts';
import { type Shape, sizeOf } from '../graph/shape.ts';
import type { Objective } from '../objective.ts';
import { interpreter } from './interpret.ts';

/** Rows of an array of data that a batch reads. */
export interface DataArray {
  readonly values: Float64Array;
  readonly shape: Shape;
  /** The axis whose entries are the rows. */
  readonly axis: number;
  /** Where the rows of a batch lie in the input. */
  readonly offset: number;
}

/** An objective over a subset of its rows, as a graph whose data are part of the input. */
export interface RowBatch {
  readonly builder: GraphBuilder;
  readonly output: NodeId;
  /** The number of rows of all data. */
  readonly rows: number;
  readonly data: readonly DataArray[];
  /** The length of the input: x, then the rows of each array. */
  readonly length: number;
}

/** A value has no rows along an axis; says why. */
class NoRows extends Error {}

/**
 * The objective over `count` of its rows. Sums (and means) over the rows of constant vectors and matrices, as in mean((X*w - y).^2), become
 * sums over the rows of a batch, times m / count; so the mean over all batches of that size is f. What does not depend on the rows, such
 * as a penalty, stays as it is.
 *
 * @param first - Where the data begin in the input: behind x and whatever else lies there.
 * @throws Error with a sentence where the objective is no such sum.
 */
export function rowBatch(objective: Objective, count: number, first: number): RowBatch {
  const { name, graph, output } = objective;
  const builder = new GraphBuilder(graph);
  const splitter = new RowSplitter(builder, count, first);
  const batch = splitter.linear(output);
  if (splitter.rows === undefined) {
    throw new Error(
      `${name} has no rows to draw a batch from${splitter.reason ? `: ${splitter.reason}` : ''}; a batch is for a sum or a mean over the rows of constant vectors and matrices, as mean((X*w - y).^2), so leave batch out`,
    );
  }
  return {
    builder,
    output: batch,
    rows: splitter.rows,
    data: splitter.data,
    length: splitter.length,
  };
}

/** The number of rows of an objective. @throws Error with a sentence where it has none. */
export function rowsOf(objective: Objective): number {
  return rowBatch(objective, 1, objective.size).rows;
}

class RowSplitter {
  rows: number | undefined;
  reason = '';
  readonly data: DataArray[] = [];
  length: number;
  private readonly split = new Map<string, NodeId>();
  private readonly dependent = new Map<NodeId, boolean>();

  constructor(
    private readonly b: GraphBuilder,
    private readonly count: number,
    first: number,
  ) {
    this.length = first;
  }

  /** A number in which sums over rows, as far as it is linear in them, are over the batch. */
  linear(id: NodeId): NodeId {
    const { b } = this;
    const { op, inputs } = b.node(id);
    const [x, y] = inputs as [NodeId, NodeId];
    switch (op) {
      case 'add':
      case 'sub':
        return b.apply(op, [this.linear(x), this.linear(y)]);
      case 'neg':
        return b.neg(this.linear(x));
      case 'mul':
        if (b.constantOf(x) !== undefined) return b.mul(x, this.linear(y));
        return b.constantOf(y) === undefined ? id : b.mul(this.linear(x), y);
      case 'div':
        return b.constantOf(y) === undefined ? id : b.div(this.linear(x), y);
      case 'broadcast':
      case 'reshape':
        return b.shapeOf(x).length === 0 ? this.linear(x) : id;
      case 'sum':
        return this.summed(id, b.shapeOf(x), (axis) => b.sum(this.along(x, axis)));
      case 'matmul':
        // The product of two vectors is a sum over their entries.
        return this.summed(id, b.shapeOf(x).slice(0, 1), () => b.matmul(this.along(x, 0), this.along(y, 0)));
      default:
        return id;
    }
  }

  /** A sum over the first axis along which there are rows; itself where there is none. */
  private summed(id: NodeId, shape: Shape, sumAlong: (axis: number) => NodeId): NodeId {
    if (!this.depends(id)) return id;
    for (let axis = 0; axis < shape.length; axis++) {
      const extent = shape[axis] as number;
      if (extent < 2 || (this.rows !== undefined && extent !== this.rows)) continue;
      const [there, length] = [this.data.length, this.length];
      try {
        const sum = sumAlong(axis);
        if (this.data.length === there && this.rows === undefined) continue;
        this.rows = extent;
        return this.b.mul(this.b.constant(extent / this.count), sum);
      } catch (error) {
        if (!(error instanceof NoRows)) throw error;
        this.reason = error.message;
        this.data.length = there;
        this.length = length;
        this.split.clear();
      }
    }
    return id;
  }

  /** The rows of the batch of a node, along one of its axes. */
  private along(id: NodeId, axis: number): NodeId {
    const key = `${id} ${axis}`;
    const there = this.split.get(key);
    if (there !== undefined) return there;
    const node = this.b.node(id);
    const made = this.depends(id) ? this.rowsOf(node, axis) : this.dataOf(id, axis);
    this.split.set(key, made);
    return made;
  }

  private rowsOf({ op, inputs, shape, attributes }: Node, axis: number): NodeId {
    const { b } = this;
    const [x, y] = inputs as [NodeId, NodeId];
    const short = shape.with(axis, this.count);
    if (elementwise(op)) {
      return b.broadcast(
        b.apply(
          op,
          inputs.map((input) => this.repeated(input, shape, axis)),
        ),
        short,
      );
    }
    switch (op) {
      case 'parameter':
        throw new NoRows(`${attributes.name} is sought, and not a row of data`);
      case 'broadcast':
        return b.broadcast(this.repeated(x, shape, axis), short);
      case 'reshape':
        return b.reshape(this.along(x, sameAxis(b.shapeOf(x), shape, axis)), short);
      case 'permute': {
        const order = attributes.order as readonly number[];
        return b.permute(this.along(x, order[axis] as number), order);
      }
      case 'sum': {
        const summed = attributes.axis as number;
        return b.sum(this.along(x, axis < summed ? axis : axis + 1), summed);
      }
      case 'slice': {
        const [start, step] = [attributes.start as readonly number[], attributes.step as readonly number[]];
        const whole = start[axis] === 0 && step[axis] === 1 && shape[axis] === b.shapeOf(x)[axis];
        if (!whole) throw new NoRows('it takes parts of what is computed from the rows');
        return b.slice(this.along(x, axis), start, step, short);
      }
      case 'matmul': {
        const left = b.shapeOf(x).length === 2 && axis === 0;
        return left ? b.matmul(this.along(x, 0), y) : b.matmul(x, this.along(y, 1));
      }
      default:
        throw new NoRows(`its rows are mixed by ${op}`);
    }
  }

  /** An input that is repeated to a shape: its rows where it has them, the whole where each row sees the same. */
  private repeated(input: NodeId, shape: Shape, axis: number): NodeId {
    const own = this.b.shapeOf(input);
    const at = axis - (shape.length - own.length);
    return at < 0 || own[at] === 1 ? input : this.along(input, at);
  }

  /** A value that is known beforehand, as an array of which the batch reads rows. */
  private dataOf(id: NodeId, axis: number): NodeId {
    const { b, count } = this;
    const { shape, op, inputs } = b.node(id);
    if (op === 'broadcast') {
      const source = this.repeated(inputs[0] as NodeId, shape, axis);
      if (source === inputs[0]) return b.broadcast(source, shape.with(axis, count));
    }
    const [values] = interpreter(b.nodes, [id])(new Float64Array(0));
    const short = shape.with(axis, count);
    const offset = this.length;
    this.data.push({ values: (values as Float64Array).slice(), shape, axis, offset });
    this.length += sizeOf(short);
    return b.parameter('rows', short, offset);
  }

  /** Whether a node depends on what is sought. */
  private depends(id: NodeId): boolean {
    const there = this.dependent.get(id);
    if (there !== undefined) return there;
    const { op, inputs } = this.b.node(id);
    const answer = op === 'parameter' || inputs.some((input) => this.depends(input));
    this.dependent.set(id, answer);
    return answer;
  }
}

/** The axis of a shape that is an axis of another under a reshape that only adds or drops axes of extent 1. */
function sameAxis(from: Shape, to: Shape, axis: number): number {
  const wide = (shape: Shape) => shape.flatMap((extent, i) => (extent > 1 ? [i] : []));
  const [before, after] = [wide(from), wide(to)];
  const found = before[after.indexOf(axis)];
  const alike =
    before.length === after.length && before.every((at, i) => from[at] === to[after[i] as number]);
  if (found === undefined || !alike) throw new NoRows('its rows are arranged anew');
  return found;
}
