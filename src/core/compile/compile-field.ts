import type { Graph, Node, NodeId } from '../graph/node.ts';
import type { Interval } from '../run/experiment.ts';
import { interpreter } from './interpret.ts';
import { makeFunction } from './make-function.ts';
import { scalarize } from './scalarize.ts';
import { straightLine } from './straight-line.ts';

/**
 * Fills `out` with f on a grid: entry j·columns + i is f at column i and row j, the outermost on the ends of the intervals.
 * `base` is x with its other entries.
 */
export type FieldFunction = (
  base: Float64Array,
  x: Interval,
  y: Interval,
  columns: number,
  rows: number,
  out: Float64Array,
) => void;

const LIMIT = 4000;

/**
 * Compiles a scalar root for sampling over two coordinates. What depends on the row alone is computed once a row, what depends
 * on the column alone once a column.
 */
export function compileField(
  graph: Graph,
  output: NodeId,
  [horizontal, vertical]: readonly [number, number],
): FieldFunction {
  const scalar = scalarize(graph, [output], LIMIT);
  const generated = scalar && generate(scalar.graph, scalar.roots[0]?.[0] as NodeId, horizontal, vertical);
  if (generated) return generated;
  const run = interpreter(graph, [output]);
  return (base, x, y, columns, rows, out) => {
    const point = base.slice();
    for (let j = 0; j < rows; j++) {
      const up = sampleAt(y, j, rows);
      for (let i = 0; i < columns; i++) {
        point[vertical] = up;
        point[horizontal] = sampleAt(x, i, columns);
        out[j * columns + i] = run(point)[0]?.[0] as number;
      }
    }
  };
}

/** The i-th of n evenly spaced samples of an interval; the first and last are its ends exactly. */
export function sampleAt([low, high]: Interval, i: number, n: number): number {
  return i === n - 1 ? high : low + (i * (high - low)) / (n - 1);
}

function generate(
  graph: Graph,
  root: NodeId,
  horizontal: number,
  vertical: number,
): FieldFunction | undefined {
  // Groups: 0 depends on neither coordinate, 1 on the column, 2 on the row, 3 on both.
  const group = new Uint8Array(graph.length);
  for (let id = 0; id < graph.length; id++) {
    const { op, inputs, attributes } = graph[id] as Node;
    if (op === 'parameter') {
      group[id] = attributes.offset === horizontal ? 1 : attributes.offset === vertical ? 2 : 0;
    }
    for (const input of inputs) group[id] = (group[id] as number) | (group[input] as number);
  }
  const leaf = (offset: number) => (offset === horizontal ? 'u' : offset === vertical ? 'v' : `x[${offset}]`);
  const code = straightLine(graph, [root], leaf, (id) => group[id] as number, 4);
  const [once, column, row, both] = code.statements as [string[], string[], string[], string[]];
  const kept = code.exported[1] as readonly NodeId[];
  const text = [
    ...kept.map((id) => `const c${id} = new Float64Array(columns);`),
    ...once,
    'for (let i = 0; i < columns; i++) {',
    'const u = i === columns - 1 ? x1 : x0 + i * (x1 - x0) / (columns - 1);',
    ...column,
    ...kept.map((id) => `c${id}[i] = t${id};`),
    '}',
    'for (let j = 0, at = 0; j < rows; j++) {',
    'const v = j === rows - 1 ? y1 : y0 + j * (y1 - y0) / (rows - 1);',
    ...row,
    'for (let i = 0; i < columns; i++, at++) {',
    ...kept.map((id) => `const t${id} = c${id}[i];`),
    ...both,
    `out[at] = ${code.roots[0]};`,
    '}',
    '}',
  ];
  const run = makeFunction<(...args: unknown[]) => void>(
    'x, x0, x1, y0, y1, columns, rows, out',
    text.join('\n'),
  );
  return run && ((base, x, y, columns, rows, out) => run(base, x[0], x[1], y[0], y[1], columns, rows, out));
}
