import { describe, expect, test } from 'vitest';
import { bandColors } from '../../../../src/core/figures/band-colors.ts';
import { coordinateLabel } from '../../../../src/core/figures/coordinate-label.ts';
import { CoveredCells } from '../../../../src/core/figures/covered-cells.ts';
import { PRINT_THEME } from '../../../../src/core/figures/figure-theme.ts';
import { formatNumber } from '../../../../src/core/figures/format-number.ts';
import { levelLabels } from '../../../../src/core/figures/level-labels.ts';
import { indexAt, pathLayer } from '../../../../src/core/figures/path-layer.ts';
import { plotArea, toData, toPixelX, toPixelY } from '../../../../src/core/figures/plot-area.ts';
import { seriesStyle } from '../../../../src/core/figures/series-style.ts';
import { type SvgElement, serializeSvg, svg } from '../../../../src/core/figures/svg.ts';
import { tangentLayer } from '../../../../src/core/figures/tangent-layer.ts';
import type { Trace } from '../../../../src/core/run/trace.ts';

function traceOf(
  points: readonly (readonly [number, number])[],
  iterations = points.map((_, k) => k),
): Trace {
  const column = () => new Float64Array(points.length);
  return {
    length: points.length,
    dimension: 2,
    iteration: Float64Array.from(iterations),
    f: column(),
    gradientNorm: column(),
    step: column(),
    rate: column(),
    evaluations: column(),
    x: Float64Array.from(points.flat()),
    stride: 1,
  };
}

function find(element: SvgElement, fits: (element: SvgElement) => boolean): SvgElement[] {
  return [...(fits(element) ? [element] : []), ...element.children.flatMap((child) => find(child, fits))];
}

test.each([
  ['x', 'x'],
  ['θ1', 'θ₁'],
  ['theta_12', 'θ₁₂'],
  ['theta', 'θ'],
  ['w[3]', 'w₃'],
  ['W[2, 1]', 'W[2, 1]'],
  ['learning_rate', 'learning_rate'],
  ['bias', 'bias'],
])('the coordinate %s is written %s', (name, label) => {
  expect(coordinateLabel(name)).toBe(label);
});

test.each([
  [0.2, 6, '0.2'],
  [3.17375e-4, 6, '3.17375e−4'],
  [-1.5, 6, '−1.5'],
  [0, 6, '0'],
  [-0, 6, '0'],
  [10000, 6, '10000'],
  [1234567, 6, '1.23457e6'],
  [999999.7, 6, '1000000'],
  [0.0125971174, 6, '0.0125971'],
  [Number.NaN, 6, '–'],
  [Number.NEGATIVE_INFINITY, 6, '−∞'],
])('%d in %d digits reads %s', (value, digits, text) => {
  expect(formatNumber(value, digits)).toBe(text);
});

test.each([
  ['below it in a valley', (x: number) => x * x, [-1, 5], 'below'],
  ['above it on a hill', (x: number) => -x * x, [-5, 1], 'above'],
  ['above it in a valley at the edge of the plot', (x: number) => x * x, [-0.1, 5], 'above'],
] as const)('the slope of a level tangent stands %s, off the curve', (_, curve, y, side) => {
  const area = plotArea({ x: [-2, 2], y }, 240, 200);
  const [, label] = tangentLayer(area, [0, 0], 0, curve, ['f', 'x'], PRINT_THEME).children as SvgElement[];
  const height = Number(label?.attributes.y) - toPixelY(area, 0);
  expect(height > 0 ? 'below' : 'above').toBe(side);
});

test('bands run from one colour to the other in even steps', () => {
  expect(bandColors('#000000', '#ffffff', 3)).toEqual(['#000000', '#636363', '#ffffff']);
  expect(bandColors('#c6d8e8', '#ffffff', 1)).toEqual(['#c6d8e8']);
  expect(bandColors('#c6d8e8', '#ffffff', 0)).toEqual([]);
});

test('the first 30 runs are told apart by colour and dash', () => {
  const styles = Array.from({ length: 30 }, (_, index) =>
    JSON.stringify(seriesStyle(index, PRINT_THEME.series)),
  );
  expect(new Set(styles).size).toBe(30);
});

test('pixels and data are inverse to each other', () => {
  const area = plotArea({ x: [-2, 3], y: [1, 9] }, 640, 480);
  const [x, y] = toData(area, toPixelX(area, 0.7), toPixelY(area, 4.2));
  expect([x, y]).toEqual([expect.closeTo(0.7, 12), expect.closeTo(4.2, 12)]);
});

test('what is written as XML is escaped', () => {
  const figure = svg('svg', { title: 'a "b" & <c>' }, [svg('text', {}, '1 < 2 & 3\u0007')]);
  expect(serializeSvg(figure)).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<svg title="a &quot;b&quot; &amp; &lt;c&gt;">\n  <text>1 &lt; 2 &amp; 3</text>\n</svg>\n',
  );
});

describe('labels of levels', () => {
  const bounds = { left: 0, top: 0, width: 400, height: 300 };
  const straight = (y: number) => ({ points: Float64Array.of(0, y, 400, y), text: '0.5', level: 1 });

  test('stand upright, inside, and apart', () => {
    const labels = levelLabels([straight(100), straight(110), straight(220)], bounds, 10);
    expect(labels.length).toBeGreaterThanOrEqual(2);
    for (const { x, y, angle } of labels) {
      expect(Math.abs(angle)).toBeLessThanOrEqual(90);
      expect(x > 0 && x < 400 && y > 0 && y < 300).toBe(true);
    }
    for (const one of labels)
      for (const other of labels)
        if (one !== other) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(40);
  });

  test('keep clear of what lies over them', () => {
    const line = { ...straight(100), text: '100' };
    const [at] = levelLabels([line], bounds, 10);
    const x = at?.x ?? Number.NaN;
    const covered = new CoveredCells(bounds);
    covered.cover(x, 0, x, 300);
    const [moved] = levelLabels([line], bounds, 10, [covered]);
    expect(Math.abs((moved?.x ?? Number.NaN) - x)).toBeGreaterThan(12);
    const all = new CoveredCells(bounds);
    all.cover(0, 100, 400, 100);
    expect(levelLabels([line], bounds, 10, [all])).toEqual([]);
    // Where no place is clear of all, it is clear of what must not lie over it.
    expect(levelLabels([line], bounds, 10, [all, covered])).toEqual([moved]);
  });

  test('are left out where a line is too short or too bent', () => {
    const dot = Float64Array.from(
      { length: 80 },
      (_, index) => 100 + 4 * (index % 2 ? Math.sin(index) : Math.cos(index)),
    );
    expect(levelLabels([{ points: dot.slice(0, 8), text: '10', level: 0 }], bounds, 10)).toEqual([]);
  });
});

describe('paths', () => {
  const style = seriesStyle(0, PRINT_THEME.series);
  const project = (trace: Trace, index: number) => {
    const [x, y] = [trace.x[2 * index] as number, trace.x[2 * index + 1] as number];
    return Number.isFinite(x) && Number.isFinite(y) ? ([x, y] as const) : undefined;
  };

  test('the iterate at k is the last recorded one not after it', () => {
    const trace = traceOf(
      [
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 3],
      ],
      [0, 10, 20, 25],
    );
    expect([-1, 0, 9, 10, 24, 25, Number.POSITIVE_INFINITY].map((k) => indexAt(trace, k))).toEqual([
      0, 0, 0, 1, 2, 3, 3,
    ]);
  });

  test('split at the current iterate: the way up to it loud, the rest faint', () => {
    const trace = traceOf([
      [0, 0],
      [50, 0],
      [50, 50],
      [0, 50],
    ]);
    const layer = pathLayer([{ trace, style }], project, 2, PRINT_THEME);
    const strokes = find(
      layer,
      ({ attributes }) => attributes.stroke === style.color && attributes.fill === undefined,
    );
    expect(strokes.map(({ attributes }) => attributes.d)).toEqual([
      'M50,50L0,50',
      'M0,0L50,0L50,50',
      expect.stringContaining('h0'),
    ]);
  });

  test('are bounded in size and in place, however long and far they are', () => {
    const points = Array.from({ length: 20000 }, (_, k) => [k / 1e4, k === 10000 ? 1e300 : 0] as const);
    const text = serializeSvg(pathLayer([{ trace: traceOf(points), style }], project, 19999, PRINT_THEME));
    expect(text.length).toBeLessThan(4000);
    expect(text).not.toMatch(/NaN|Infinity|e\+/);
  });

  test('are broken where an iterate has no place, and absent without iterates', () => {
    const trace = traceOf([
      [0, 0],
      [50, 0],
      [Number.NaN, 0],
      [90, 0],
      [140, 0],
    ]);
    const text = serializeSvg(pathLayer([{ trace, style }], project, 4, PRINT_THEME));
    expect(text).toContain('M0,0L50,0M90,0L140,0');
    expect(pathLayer([{ trace: traceOf([]), style }], project, 4, PRINT_THEME).children).toEqual([]);
  });
});
