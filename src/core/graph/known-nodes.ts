import type { Node, NodeId } from './node.ts';
import { elementwise, PRIMITIVES } from './primitives/table.ts';

/** The slots to begin with; a power of two, like all that follow. */
const FIRST_SLOTS = 64;
/** The numbers that a slot holds: primitive, first input, second input, and 1 more than the node's number. */
const STRIDE = 4;
/** A number for each primitive whose nodes lie in slots: elementwise ones, which carry nothing besides their inputs. */
const PLACES: ReadonlyMap<string, number> = new Map(
  Object.keys(PRIMITIVES).flatMap((op, place) =>
    (elementwise(op)?.arity ?? 3) < 3 ? [[op, place] as const] : [],
  ),
);
/** The golden ratio's share of 2³², odd: multiples of it fall apart evenly (Knuth 1998, section 6.4). */
const GOLDEN = 0x9e3779b1;
/** Arrays up to this length are told apart by their entries. */
const SMALL = 64;

/** Finds the node that is equal to another one: the same primitive of the same inputs, with the same attributes. */
export class KnownNodes {
  private slots = new Int32Array(STRIDE * FIRST_SLOTS);
  private filled = 0;
  private readonly numbers = new Map<number, NodeId>();
  private readonly parameters = new Map<number, NodeId>();
  private readonly texts = new Map<string, NodeId>();
  private readonly arrays = new Map<Float64Array | Int32Array, number>();

  /** @param nodes - The nodes by their numbers; whoever gets a new number for one appends it. */
  constructor(private readonly nodes: readonly Node[]) {}

  /** The number of the equal node; where there is none, that of the next node, which is to be appended. */
  numberOf(node: Node): NodeId {
    const { op, inputs, shape, attributes } = node;
    const primitive = PLACES.get(op);
    if (primitive !== undefined) {
      const [x, y = 0] = inputs as [NodeId, NodeId?];
      // Sums and products know no order of their inputs.
      return y < x && (op === 'add' || op === 'mul')
        ? this.inSlots(primitive, y, x)
        : this.inSlots(primitive, x, y);
    }
    const { value } = attributes;
    // Both zeros are one key of a map.
    if (op === 'constant' && typeof value === 'number' && shape.length === 0 && !Object.is(value, -0)) {
      return this.among(this.numbers, value);
    }
    if (op === 'parameter' && shape.length === 0) {
      return this.among(this.parameters, attributes.offset as number);
    }
    return this.among(this.texts, this.textOf(node));
  }

  private among<K>(known: Map<K, NodeId>, key: K): NodeId {
    const there = known.get(key);
    if (there !== undefined) return there;
    known.set(key, this.nodes.length);
    return this.nodes.length;
  }

  /** By open addressing: graphs of hundreds of thousands of nodes are built one node after the other. */
  private inSlots(primitive: number, x: NodeId, y: NodeId): NodeId {
    if (2 * STRIDE * this.filled >= this.slots.length) this.grow();
    const { slots } = this;
    const last = slots.length - 1;
    let at = hash(primitive, x, y) & last;
    for (let id = slots[at + 3] as number; id > 0; id = slots[at + 3] as number) {
      if (slots[at + 1] === x && slots[at + 2] === y && slots[at] === primitive) return id - 1;
      at = (at + STRIDE) & last;
    }
    slots[at] = primitive;
    slots[at + 1] = x;
    slots[at + 2] = y;
    slots[at + 3] = this.nodes.length + 1;
    this.filled++;
    return this.nodes.length;
  }

  private grow(): void {
    const old = this.slots;
    const slots = new Int32Array(4 * old.length);
    const last = slots.length - 1;
    for (let from = 0; from < old.length; from += STRIDE) {
      if (!old[from + 3]) continue;
      let at = hash(old[from] as number, old[from + 1] as number, old[from + 2] as number) & last;
      while (slots[at + 3]) at = (at + STRIDE) & last;
      for (let i = 0; i < STRIDE; i++) slots[at + i] = old[from + i] as number;
    }
    this.slots = slots;
  }

  private textOf({ op, inputs, shape, attributes }: Node): string {
    if (op === 'constant') {
      const { value } = attributes;
      return `=${typeof value === 'number' ? exactly(value) : this.identify(value)}:${shape.join()}`;
    }
    if (op === 'parameter') return `@${attributes.offset}:${shape.join()}`;
    let key = `${op}(${inputs.join()})`;
    if (PRIMITIVES[op]?.kind === 'structural') {
      const { axis, start, step, index, order, whole } = attributes;
      key += `${shape.join()}|${axis ?? ''}|${start?.join() ?? ''}|${step?.join() ?? ''}|${order?.join() ?? ''}${whole ? '|whole' : ''}`;
      if (index) key += `|${this.identify(index)}`;
    }
    return key;
  }

  /** Small arrays are told apart by their entries, large ones by what they are. */
  private identify(array: Float64Array | Int32Array | undefined): string {
    if (!array) return '';
    if (array.length <= SMALL) return `[${Array.from(array, exactly).join()}]`;
    const there = this.arrays.get(array);
    if (there !== undefined) return `#${there}`;
    this.arrays.set(array, this.arrays.size);
    return `#${this.arrays.size - 1}`;
  }
}

/** A multiple of the stride. */
function hash(primitive: number, x: NodeId, y: NodeId): number {
  const mixed = Math.imul(Math.imul(Math.imul(x, GOLDEN) + y, GOLDEN) + primitive, GOLDEN);
  return (mixed ^ (mixed >>> 15)) << 2;
}

function exactly(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
