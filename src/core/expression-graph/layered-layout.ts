/** A node to be laid out, with its size in pixels. */
export interface LayoutNode {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  readonly inputs: readonly { readonly node: number }[];
}

/** Where a node lies: its centre. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A layered drawing: inputs on the left (or above), the output on the right (or below). */
export interface Layout {
  readonly places: ReadonlyMap<number, Place>;
  /** For each node and each of its inputs, in their order, the points that the edge runs through between the two. */
  readonly bends: ReadonlyMap<number, readonly (readonly Place[])[]>;
  readonly width: number;
  readonly height: number;
}

/** Which way the layers follow each other. */
export type Direction = 'right' | 'down';

const LAYER_GAP = { right: 46, down: 34 };
const NODE_GAP = { right: 16, down: 18 };
/** Edges that pass a layer take this much of it. */
const BEND = 8;
const SWEEPS = 12;
const RELAXATIONS = 8;

interface Cell {
  readonly layer: number;
  /** Its size across the layer, and along the way from layer to layer. */
  readonly across: number;
  readonly along: number;
  readonly before: Cell[];
  readonly after: Cell[];
  at: number;
}

/**
 * Lays a graph out in layers (Sugiyama, Tagawa & Toda 1981): every node one layer after its last input, leaves beside their first
 * user; long edges get a bend in every layer; crossings are reduced by sweeps that sort each layer by the medians of its neighbours; then
 * nodes move as near to the middle of their neighbours as their order allows.
 *
 * @param nodes - Inputs before users.
 */
export function layeredLayout(nodes: readonly LayoutNode[], direction: Direction): Layout {
  const layerOf = layersOf(nodes);
  const cells = new Map<number, Cell>();
  const layers: Cell[][] = [];
  const make = (layer: number, across: number, along: number): Cell => {
    const cell = { layer, across, along, before: [], after: [], at: 0 };
    layers[layer] ??= [];
    layers[layer].push(cell);
    return cell;
  };
  for (const { id, width, height } of nodes) {
    const [across, along] = direction === 'right' ? [height, width] : [width, height];
    cells.set(id, make(layerOf.get(id) as number, across, along));
  }
  const chains = new Map<number, Cell[][]>();
  for (const { id, inputs } of nodes) {
    const to = cells.get(id) as Cell;
    chains.set(
      id,
      inputs.map(({ node }) => {
        const from = cells.get(node) as Cell;
        const chain = [from];
        for (let layer = from.layer + 1; layer < to.layer; layer++) chain.push(make(layer, BEND, 0));
        chain.push(to);
        for (let i = 1; i < chain.length; i++) link(chain[i - 1] as Cell, chain[i] as Cell);
        return chain.slice(1, -1);
      }),
    );
  }
  const ordered = reduceCrossings(layers);
  const gap = NODE_GAP[direction];
  place(ordered, gap);
  return measured(nodes, cells, chains, ordered, direction);
}

function link(from: Cell, to: Cell): void {
  from.after.push(to);
  to.before.push(from);
}

/** Every node one layer after its last input; then those without inputs just before their first user. */
function layersOf(nodes: readonly LayoutNode[]): Map<number, number> {
  const layers = new Map<number, number>();
  const first = new Map<number, number>();
  for (const { id, inputs } of nodes) {
    const layer = Math.max(-1, ...inputs.map(({ node }) => layers.get(node) as number)) + 1;
    layers.set(id, layer);
  }
  for (const { id, inputs } of nodes) {
    for (const { node } of inputs) {
      first.set(node, Math.min(first.get(node) ?? Number.POSITIVE_INFINITY, layers.get(id) as number));
    }
  }
  for (const { id, inputs } of nodes) {
    if (inputs.length === 0 && first.has(id)) layers.set(id, (first.get(id) as number) - 1);
  }
  return layers;
}

function reduceCrossings(layers: readonly Cell[][]): Cell[][] {
  let current = layers.map((layer) => [...layer]);
  let best = current;
  let fewest = crossings(current);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    current = current.map((layer) => [...layer]);
    const forwards = sweep % 2 === 0;
    for (let i = 1; i < current.length; i++) {
      const fixed = forwards ? i - 1 : current.length - i;
      const moved = forwards ? i : fixed - 1;
      const places = new Map((current[fixed] as Cell[]).map((cell, place) => [cell, place]));
      const layer = current[moved] as Cell[];
      const keys = new Map(
        layer.map((cell, place) => [cell, median(forwards ? cell.before : cell.after, places) ?? place]),
      );
      layer.sort((a, b) => (keys.get(a) as number) - (keys.get(b) as number));
    }
    const count = crossings(current);
    if (count < fewest) [fewest, best] = [count, current];
  }
  return best;
}

function median(neighbours: readonly Cell[], places: ReadonlyMap<Cell, number>): number | undefined {
  const at = neighbours.flatMap((cell) => places.get(cell) ?? []).sort((a, b) => a - b);
  if (at.length === 0) return undefined;
  const middle = (at.length - 1) / 2;
  return ((at[Math.floor(middle)] as number) + (at[Math.ceil(middle)] as number)) / 2;
}

/** The number of pairs of edges that cross. */
export function crossings(layers: readonly (readonly { readonly after: readonly unknown[] }[])[]): number {
  let count = 0;
  for (let i = 0; i + 1 < layers.length; i++) {
    const places = new Map((layers[i + 1] as readonly unknown[]).map((cell, place) => [cell, place]));
    const ends: number[] = [];
    for (const cell of layers[i] as readonly { readonly after: readonly unknown[] }[]) {
      const own = cell.after.flatMap((next) => places.get(next) ?? []).sort((a, b) => a - b);
      for (const end of own) count += ends.filter((other) => other > end).length;
      ends.push(...own);
    }
  }
  return count;
}

/** Each cell as near to the mean of its neighbours as the order and the sizes of its layer allow. */
function place(layers: readonly Cell[][], gap: number): void {
  for (const layer of layers)
    settle(
      layer,
      gap,
      layer.map((_, i) => i),
    );
  for (let round = 0; round < RELAXATIONS; round++) {
    const forwards = round % 2 === 0;
    for (const layer of forwards ? layers : [...layers].reverse()) {
      const wanted = layer.map((cell) => {
        const near =
          round < RELAXATIONS - 2 ? (forwards ? cell.before : cell.after) : [...cell.before, ...cell.after];
        return near.length === 0 ? cell.at : near.reduce((sum, each) => sum + each.at, 0) / near.length;
      });
      settle(layer, gap, wanted);
    }
  }
}

/** The places nearest to the wanted ones, in least squares, that keep order and distances (pool adjacent violators). */
function settle(layer: readonly Cell[], gap: number, wanted: readonly number[]): void {
  const offsets: number[] = [];
  layer.forEach((cell, i) => {
    const before = layer[i - 1];
    offsets.push(before ? (offsets[i - 1] as number) + (before.across + cell.across) / 2 + gap : 0);
  });
  const blocks: { sum: number; count: number }[] = [];
  layer.forEach((_, i) => {
    blocks.push({ sum: (wanted[i] as number) - (offsets[i] as number), count: 1 });
    for (let last = blocks.length - 1; last > 0; last--) {
      const [upper, lower] = [blocks[last - 1], blocks[last]] as [(typeof blocks)[0], (typeof blocks)[0]];
      if (upper.sum / upper.count <= lower.sum / lower.count) break;
      blocks.splice(last - 1, 2, { sum: upper.sum + lower.sum, count: upper.count + lower.count });
    }
  });
  let i = 0;
  for (const { sum, count } of blocks) {
    for (let k = 0; k < count; k++, i++) (layer[i] as Cell).at = sum / count + (offsets[i] as number);
  }
}

function measured(
  nodes: readonly LayoutNode[],
  cells: ReadonlyMap<number, Cell>,
  chains: ReadonlyMap<number, Cell[][]>,
  layers: readonly Cell[][],
  direction: Direction,
): Layout {
  const all = layers.flat();
  const low = Math.min(...all.map(({ at, across }) => at - across / 2));
  const high = Math.max(...all.map(({ at, across }) => at + across / 2));
  const middles: number[] = [];
  let length = 0;
  for (const layer of layers) {
    const along = Math.max(...layer.map((cell) => cell.along));
    middles.push(length + along / 2);
    length += along + LAYER_GAP[direction];
  }
  length -= LAYER_GAP[direction];
  const at = ({ at: across, layer }: Cell): Place => {
    const along = middles[layer] as number;
    return direction === 'right' ? { x: along, y: across - low } : { x: across - low, y: along };
  };
  return {
    places: new Map(nodes.map(({ id }) => [id, at(cells.get(id) as Cell)])),
    bends: new Map([...chains].map(([id, list]) => [id, list.map((chain) => chain.map(at))])),
    width: direction === 'right' ? length : high - low,
    height: direction === 'right' ? high - low : length,
  };
}
