// A chunk of its own, loaded when the surface is first exported.
import { figureLegend, LEGEND_ROW } from '../../src/core/figures/figure-legend.ts';
import { figurePage } from '../../src/core/figures/figure-page.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import type { PlotArea } from '../../src/core/figures/plot-area.ts';
import type { SvgElement } from '../../src/core/figures/svg.ts';
import type { Model } from '../model.ts';
import type { Cut } from '../surface/cut.ts';
import { drapePaths } from '../surface/drape.ts';
import { shapeOf } from '../surface/shape.ts';
import type { Sight } from '../surface/sight.ts';
import { surfaceFigure } from '../surface/surface-figure.ts';
import { surfaceLabels } from '../surface/surface-labels.ts';
import { surfaceNames } from '../surface/surface-names.ts';
import { legendOf } from './legend-of.ts';
import { layPictures, loadPicture, svgUrl } from './load-picture.ts';

/** A surface as it stands on the page. */
export interface ShownSurface {
  readonly model: Model;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly area: PlotArea;
  readonly cut: Cut | undefined;
  readonly sight: Sight;
  readonly azimuth: number;
  readonly theme: FigureTheme;
}

/** The surface as a standalone figure with a legend; `undefined` where there is no picture yet. */
export function surfaceFigureOf(shown: ShownSurface): SvgElement | undefined {
  const { model, width, height, area, cut, sight, azimuth, theme } = shown;
  const { picture, objective } = model;
  if (!picture || !objective) return undefined;
  const { shape } = shapeOf(picture, area, theme);
  const { lines, balls } = drapePaths(model, picture, area, theme);
  const legend = legendOf(model, theme);
  const names = surfaceNames(picture, objective);
  const title = `Surface of ${objective.text}. ${cut?.words ?? ''}`.trim();
  return figurePage({ width, height: height + legend.length * LEGEND_ROW + 10, title, theme }, [
    surfaceFigure({
      shape,
      lines: [...lines, ...(cut?.lines ?? [])],
      balls,
      plane: cut?.plane,
      sight,
      theme,
    }),
    ...surfaceLabels(sight, { area, names, picture, cut, azimuth, theme }),
    figureLegend(legend, area.left, height, theme),
  ]);
}

/** The drawn surface with the labels that lie over it on the page, as PNG in base64. @param drawn a data URL. */
export async function surfaceExport(drawn: string, labels: SVGElement): Promise<string> {
  const surface = await loadPicture(drawn);
  const over = await loadPicture(svgUrl(new XMLSerializer().serializeToString(labels)));
  return layPictures([surface, over], surface.naturalWidth, surface.naturalHeight);
}
