/** The part of a graph that is on screen: its corner, in units of the graph, and the pixels of a unit. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Width and height. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Small graphs are not blown up beyond this. */
const LARGEST_FIT = 1.25;
const CLOSEST = 4;
/** Zoomed out at most to this share of what shows the whole. */
const FARTHEST = 0.5;
/** The view is so high at least and at most, in pixels. */
const HEIGHTS = [200, 640] as const;
/** From a node that is brought into sight to the border, in pixels. */
const ROOM = 60;

/** The whole graph in the middle. */
export function fitFrame(graph: Extent, view: Extent): Frame {
  const scale = Math.min(view.width / graph.width, view.height / graph.height, LARGEST_FIT);
  return {
    x: (graph.width - view.width / scale) / 2,
    y: (graph.height - view.height / scale) / 2,
    scale,
  };
}

/** The view of a graph: as wide as there is room, and as high as the whole graph needs it then. */
export function viewOf(graph: Extent, width: number): Extent {
  const { scale } = fitFrame(graph, { width, height: Number.POSITIVE_INFINITY });
  const [least, most] = HEIGHTS;
  return { width, height: Math.round(Math.min(most, Math.max(least, graph.height * scale))) };
}

/** Zooms about a place of the view, in pixels, that stays where it is. @param factor Above 1 shows less. */
export function zoomFrame(
  frame: Frame,
  factor: number,
  [px, py]: readonly [number, number],
  fit: Frame,
): Frame {
  const least = FARTHEST * Math.min(fit.scale, 1);
  const scale = Math.min(CLOSEST, Math.max(least, frame.scale * factor));
  const moved = 1 / frame.scale - 1 / scale;
  return { x: frame.x + px * moved, y: frame.y + py * moved, scale };
}

/** Moves what is shown by pixels; some of the graph stays in sight. */
export function panFrame(
  { x, y, scale }: Frame,
  [dx, dy]: readonly [number, number],
  graph: Extent,
  view: Extent,
): Frame {
  const kept = (at: number, graphSize: number, viewSize: number) => {
    const shown = viewSize / scale;
    const part = Math.min(graphSize, shown) / 4;
    return Math.min(Math.max(at, part - shown), graphSize - part);
  };
  return {
    x: kept(x - dx / scale, graph.width, view.width),
    y: kept(y - dy / scale, graph.height, view.height),
    scale,
  };
}

/** Moves as little as brings a place of the graph into sight. */
export function revealFrame(
  frame: Frame,
  place: { readonly x: number; readonly y: number },
  view: Extent,
): Frame {
  const within = (at: number, corner: number, size: number) => {
    const room = Math.min(ROOM, size / 2) / frame.scale;
    return Math.min(Math.max(corner, at + room - size / frame.scale), at - room);
  };
  return {
    ...frame,
    x: within(place.x, frame.x, view.width),
    y: within(place.y, frame.y, view.height),
  };
}
