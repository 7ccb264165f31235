import { nearest, type Wide, wide } from '../wide/wide.ts';
import { wideFunction } from '../wide/wide-functions.ts';
import type { Node, NodeId } from './node.ts';
import { elementwise } from './primitives/table.ts';

const LEAST_NORMAL = 2 ** -1022;

/**
 * The constants of a graph that no double can hold, as exp(800) in exp(800)*exp(-800)*x. They stay operations, so that what is made of them
 * comes out right.
 */
export class FarConstants {
  private readonly known = new Map<NodeId, Wide>();

  /** @param nodes - The nodes by their numbers. */
  constructor(private readonly nodes: readonly Node[]) {}

  /** The value of an operation on constants, which doubles need not hold; undefined where one of the inputs is none. */
  valueOf(op: string, inputs: readonly NodeId[]): Wide | undefined {
    if (!elementwise(op)) return undefined;
    const values: Wide[] = [];
    for (const input of inputs) {
      const value = this.known.get(input) ?? this.plain(input);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return wideFunction(op)(...values);
  }

  /** Remembers a node whose value is far. */
  note(id: NodeId, { op, inputs, shape }: Node): void {
    // Most nodes depend on a parameter.
    if (shape.length > 0 || !this.isFixed(inputs[0])) return;
    const value = this.valueOf(op, inputs);
    if (value !== undefined && isFar(value)) this.known.set(id, value);
  }

  /** Whether there are any. */
  get some(): boolean {
    return this.known.size > 0;
  }

  /** Whether a node is one. */
  has(id: NodeId): boolean {
    return this.known.has(id);
  }

  private isFixed(id: NodeId | undefined): boolean {
    return id !== undefined && (this.known.has(id) || this.nodes[id]?.op === 'constant');
  }

  private plain(id: NodeId): Wide | undefined {
    const { op, attributes } = this.nodes[id] as Node;
    return op === 'constant' && typeof attributes.value === 'number' ? wide(attributes.value) : undefined;
  }
}

/** Whether a number is beyond the range of doubles: neither 0, nor an infinity, nor one of them with all of its digits. */
export function isFar(x: Wide): boolean {
  if (x.m === 0 || !Number.isFinite(x.m)) return false;
  const size = Math.abs(nearest(x));
  return size < LEAST_NORMAL || size === Number.POSITIVE_INFINITY;
}
