import { plotArea } from '../../src/core/figures/plot-area.ts';
import { svg } from '../../src/core/figures/svg.ts';
import { differs } from '../differs.ts';
import type { Model } from '../model.ts';
import { prefersReducedMotion } from '../reduced-motion.ts';
import type { PageTheme } from '../theme.ts';
import { mountSvg } from '../ui/svg.ts';
import type { RacePicture } from './painter.ts';
import type { Race } from './race.ts';
import { racePlot } from './race-plot.ts';

/** The picture of the objective on which a race takes place. */
export class RaceField {
  readonly element = mountSvg(svg('svg', { class: 'figure', 'aria-hidden': 'true' }));
  #drawn: readonly unknown[] = [];

  /** Draws the field where it differs, and finds the ways of the runs on it. @param size in pixels. */
  layOut(
    { picture, objective }: Model,
    race: Race,
    { width, height }: { readonly width: number; readonly height: number },
    theme: PageTheme,
  ): RacePicture | undefined {
    if (!picture || !objective) return undefined;
    const plot = racePlot(picture, objective, race, (shown) => plotArea(shown, width, height));
    const { area, tracks } = plot;
    const key = [picture, theme, width, height, ...area.y];
    if (differs(key, this.#drawn)) {
      this.#drawn = key;
      this.element.setAttribute('width', String(width));
      this.element.setAttribute('height', String(height));
      this.element.setAttribute('font-family', theme.font);
      this.element.replaceChildren(mountSvg(plot.field(theme)), mountSvg(plot.axes(theme)));
    }
    return { entrants: race.entrants, tracks, area, theme, inSteps: prefersReducedMotion() };
  }
}
