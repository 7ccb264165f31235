import type { Place } from '../../src/core/expression-graph/layered-layout.ts';
import type { VisibleNode } from '../../src/core/expression-graph/visible-graph.ts';

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Where an arrow key leads from a node: to the nearest that lies in that direction, connected ones first.
 * @returns `undefined` where there is none, or the key is another.
 */
export function walkTo(
  key: string,
  from: number,
  nodes: readonly VisibleNode[],
  places: ReadonlyMap<number, Place>,
): number | undefined {
  const direction = DIRECTIONS[key];
  const start = places.get(from);
  if (!direction || !start) return undefined;
  const connected = new Set(
    nodes.flatMap(({ id, inputs }) =>
      id === from ? inputs.map(({ node }) => node) : inputs.some(({ node }) => node === from) ? [id] : [],
    ),
  );
  const [x, y] = direction;
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, place] of places) {
    const [dx, dy] = [place.x - start.x, place.y - start.y];
    const ahead = dx * x + dy * y;
    const aside = Math.abs(dx * y) + Math.abs(dy * x);
    // Within a quarter turn of the direction.
    if (id === from || ahead <= 1 || (!connected.has(id) && aside > 2 * ahead)) continue;
    const distance = (ahead + 2 * aside) * (connected.has(id) ? 0.25 : 1);
    if (distance < least) [best, least] = [id, distance];
  }
  return best;
}
