import { plotArea } from '../../src/core/figures/plot-area.ts';
import { svg } from '../../src/core/figures/svg.ts';
import { differs } from '../differs.ts';
import type { Model } from '../model.ts';
import { prefersReducedMotion } from '../reduced-motion.ts';
import type { PageTheme } from '../theme.ts';
import { mountSvg, SvgLayer } from '../ui/svg.ts';
import { atRest } from '../while-pressed.ts';
import type { RacePicture } from './painter.ts';
import type { Race } from './race.ts';
import { racePlot } from './race-plot.ts';

/** The picture of the objective on which a race takes place. */
export class RaceField {
  readonly element = mountSvg(svg('svg', { class: 'figure', 'aria-hidden': 'true' }));
  readonly #field = new SvgLayer();
  readonly #labels = new SvgLayer();
  readonly #axes = new SvgLayer();
  #drawn: readonly unknown[] = [];
  #label: () => void = () => undefined;

  constructor() {
    this.element.append(this.#field.element, this.#labels.element, this.#axes.element);
  }

  /** Draws the field where it differs, its labels clear of the runs, and finds the ways of the runs on it. @param size in pixels. */
  layOut(
    { picture, objective }: Model,
    race: Race,
    { width, height }: { readonly width: number; readonly height: number },
    theme: PageTheme,
  ): RacePicture | undefined {
    if (!picture || !objective) return undefined;
    const plot = racePlot(picture, objective, race, (shown) => plotArea(shown, width, height));
    const { area, tracks } = plot;
    this.#label = () => this.#labels.show([plot.labels(theme)]);
    const key = [picture, theme, width, height, ...area.y];
    if (differs(key, this.#drawn)) {
      this.#drawn = key;
      this.element.setAttribute('width', String(width));
      this.element.setAttribute('height', String(height));
      this.element.setAttribute('font-family', theme.font);
      this.#field.show([plot.field(theme)]);
      this.#axes.show([plot.axes(theme)]);
      this.#label();
    } else atRest(this, () => this.#label());
    return { entrants: race.entrants, tracks, area, theme, inSteps: prefersReducedMotion() };
  }
}
