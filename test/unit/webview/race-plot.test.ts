import { expect, test } from 'vitest';
import { PRINT_THEME } from '../../../src/core/figures/figure-theme.ts';
import { plotArea } from '../../../src/core/figures/plot-area.ts';
import { serializeSvg } from '../../../src/core/figures/svg.ts';
import { fieldExtremes } from '../../../src/core/sampling/field.ts';
import type { Picture } from '../../../webview/model.ts';
import type { Race } from '../../../webview/race/race.ts';
import { racePlot } from '../../../webview/race/race-plot.ts';
import type { PageTheme } from '../../../webview/theme.ts';
import { descend } from '../../page/scenes.ts';

test('a curve that rises far above the runs is cut off at the frame', () => {
  const window = { coordinates: [0, 0], x: [-9, 9], y: [-9, 9] } as const;
  const values = Float64Array.from({ length: 200 }, (_, i) => ((i % 100) / 5.5 - 9) ** 4);
  const field = { window, columns: 100, rows: 2, values, ...fieldExtremes(values) };
  const trace = descend({
    f: ([x = 0]) => x ** 4,
    gradient: ([x = 0]) => [4 * x ** 3],
    start: [1],
    rate: 0.1,
    iterations: 9,
  });
  const race = { entrants: [{ run: 0, trace, places: trace.iteration }] } as unknown as Race;
  const picture = { field, contours: { levels: [], scale: 'linear' } } as unknown as Picture;
  const objective = {
    name: 'f',
    coordinates: ['x'],
    text: '',
    mathml: '',
    documentation: '',
    sense: 'minimize',
  } as const;
  const plot = racePlot(picture, objective, race, (shown) => plotArea(shown, 400, 300));
  const { left, top, width, height } = plot.area;
  const text = serializeSvg(plot.field(PRINT_THEME as PageTheme));
  // f at 9 lies beyond the plot; what is drawn of an inner picture ends at its sides.
  expect(plot.area.y[1]).toBeLessThan(9 ** 4);
  expect(text).toContain(
    `x="${left}" y="${top}" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}"`,
  );
});
