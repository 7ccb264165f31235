import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitFrame, panFrame, revealFrame, zoomFrame } from '../../../webview/graph/frame.ts';

const length = fc.double({ min: 50, max: 5000, noNaN: true });
const extent = fc.record({ width: length, height: length });
const shift = fc.double({ min: -9000, max: 9000, noNaN: true });

test('the whole of a graph fits, in the middle', () => {
  fc.assert(
    fc.property(extent, extent, (graph, view) => {
      const { x, y, scale } = fitFrame(graph, view);
      expect(graph.width * scale).toBeLessThanOrEqual(view.width + 1e-6);
      expect(graph.height * scale).toBeLessThanOrEqual(view.height + 1e-6);
      const middle = [x + view.width / scale / 2, y + view.height / scale / 2] as const;
      expect(middle[0]).toBeCloseTo(graph.width / 2, 6);
      expect(middle[1]).toBeCloseTo(graph.height / 2, 6);
    }),
  );
});

test('a place that is zoomed at stays where it is', () => {
  fc.assert(
    fc.property(extent, extent, fc.double({ min: 0.2, max: 5, noNaN: true }), (graph, view, factor) => {
      const fit = fitFrame(graph, view);
      const point = [view.width / 3, view.height / 4] as const;
      const next = zoomFrame(fit, factor, point, fit);
      expect(next.x + point[0] / next.scale).toBeCloseTo(fit.x + point[0] / fit.scale, 6);
      expect(next.y + point[1] / next.scale).toBeCloseTo(fit.y + point[1] / fit.scale, 6);
    }),
  );
});

test('however far it is moved, some of the graph stays in sight; a node that is looked for comes into it', () => {
  fc.assert(
    fc.property(extent, extent, shift, shift, (graph, view, dx, dy) => {
      const { x, y, scale } = panFrame(fitFrame(graph, view), [dx, dy], graph, view);
      expect(x).toBeLessThan(graph.width);
      expect(x + view.width / scale).toBeGreaterThan(0);
      expect(y).toBeLessThan(graph.height);
      expect(y + view.height / scale).toBeGreaterThan(0);
      const place = { x: graph.width * 0.9, y: graph.height * 0.1 };
      const shown = revealFrame({ x, y, scale }, place, view);
      expect((place.x - shown.x) * scale).toBeGreaterThanOrEqual(-1e-6);
      expect((place.x - shown.x) * scale).toBeLessThanOrEqual(view.width + 1e-6);
      expect((place.y - shown.y) * scale).toBeGreaterThanOrEqual(-1e-6);
      expect((place.y - shown.y) * scale).toBeLessThanOrEqual(view.height + 1e-6);
    }),
  );
});
