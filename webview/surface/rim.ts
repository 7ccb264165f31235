import type { DrapedLine } from './scene.ts';
import type { SurfaceShape } from './surface-mesh.ts';

/** The edge of a surface, broken where it has a hole: without it a surface as dark as its background has no end. */
export function rimOf({ columns, rows, width, height, heights, lineColor }: SurfaceShape): DrapedLine[] {
  const sides = [
    Array.from({ length: columns }, (_, i) => [i, 0] as const),
    Array.from({ length: rows }, (_, j) => [columns - 1, j] as const),
    Array.from({ length: columns }, (_, i) => [i, rows - 1] as const),
    Array.from({ length: rows }, (_, j) => [0, j] as const),
  ];
  return sides.flatMap((side) => {
    const parts: number[][] = [[]];
    for (const [i, j] of side) {
      const z = heights[j * columns + i] as number;
      if (Number.isNaN(z)) parts.push([]);
      else parts.at(-1)?.push((i / (columns - 1) - 0.5) * width, (j / (rows - 1) - 0.5) * height, z);
    }
    return parts
      .filter((points) => points.length > 3)
      .map((points) => ({
        points: Float32Array.from(points),
        color: lineColor,
        dash: [],
        width: 1,
        opacity: 1,
      }));
  });
}
