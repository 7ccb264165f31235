import type { ExpressionGraph, ExpressionNode, NodeNumbers } from '../expression-graph/expression-graph.ts';
import {
  type Direction,
  type LayoutNode,
  layeredLayout,
  type Place,
} from '../expression-graph/layered-layout.ts';
import type { Flow, PassMoment } from '../expression-graph/pass.ts';
import type { VisibleNode } from '../expression-graph/visible-graph.ts';
import type { FigureTheme } from './figure-theme.ts';
import { formatNumber } from './format-number.ts';
import { round, type SvgElement, svg } from './svg.ts';

/** What a figure of a computation graph shows. */
export interface GraphFigureRequest {
  readonly graph: ExpressionGraph;
  /** For each node of the graph. */
  readonly numbers: readonly NodeNumbers[];
  /** The nodes that are drawn. */
  readonly nodes: readonly VisibleNode[];
  readonly flow: Flow;
  readonly moment: PassMoment;
  readonly direction: Direction;
  readonly theme: FigureTheme;
}

/** A figure and its size in pixels. */
export interface GraphFigure {
  readonly figure: SvgElement;
  readonly width: number;
  readonly height: number;
  /** The middle of each node. */
  readonly places: ReadonlyMap<number, Place>;
}

const MARGIN = 12;
const LINE = 16;
/** Widths of characters are not known here; these are near enough for every common font. */
const CHARACTER = 8;
const SMALL = 7.4;
const DIGITS = 4;
const LONGEST_LABEL = 24;

/**
 * A computation graph in layers: each node with its sign, its value, and below that its adjoint or its dual part, as far as
 * the pass has come. Values stand in the colour of the text, what is derived in the first colour of runs, led by ∂ or followed by ε.
 */
export function graphFigure(request: GraphFigureRequest): GraphFigure {
  const { graph, numbers, nodes, direction, theme, moment } = request;
  const sized = nodes.map((node): LayoutNode => ({ ...node, ...sizeOfNode(request, node) }));
  const { places, bends, width, height } = layeredLayout(sized, direction);
  const place = (id: number): Place => {
    const { x, y } = places.get(id) as Place;
    return { x: x + MARGIN, y: y + MARGIN };
  };
  const sizes = new Map(sized.map((node) => [node.id, node]));
  const edges = nodes.flatMap(({ id, inputs }) =>
    inputs.map(({ node, sign }, i) => {
      const bent = bends.get(id)?.[i]?.map(({ x, y }) => ({ x: x + MARGIN, y: y + MARGIN })) ?? [];
      const sends = moment.adjoined.has(node) && (numbers[node]?.adjoint.length ?? 0) > 0;
      const isActive = moment.active === id && (!moment.isBackwards || sends);
      const ends = edgeEnds(
        sizes.get(node) as LayoutNode,
        place(node),
        sizes.get(id) as LayoutNode,
        place(id),
        direction,
      );
      const { title } = graph.nodes[id] as ExpressionNode;
      const isMinus = sign < 0 && (title === 'sum' || title === 'part of a sum');
      return edge(
        [ends[0], ...bent, ends[1]],
        direction,
        { isActive, isMinus, isBackwards: moment.isBackwards },
        theme,
      );
    }),
  );
  // Lit edges lie above all others.
  edges.sort((a, b) => Number(a.isActive) - Number(b.isActive));
  const drawn = nodes.map((node) =>
    nodeElement(request, node, place(node.id), sizes.get(node.id) as LayoutNode),
  );
  return {
    figure: svg('g', { class: 'graph-figure', 'font-family': theme.font, 'text-anchor': 'middle' }, [
      svg(
        'g',
        { class: 'graph-edges', fill: 'none' },
        edges.map(({ element }) => element),
      ),
      svg('g', { class: 'graph-nodes' }, drawn),
    ]),
    width: width + 2 * MARGIN,
    height: height + 2 * MARGIN,
    places: new Map(nodes.map(({ id }) => [id, place(id)])),
  };
}

/** What stands in a node. */
function linesOf({ graph, numbers, flow, moment }: GraphFigureRequest, { id, isFolded }: VisibleNode) {
  const node = graph.nodes[id] as ExpressionNode;
  const { value, adjoint, dual } = numbers[id] as NodeNumbers;
  const derived = flow === 'reverse' ? adjoint : dual;
  const isKnown = flow === 'reverse' ? moment.adjoined.has(id) : moment.valued.has(id);
  return {
    label: isFolded ? foldedLabel(node) : node.label,
    value: moment.valued.has(id) ? entriesText(node, value) : '',
    derived: isKnown && derived.length > 0 ? derivedText(flow, entriesText(node, derived)) : '',
    widest: Math.max(
      entriesText(node, value).length,
      derived.length > 0 ? derivedText(flow, entriesText(node, derived)).length : 0,
    ),
    isLeaf: node.kind === 'constant',
  };
}

function derivedText(flow: Flow, text: string): string {
  if (flow === 'reverse') return `∂ ${text}`;
  if (text === '1' || text === '−1') return `${text === '1' ? '+' : '−'} ε`;
  return text.startsWith('−') ? `− ${text.slice(1)} ε` : `+ ${text} ε`;
}

function foldedLabel({ call, formula }: ExpressionNode): string {
  const text = call === undefined ? formula : `${call}(…)`;
  return text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL - 1)}…` : text;
}

/** A number, or the first entries of an array: "1, 2, …". */
export function entriesText({ shape }: Pick<ExpressionNode, 'shape'>, entries: readonly number[]): string {
  const size = shape.reduce((product, extent) => product * extent, 1);
  const shown = shape.length === 0 ? entries.slice(0, 1) : entries.slice(0, 2);
  const text = shown.map((entry) => formatNumber(entry, DIGITS)).join(', ');
  return size > shown.length ? `${text}, …` : text;
}

function sizeOfNode(request: GraphFigureRequest, visible: VisibleNode): { width: number; height: number } {
  const { label, widest, isLeaf } = linesOf(request, visible);
  const width = Math.max(34, label.length * CHARACTER, widest * SMALL) + 14;
  return { width, height: isLeaf ? 2 * LINE + 8 : 3 * LINE + 8 };
}

function nodeElement(
  request: GraphFigureRequest,
  visible: VisibleNode,
  { x, y }: Place,
  size: LayoutNode,
): SvgElement {
  const { graph, theme, moment } = request;
  const { id, isFolded } = visible;
  const { kind } = graph.nodes[id] as ExpressionNode;
  const { label, value, derived } = linesOf(request, visible);
  const isActive = moment.active === id;
  const accent = theme.series[0] as string;
  const [left, top] = [x - size.width / 2, y - size.height / 2];
  const box = {
    x: left,
    y: top,
    width: size.width,
    height: size.height,
    rx: kind === 'operation' ? 6 : 18,
    fill: theme.background,
    stroke: isActive ? accent : kind === 'operation' ? theme.muted : theme.frame,
    'stroke-width': isActive ? 2.5 : 1,
    ...(kind === 'constant' && { 'stroke-dasharray': '3 3' }),
  };
  const line = (index: number) => top + LINE * (index + 0.85) + 1;
  return svg('g', { class: 'graph-node', 'data-node': id }, [
    ...(isFolded ? [svg('rect', { ...box, x: left + 3, y: top + 3 })] : []),
    svg('rect', box),
    svg(
      'text',
      {
        x,
        y: line(0),
        'font-size': 13,
        fill: theme.foreground,
        ...(kind === 'parameter' && { 'font-style': 'italic' }),
        ...(!isFolded && kind === 'operation' && { 'font-weight': 600 }),
      },
      label,
    ),
    svg('text', { x, y: line(1), 'font-size': 12, fill: theme.foreground }, value),
    svg('text', { x, y: line(2), 'font-size': 12, 'font-weight': 600, fill: accent }, derived),
  ]);
}

/** Where an edge leaves its input and where it reaches its user. */
function edgeEnds(
  from: LayoutNode,
  a: Place,
  to: LayoutNode,
  b: Place,
  direction: Direction,
): [Place, Place] {
  return direction === 'right'
    ? [
        { x: a.x + from.width / 2, y: a.y },
        { x: b.x - to.width / 2, y: b.y },
      ]
    : [
        { x: a.x, y: a.y + from.height / 2 },
        { x: b.x, y: b.y - to.height / 2 },
      ];
}

function edge(
  points: readonly Place[],
  direction: Direction,
  { isActive, isMinus, isBackwards }: { isActive: boolean; isMinus: boolean; isBackwards: boolean },
  theme: FigureTheme,
): { element: SvgElement; isActive: boolean } {
  const [first, ...rest] = points as [Place, ...Place[]];
  let d = `M${round(first.x)},${round(first.y)}`;
  let last = first;
  for (const point of rest) {
    const half = direction === 'right' ? (point.x - last.x) / 2 : (point.y - last.y) / 2;
    const [p, q] =
      direction === 'right'
        ? [`${round(last.x + half)},${round(last.y)}`, `${round(point.x - half)},${round(point.y)}`]
        : [`${round(last.x)},${round(last.y + half)}`, `${round(point.x)},${round(point.y - half)}`];
    d += `C${p} ${q} ${round(point.x)},${round(point.y)}`;
    last = point;
  }
  const color = isActive ? (theme.series[0] as string) : theme.muted;
  const tip = isActive && isBackwards ? first : last;
  const turn = (direction === 'right' ? 0 : 90) + (isActive && isBackwards ? 180 : 0);
  return {
    isActive,
    element: svg('g', { stroke: color, 'stroke-width': isActive ? 2.5 : 1.25 }, [
      svg('path', { d }),
      svg('path', {
        d: 'M-7,-3.5L0,0L-7,3.5z',
        fill: color,
        stroke: 'none',
        transform: `translate(${round(tip.x)} ${round(tip.y)}) rotate(${turn})`,
      }),
      ...(isMinus
        ? [
            svg(
              'text',
              {
                ...minusPlace(first, rest[0] as Place, direction),
                fill: theme.foreground,
                stroke: 'none',
                'font-size': 13,
              },
              '−',
            ),
          ]
        : []),
    ]),
  };
}

/** Where a curve is after three tenths of its way: this part of the way along the direction, and this part across. */
const [ALONG, ACROSS] = [0.342, 0.216];

/** Beside the first part of an edge, inside of its bend: near the end many edges come together. */
function minusPlace(from: Place, to: Place, direction: Direction): Place {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (direction === 'right')
    return {
      x: round(from.x + ALONG * dx - 4 * Math.abs(Math.sign(dy))),
      y: round(from.y + ACROSS * dy + (dy > 0 ? 13 : -4)),
    };
  return {
    x: round(from.x + ACROSS * dx + (dx > 0 ? -9 : 9)),
    y: round(from.y + ALONG * dy + (dx === 0 ? 4 : 9)),
  };
}
