import { axes } from '../../src/core/figures/axes.ts';
import { axisNames } from '../../src/core/figures/axis-names.ts';
import { planeProjection } from '../../src/core/figures/contour-figure.ts';
import { curveLayer, curveProjection, curveRange } from '../../src/core/figures/curve-figure.ts';
import { fieldLayer } from '../../src/core/figures/field-layer.ts';
import { plotArea } from '../../src/core/figures/plot-area.ts';
import { raceTrack } from '../../src/core/figures/race-track.ts';
import { svg } from '../../src/core/figures/svg.ts';
import { isCurve } from '../../src/core/sampling/plane.ts';
import { differs } from '../differs.ts';
import type { Model } from '../model.ts';
import { prefersReducedMotion } from '../reduced-motion.ts';
import type { PageTheme } from '../theme.ts';
import { mountSvg } from '../ui/svg.ts';
import type { RacePicture } from './painter.ts';
import type { Race } from './race.ts';

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
    const { field, contours } = picture;
    const curve = isCurve(field.window);
    const shown = curve ? { ...field.window, y: curveRange(field, race.entrants) } : field.window;
    const area = plotArea(shown, width, height);
    const [right, up] = axisNames(field.window, objective.coordinates);
    const names = [right, curve ? objective.name : up] as const;
    const key = [picture, theme, width, height, ...area.y];
    if (differs(key, this.#drawn)) {
      this.#drawn = key;
      this.element.setAttribute('width', String(width));
      this.element.setAttribute('height', String(height));
      this.element.setAttribute('font-family', theme.font);
      const layer = curve ? curveLayer(field, area, theme) : fieldLayer(contours, area, theme);
      this.element.replaceChildren(mountSvg(layer), mountSvg(axes(area, names, theme)));
    }
    const project = curve ? curveProjection(area) : planeProjection(area, field.window);
    const tracks = new Map(
      race.entrants.map(({ run, trace, places }) => [run, raceTrack(trace, places, project)]),
    );
    return { entrants: race.entrants, tracks, area, theme, inSteps: prefersReducedMotion() };
  }
}
