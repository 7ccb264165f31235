// In the surface's own chunk.

import { axisNames } from '../../src/core/figures/axis-names.ts';
import { directionOf } from '../../src/core/figures/direction-ends.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import { partName } from '../../src/core/figures/gradient-layer.ts';
import type { PlotArea } from '../../src/core/figures/plot-area.ts';
import { surfaceHeights } from '../../src/core/figures/surface-heights.ts';
import { isCurve, partsIn } from '../../src/core/sampling/plane.ts';
import { valueAt } from '../../src/core/sampling/value-at.ts';
import type { AnswerOf } from '../../src/protocol/questions.ts';
import { probe } from '../answers/probe.ts';
import { Asker } from '../asker.ts';
import { plotOptions } from '../contour/plot-options.ts';
import type { Model, Picture } from '../model.ts';
import { shownIterate, shownPlace, shownPoint } from '../shown-iterate.ts';
import type { CutChoice } from './cut-choice.ts';
import type { DrapedLine, UprightPlane } from './scene.ts';

/** A plane upright through the iterate, the curve in which it cuts the surface, and the tangent there. */
export interface Cut {
  readonly plane: UprightPlane;
  readonly lines: readonly DrapedLine[];
  /** Where the tangent touches, in pixels of the flat plot, and how high from 0 to 1. */
  readonly at: readonly [x: number, y: number, height: number];
  /** "∂J/∂θ₁ = 0.9", once it is known. */
  readonly label: string;
  /** The same in a sentence. */
  readonly words: string;
}

const SAMPLES = 240;
/** The tangent is as long to either side as this share of the cut. */
const TANGENT = 0.3;

/** Makes the cut of a surface, and asks for the slope of its tangent. */
export class SurfaceCuts {
  readonly #asker;
  #probed: { readonly x: Float64Array; readonly answer: AnswerOf<'probe'> } | undefined;

  /** @param redraw is called when a slope has come. */
  constructor(redraw: () => void) {
    this.#asker = new Asker('probe', probe, (answer, { x }) => {
      this.#probed = { x, answer };
      redraw();
    });
  }

  /** What there is to see of a cut by now; `undefined` where there is none. */
  of(
    model: Model,
    { field, contours }: Picture,
    choice: CutChoice,
    area: PlotArea,
    theme: FigureTheme,
  ): Cut | undefined {
    const { objective } = model;
    const shown = shownIterate(model);
    const x = shownPoint(model);
    const place = shownPlace(model, field.window);
    if (choice === 'none' || !objective || !shown || !x || !place || isCurve(field.window)) return undefined;
    this.#asker.ask(shown.generation, { x });
    const { angle } = plotOptions(model);
    const [along, across] = choice === 'x' ? [1, 0] : choice === 'y' ? [0, 1] : directionOf(angle);
    const range = insideOf(area, place, [along, across]);
    if (!range) return undefined;
    const { height } = surfaceHeights(field, contours);
    const plotAt = (t: number): readonly [number, number] => [
      ((place[0] + t * along - area.x[0]) / (area.x[1] - area.x[0]) - 0.5) * area.width,
      ((place[1] + t * across - area.y[0]) / (area.y[1] - area.y[0]) - 0.5) * area.height,
    ];
    const fAt = (t: number) => valueAt(field, place[0] + t * along, place[1] + t * across);
    const line = (from: number, to: number, f: (t: number) => number, color: string): DrapedLine => {
      const points: number[] = [];
      for (let i = 0; i <= SAMPLES; i++) {
        const t = from + ((to - from) * i) / SAMPLES;
        const value = f(t);
        // Heights end with the field: a line beyond would seem to bend.
        if (value >= field.minimum && value <= field.maximum) points.push(...plotAt(t), height(value));
      }
      return { points: Float32Array.from(points), color, dash: [], width: 3, opacity: 1 };
    };
    const [names, f] = [axisNames(field.window, objective.coordinates), fAt(0)];
    const same = this.#probed?.x.every((entry, i) => entry === x[i]);
    const parts = same && this.#probed ? partsIn(field.window, this.#probed.answer.gradient) : undefined;
    const slope = parts && along * parts[0] + across * parts[1];
    const red = theme.cut;
    const reach = TANGENT * (range[1] - range[0]);
    const lines = [line(range[0], range[1], fAt, red)];
    if (slope !== undefined)
      lines.push(
        // A bowl lies above its tangents and would hide them.
        {
          ...line(
            Math.max(-reach, range[0]),
            Math.min(reach, range[1]),
            (t) => f + slope * t,
            theme.foreground,
          ),
          onTop: true,
        },
      );
    const what =
      choice === 'v' ? `∇ᵥ${objective.name}` : partName(objective.name, names[choice === 'x' ? 0 : 1]);
    const label = slope === undefined ? '' : `${what} = ${formatNumber(slope, 3)}`;
    const held =
      choice === 'v'
        ? `The plane along v = (${formatNumber(along, 3)}, ${formatNumber(across, 3)})`
        : `The plane ${names[choice === 'x' ? 1 : 0]} = ${formatNumber(place[choice === 'x' ? 1 : 0], 4)}`;
    return {
      plane: { from: plotAt(range[0]), to: plotAt(range[1]), color: red },
      lines: lines.filter(({ points }) => points.length > 3),
      at: [...plotAt(0), height(f)],
      label,
      words: `${held} cuts the surface in the red curve${label && `; slope of its tangent: ${label}`}.`,
    };
  }
}

/** Between which t a line through a place lies within the plot; `undefined` where it does not. */
function insideOf(
  area: PlotArea,
  place: readonly [number, number],
  direction: readonly [number, number],
): readonly [number, number] | undefined {
  let [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const side of [0, 1] as const) {
    const [low, high] = side === 0 ? area.x : area.y;
    const [at, rate] = [place[side], direction[side]];
    if (Math.abs(rate) < 1e-12) {
      if (at < low || at > high) return undefined;
      continue;
    }
    const ends = [(low - at) / rate, (high - at) / rate].sort((a, b) => a - b) as [number, number];
    from = Math.max(from, ends[0]);
    to = Math.min(to, ends[1]);
  }
  return to > from ? [from, to] : undefined;
}
