import { planeProjection } from '../../src/core/figures/contour-figure.ts';
import { coveredByPaths } from '../../src/core/figures/covered-by-paths.ts';
import { curveLayer } from '../../src/core/figures/curve-figure.ts';
import { fieldLayer } from '../../src/core/figures/field-layer.ts';
import { levelLabelLayer } from '../../src/core/figures/level-label-layer.ts';
import type { FigureRun } from '../../src/core/figures/path-layer.ts';
import { type PlotArea, plotArea, toPixelX, toPixelY } from '../../src/core/figures/plot-area.ts';
import { svg } from '../../src/core/figures/svg.ts';
import { differs } from '../differs.ts';
import type { Model } from '../model.ts';
import type { PageTheme } from '../theme.ts';
import { mountSvg, SvgLayer } from '../ui/svg.ts';
import { atRest } from '../while-pressed.ts';
import { plotOptions } from './plot-options.ts';

/** A change of scale by less moves no pixel; by more, the labels of levels are no longer where they belong. */
const STILL = 1e-6;
const SCALED = 1e-3;

/**
 * The field of the objective: drawn anew only if it, its place or the theme differ; while the user moves, the old one is transformed.
 * Its labels keep clear of the paths; while a path is dragged they stay where they are.
 */
export class ContourField {
  readonly element = mountSvg(svg('g'));
  readonly #field = new SvgLayer();
  readonly #labels = new SvgLayer();
  #drawn: readonly unknown[] = [];
  #labelled: readonly unknown[] = [];
  #label: () => void = () => undefined;

  constructor() {
    this.element.append(this.#field.element, this.#labels.element);
  }

  /** @param area what is on screen. @param size of the plot, in pixels. @param curve whether x has one entry. */
  draw(
    model: Model,
    runs: readonly FigureRun[],
    area: PlotArea,
    { width, height }: { readonly width: number; readonly height: number },
    curve: boolean,
    theme: PageTheme,
  ): void {
    const { picture } = model;
    if (!picture) return;
    const { field, contours } = picture;
    const own = plotArea(curve ? { x: field.window.x, y: area.y } : field.window, width, height);
    const { filled, labels } = plotOptions(model);
    const key = [picture, theme, own.width, own.height, filled, labels, ...(curve ? area.y : [])];
    this.#label = () => {
      const covered = coveredByPaths(runs, planeProjection(own, field.window), own);
      this.#labels.show(curve ? [] : [levelLabelLayer(contours, own, theme, { filled, labels }, covered)]);
    };
    const paths = runs.map(({ trace }) => trace);
    if (differs(key, this.#drawn)) {
      this.#field.show([
        curve ? curveLayer(field, own, theme) : fieldLayer(contours, own, theme, { filled }),
      ]);
      this.#label();
    } else if (differs(paths, this.#labelled)) atRest(this, () => this.#label());
    this.#drawn = key;
    this.#labelled = paths;
    this.#place(own, area);
  }

  #place(own: PlotArea, area: PlotArea): void {
    const scaleX = (own.x[1] - own.x[0]) / (area.x[1] - area.x[0]);
    const scaleY = (own.y[1] - own.y[0]) / (area.y[1] - area.y[0]);
    const left = toPixelX(area, own.x[0]) - scaleX * own.left;
    const top = toPixelY(area, own.y[1]) - scaleY * own.top;
    const scaled = Math.abs(scaleX - 1) + Math.abs(scaleY - 1);
    if (scaled < STILL && Math.hypot(left, top) < 0.01) this.element.removeAttribute('transform');
    else this.element.setAttribute('transform', `matrix(${scaleX} 0 0 ${scaleY} ${left} ${top})`);
    this.element.classList.toggle('is-scaled', scaled > SCALED);
  }
}
