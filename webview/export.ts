import { type FigureTheme, PRINT_THEME } from '../src/core/figures/figure-theme.ts';
import { objectiveFigure } from '../src/core/figures/objective-figure.ts';
import { seriesStyle } from '../src/core/figures/series-style.ts';
import { serializeSvg } from '../src/core/figures/svg.ts';
import { currentIteration, type Model } from './model.ts';

/** Pixels of a PNG for one of the figure's: fit for print. */
const SCALE = 3;
const WIDTH = 800;

/**
 * The contour plot as it is on screen, as the text of an SVG file with a legend.
 * @param theme the colours; those for print if absent.
 * @returns `undefined` where there is no picture yet.
 */
export function pictureSvg(model: Model, theme: FigureTheme = PRINT_THEME): string | undefined {
  const { objective, picture, runs, hidden } = model;
  if (!objective || !picture) return undefined;
  const shown = runs.flatMap(({ trace, result, plan }, index) =>
    trace && trace.length > 0 && !hidden.includes(index)
      ? [
          {
            trace,
            label: plan.text,
            style: seriesStyle(index, theme.series),
            ...(result && { best: result.best.iteration }),
          },
        ]
      : [],
  );
  return serializeSvg(
    objectiveFigure({
      field: picture.field,
      contours: picture.contours,
      runs: shown,
      coordinates: objective.coordinates,
      title: objective.text,
      theme,
      width: WIDTH,
      current: currentIteration(model),
    }),
  );
}

/** An SVG picture as PNG, in base64. @throws Error where the browser cannot draw it. */
export async function svgToPng(text: string): Promise<string> {
  const image = new Image();
  // The content policy admits pictures from data, not from blobs.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').split(',')[1] ?? '';
}
