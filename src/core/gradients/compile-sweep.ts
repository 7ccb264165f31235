import { forward } from '../autodiff/forward.ts';
import { makeFunction } from '../compile/make-function.ts';
import { scalarize } from '../compile/scalarize.ts';
import { straightLine } from '../compile/straight-line.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import type { Objective } from '../objective.ts';

/**
 * Mean forward gradients at one point: for each of `count` samples the mean of (∇f(x)·v) v over its `k` tangents.
 *
 * @param v - count·k tangents, one after the other.
 * @param out - Gets count estimates; may be `v` itself where k is 1.
 * @param clip - The greatest size of a directional derivative; looked at only where the loop was compiled to.
 */
export type Sweep = (
  x: Float64Array,
  v: Float64Array,
  out: Float64Array,
  count: number,
  k: number,
  clip: number,
) => void;

/** Longer loops would not be optimized. */
const LONGEST = 1000;
/** More variables than this gain nothing from being written out one by one. */
const MOST_VARIABLES = 32;

/**
 * Compiles directional derivatives along many tangents into one loop; what depends on x alone is computed before it.
 *
 * @param clipped - Whether derivatives are clipped: the comparisons take longer than all the rest for a simple f.
 * @returns Undefined where the code would be too long, or may not be generated.
 */
export function compileSweep(
  { graph, output, parameters, size }: Objective,
  clipped: boolean,
): Sweep | undefined {
  if (size > MOST_VARIABLES) return undefined;
  const b = new GraphBuilder(graph);
  const slope = forward(
    b,
    output,
    new Map<NodeId, NodeId>(
      parameters.map(({ name, shape, offset }) => [
        b.parameter(name, shape, offset),
        b.parameter(name, shape, offset + size),
      ]),
    ),
  );
  const scalar = scalarize(b.nodes, [slope], LONGEST);
  if (!scalar) return undefined;
  const perTangent = new Uint8Array(scalar.graph.length);
  scalar.graph.forEach(({ op, inputs, attributes }, id) => {
    const tangent = op === 'parameter' && (attributes.offset as number) >= size;
    perTangent[id] = tangent || inputs.some((input) => perTangent[input]) ? 1 : 0;
  });
  const code = straightLine(
    scalar.graph,
    scalar.roots[0] as readonly NodeId[],
    (offset) => (offset < size ? `x[${offset}]` : `v[p + ${offset - size}]`),
    (id) => perTangent[id] as number,
    2,
  );
  const [before, each] = code.statements as [readonly string[], readonly string[]];
  const entries = Array.from({ length: size }, (_, i) => i);
  const direct = code.roots[0] as string;
  const derivative = [
    ...each,
    `let d = ${direct};`,
    ...(clipped ? ['if (d > clip) d = clip; else if (d < -clip) d = -clip;'] : []),
  ];
  const body = [
    ...before,
    `const end = count * ${size};`,
    'if (k === 1) {',
    `for (let p = 0; p < end; p += ${size}) {`,
    ...derivative,
    ...entries.map((i) => `out[p + ${i}] = d * v[p + ${i}];`),
    '}',
    'return;',
    '}',
    `for (let s = 0, p = 0; s < end; s += ${size}) {`,
    ...entries.map((i) => `let g${i} = 0;`),
    `for (let j = 0; j < k; j++, p += ${size}) {`,
    ...derivative,
    ...entries.map((i) => `g${i} += d * v[p + ${i}];`),
    '}',
    ...entries.map((i) => `out[s + ${i}] = g${i} / k;`),
    '}',
  ].join('\n');
  return makeFunction<Sweep>('x, v, out, count, k, clip', body);
}
