import type { Graph, NodeId } from '../graph/node.ts';
import { compileGraph } from './compile-graph.ts';
import { type FieldFunction, sampleAt } from './field-function.ts';
import { type FieldGroups, fieldGroups } from './field-groups.ts';
import { makeFunction } from './make-function.ts';
import { scalarize } from './scalarize.ts';
import { straightLine } from './straight-line.ts';
import { compileFieldWasm } from './wasm/compile-field-wasm.ts';

/** The most operations that one sample may take to be written out in full. */
const LIMIT = 4000;

/**
 * Compiles a scalar root for sampling over two coordinates. What depends on the row alone is computed once a row, what depends
 * on the column alone once a column.
 */
export function compileField(
  graph: Graph,
  output: NodeId,
  coordinates: readonly [number, number],
): FieldFunction {
  const scalar = scalarize(graph, [output], LIMIT, 'sampling');
  if (!scalar) return sampleOneByOne(graph, output, coordinates);
  const root = scalar.roots[0]?.[0] as NodeId;
  const groups = fieldGroups(scalar.graph, coordinates);
  const pairs = compileFieldWasm(scalar.graph, root, groups);
  const single = generate(scalar.graph, root, groups) ?? sampleOneByOne(graph, output, coordinates);
  return (...request) => {
    if (!pairs?.(...request)) single(...request);
  };
}

function sampleOneByOne(
  graph: Graph,
  output: NodeId,
  [horizontal, vertical]: readonly [number, number],
): FieldFunction {
  // A picture leaves points out where f overflows: to mend many thousands of them would take seconds.
  const value = compileGraph(graph, [output], { guarded: false });
  const none = new Float64Array(0);
  return (base, x, y, columns, rows, out) => {
    const point = base.slice();
    for (let j = 0; j < rows; j++) {
      const up = sampleAt(y, j, rows);
      for (let i = 0; i < columns; i++) {
        point[vertical] = up;
        point[horizontal] = sampleAt(x, i, columns);
        out[j * columns + i] = value(point, none);
      }
    }
  };
}

function generate(
  graph: Graph,
  root: NodeId,
  { group, horizontal, vertical }: FieldGroups,
): FieldFunction | undefined {
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
