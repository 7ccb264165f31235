import type { NodeId } from '../../graph/node.ts';
import { elementwise } from '../../graph/primitives/table.ts';
import { sameShape } from '../../graph/shape.ts';
import type { Part, Values } from './values.ts';

/** A value that several levels need is computed again in each if that costs less than this, else it is kept in an array. */
const WORTH_KEEPING = 8;

/**
 * For each node the level of the loop in which it is computed: a loop of one level needs nothing but finished values of lower levels and
 * what it computes at its own points. Costly values that several levels use are put into `values.kept`.
 */
export function assignLevels(values: Values): Int32Array {
  const levels = new Levels(values);
  levels.assign();
  levels.keepShared();
  return levels.level;
}

class Levels {
  readonly level: Int32Array;

  constructor(private readonly values: Values) {
    this.level = new Int32Array(values.graph.length);
  }

  assign(): void {
    for (const id of this.values.ids(() => true)) this.level[id] = this.computedAt(id);
  }

  private computedAt(id: NodeId): number {
    const { op, inputs, shape } = this.values.at(id);
    if (this.values.kinds[id] === 'leaf' || op === 'constant' || op === 'parameter') return 0;
    if (this.values.kinds[id] === 'view') return this.readyAt(inputs[0] as NodeId);
    if (this.values.kinds[id] === 'sumOfParts') {
      return Math.max(0, ...(this.values.parts.get(id) as Part[]).map(({ node }) => this.insideAt(node)));
    }
    if (this.values.kinds[id] === 'compute' && elementwise(op)) {
      return Math.max(
        0,
        ...inputs.map((input) =>
          sameShape(this.values.at(input).shape, shape) ? this.insideAt(input) : this.readyAt(input),
        ),
      );
    }
    if (op === 'sum' || (op === 'scatter' && this.values.isScalar(id)))
      return this.insideAt(inputs[0] as NodeId);
    return Math.max(0, ...inputs.map((input) => this.readyAt(input)));
  }

  /** The level of a loop over the node's own points that may use it. */
  private insideAt(id: NodeId): number {
    return this.values.kinds[id] === 'compute' ? (this.level[id] as number) : this.readyAt(id);
  }

  /** The first level that may use the node's value as a whole. */
  private readyAt(id: NodeId): number {
    const { op, inputs } = this.values.at(id);
    if (op === 'constant' || op === 'parameter') return 0;
    const level = this.level[id] as number;
    if (this.values.kinds[id] === 'view') return level;
    if (this.values.kinds[id] !== 'scalar') return level + 1;
    const target = inputs[0] as NodeId;
    const reduces =
      ((op === 'sum' || op === 'scatter') && !this.values.isScalar(target)) ||
      op === 'matmul' ||
      op === 'det' ||
      op === 'solve' ||
      op === 'cofactors';
    return reduces ? level + 1 : level;
  }

  /** Computed values that later levels use again are kept in an array if they cost much. */
  keepShared(): void {
    const cost = new Float64Array(this.values.graph.length);
    const latest = Int32Array.from(this.level);
    for (let id = this.values.graph.length - 1; id >= 0; id--) {
      if (!this.values.needed[id]) continue;
      const users =
        this.values.kinds[id] === 'sumOfParts'
          ? (this.values.parts.get(id) as Part[]).map(({ node }) => node)
          : this.values.at(id).inputs;
      for (const input of users) latest[input] = Math.max(latest[input] as number, this.level[id] as number);
    }
    for (let id = 0; id < this.values.graph.length; id++) {
      if (!this.values.needed[id] || this.values.kinds[id] !== 'compute' || this.values.kept.has(id))
        continue;
      const { op, inputs } = this.values.at(id);
      cost[id] = inputs.reduce((sum, input) => sum + (cost[input] as number), elementwise(op)?.cost ?? 1);
      if ((latest[id] as number) > (this.level[id] as number) && (cost[id] as number) >= WORTH_KEEPING) {
        this.values.kept.add(id);
        cost[id] = 0;
      }
    }
  }
}
