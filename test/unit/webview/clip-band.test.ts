import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Corner, clipBands } from '../../../webview/surface/clip-band.ts';

const area = (corners: readonly Corner[]) =>
  Math.abs(
    corners.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = corners[(i + 1) % corners.length] as Corner;
      return sum + (x * nextY - y * nextX) / 2;
    }, 0),
  );

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** A convex patch: a square whose corners are moved a little, with any heights. */
const patches = fc
  .tuple(...[0, 1, 2, 3].map(() => fc.tuple(between(-0.2, 0.2), between(-0.2, 0.2), between(0, 9))))
  .map((corners) =>
    corners.map(([x, y, band], i): Corner => [(i === 1 || i === 2 ? 1 : 0) + x, (i > 1 ? 1 : 0) + y, band]),
  );

test('the parts of a triangle lie in their bands and make up the whole', () => {
  fc.assert(
    fc.property(patches, (corners) => {
      const triangle = corners.slice(0, 3);
      const parts = clipBands(triangle, 9);
      const sum = parts.reduce((total, part) => total + area(part.corners), 0);
      expect(sum).toBeCloseTo(area(triangle), 9);
      for (const { band, corners: inside } of parts)
        for (const [, , at] of inside) {
          expect(at).toBeGreaterThanOrEqual(band - 1e-9);
          expect(at).toBeLessThanOrEqual(band + 1 + 1e-9);
        }
    }),
  );
});

test('a level line goes where the patch is as high as the level', () => {
  const [low, high] = clipBands([[0, 0, 0.5] as const, [1, 0, 1.5], [1, 1, 1.5], [0, 1, 0.5]], 4);
  expect(low).toMatchObject({ band: 0, line: [] });
  expect(high?.band).toBe(1);
  const [line] = high?.line ?? [];
  expect(line?.map(([x]) => x)).toEqual([0.5, 0.5]);
});

test('what is lower than the first band, or higher than the last, has their colours', () => {
  expect(clipBands([[0, 0, 7] as const, [1, 0, 8], [1, 1, 9]], 4).map(({ band }) => band)).toEqual([3]);
  expect(clipBands([[0, 0, 0] as const, [1, 0, 0], [1, 1, 0]], 4).map(({ band }) => band)).toEqual([0]);
});
