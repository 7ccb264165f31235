import type { Node } from '../graph/node.ts';
import type { Shape } from '../graph/shape.ts';
import { broadcastLayout, type Layout, permuteLayout, placesOf, sliceLayout } from './layout.ts';

/** An operation that only moves entries: each of the result is one of the input (`read`), or each of the input is added to one of a result of zeros. */
export interface Moves {
  readonly kind: 'read' | 'add';
  /** Flat places, in the input where entries are read, in the result where they are added. */
  readonly places: Int32Array;
}

/** The moves that a structural primitive makes of a value of that shape; undefined for one that computes. */
export function movesOf({ op, attributes, shape }: Node, from: Shape): Moves | undefined {
  const read = (layout: Layout): Moves => ({ kind: 'read', places: placesOf(shape, layout) });
  const { start, step, order, index } = attributes as Required<typeof attributes>;
  switch (op) {
    case 'broadcast':
      return read(broadcastLayout(from, shape));
    case 'permute':
      return read(permuteLayout(from, order));
    case 'slice':
      return read(sliceLayout(from, start, step));
    case 'gather':
      return { kind: 'read', places: index };
    case 'scatter':
      return { kind: 'add', places: index };
    case 'pad':
      return { kind: 'add', places: placesOf(from, sliceLayout(shape, start, step)) };
    default:
      return undefined;
  }
}
