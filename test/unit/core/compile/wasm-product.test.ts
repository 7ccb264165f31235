import { expect, test } from 'vitest';
import type { CompiledGraph } from '../../../../src/core/compile/compile-graph.ts';
import { interpreter } from '../../../../src/core/compile/interpret.ts';
import { compileWasm } from '../../../../src/core/compile/wasm/compile-wasm.ts';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';
import type { NodeId } from '../../../../src/core/graph/node.ts';

/** How a matrix lies in memory: as it is, by columns, or as every second entry of a larger one. */
const PLACEMENTS = {
  'by rows': (b: GraphBuilder, rows: number, columns: number, offset: number) =>
    b.parameter('', [rows, columns], offset),
  'by columns': (b: GraphBuilder, rows: number, columns: number, offset: number) =>
    b.transpose(b.parameter('', [columns, rows], offset)),
  'in steps': (b: GraphBuilder, rows: number, columns: number, offset: number) =>
    b.slice(b.parameter('', [2 * rows, 2 * columns], offset), [1, 1], [2, 2], [rows, columns]),
  backwards: (b: GraphBuilder, rows: number, columns: number, offset: number) =>
    b.slice(b.parameter('', [rows, columns], offset), [rows - 1, 0], [-1, 1], [rows, columns]),
} as const;
type Placement = keyof typeof PLACEMENTS;
const NAMES = Object.keys(PLACEMENTS) as Placement[];

function productOf(sides: readonly [number, number, number], left: Placement, right: Placement) {
  const [rows, inner, columns] = sides;
  const b = new GraphBuilder();
  const split = 4 * rows * inner;
  const a = PLACEMENTS[left](b, rows, inner, 0);
  const c = PLACEMENTS[right](b, inner, columns, split);
  const roots: NodeId[] = [b.constant(0), b.matmul(a, c)];
  const x = Float64Array.from(
    { length: split + 4 * inner * columns },
    (_, i) => Math.sin(i * i) / (1 + (i % 7)),
  );
  const out = new Float64Array(rows * columns);
  (compileWasm(b.nodes, roots) as CompiledGraph)(x, out);
  return { out, expected: interpreter(b.nodes, roots)(x)[1] as Float64Array };
}

/** Sides of more than one block that do not come out even, in every placement; and others, by rows. */
const CASES = [
  ...NAMES.flatMap((left) => NAMES.map((right) => [[66, 258, 262], left, right] as const)),
  ...(
    [
      [67, 64, 64],
      [64, 257, 66],
      [64, 256, 256],
    ] as const
  ).map((sides) => [sides, 'by rows', 'by rows'] as const),
];

test.each(CASES)('a large product of matrices, %j, left %s, right %s', (sides, left, right) => {
  const { out, expected } = productOf(sides, left, right);
  const differences = out.map((entry, i) => Math.abs(entry - (expected[i] as number)));
  expect(Math.max(...differences)).toBeLessThan(1e-12);
  if (left === 'backwards' || right === 'backwards') return;
  // In blocks the terms of each entry are added up in their order: the same bits.
  const [rows, , columns] = sides;
  const inBlocks = (_: number, place: number) =>
    Math.floor(place / columns) < rows - (rows % 4) && place % columns < columns - (columns % 4);
  expect(out.filter(inBlocks)).toEqual(expected.filter(inBlocks));
});

test.each(NAMES.flatMap((left) => NAMES.map((right) => [left, right] as const)))(
  'small products of matrices and vectors of every size, left %s, right %s',
  (left, right) => {
    for (const rows of [1, 2, 3, 4, 5, 9]) {
      for (const inner of [1, 2, 3, 4, 5, 8, 9, 17, 64, 67, 72]) {
        for (const columns of [1, 2, 3, 4, 5, 67]) {
          const { out, expected } = productOf([rows, inner, columns], left, right);
          const differences = out.map((entry, i) => Math.abs(entry - (expected[i] as number)));
          expect(Math.max(...differences), `${rows}×${inner} by ${inner}×${columns}`).toBeLessThan(1e-13);
        }
      }
    }
  },
);
