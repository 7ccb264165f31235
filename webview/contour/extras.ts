// A chunk of its own, loaded when something is drawn besides field and paths.
import { arrowFieldLayer } from '../../src/core/figures/arrow-field-layer.ts';
import { axisNames } from '../../src/core/figures/axis-names.ts';
import { directionOf } from '../../src/core/figures/direction-ends.ts';
import { directionLayer } from '../../src/core/figures/direction-layer.ts';
import { evaluationLayer, evaluationRug } from '../../src/core/figures/evaluation-layer.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import { gradientLayer, partText } from '../../src/core/figures/gradient-layer.ts';
import { indexAt } from '../../src/core/figures/path-layer.ts';
import type { PlotArea } from '../../src/core/figures/plot-area.ts';
import type { SvgElement } from '../../src/core/figures/svg.ts';
import { tangentLayer } from '../../src/core/figures/tangent-layer.ts';
import { allFinite, distance, norm } from '../../src/core/methods/vector.ts';
import type { EvaluationSet } from '../../src/core/run/evaluation-recorder.ts';
import type { Trace } from '../../src/core/run/trace.ts';
import type { GradientField } from '../../src/core/sampling/gradient-field.ts';
import { isCurve, type PlaneWindow, partsIn, placeIn, samePlane } from '../../src/core/sampling/plane.ts';
import { valueAt } from '../../src/core/sampling/value-at.ts';
import type { AnswerOf, QuestionOf } from '../../src/protocol/questions.ts';
import { evaluationSet } from '../answers/evaluation-set.ts';
import { gradientField } from '../answers/gradient-field.ts';
import { probe } from '../answers/probe.ts';
import { Asker } from '../asker.ts';
import { currentIteration, type Model } from '../model.ts';
import { runStyle } from '../run-groups.ts';
import { shownIterate, shownPoint } from '../shown-iterate.ts';
import { plotOptions } from './plot-options.ts';

/** What is drawn besides field and paths, and the same in words. */
export interface Extras {
  /** Below the paths. */
  readonly below: readonly SvgElement[];
  /** Above them. */
  readonly above: readonly SvgElement[];
  readonly words: readonly string[];
  /** What the marks stand for, to be read below the picture. */
  readonly note: string;
}

/** Pixels between the arrows of a field. */
const ARROW_SPACING = 38;

/** An estimate that differs less than this from the gradient, relative to it, is the gradient. */
const SAME = 1e-7;

/** Asks for, and draws, what the user has chosen to see besides field and paths. */
export class ContourExtras {
  readonly #probe;
  readonly #gradients;
  readonly #evaluations;
  #probed: { readonly answer: AnswerOf<'probe'>; readonly x: Float64Array } | undefined;
  #field: GradientField | undefined;
  #evaluated: { readonly set: EvaluationSet; readonly question: QuestionOf<'evaluations'> } | undefined;

  /** @param redraw is called when an answer has come. */
  constructor(redraw: () => void) {
    this.#probe = new Asker('probe', probe, (answer, { x }) => {
      this.#probed = { answer, x };
      redraw();
    });
    this.#gradients = new Asker('gradients', gradientField, (field) => {
      this.#field = field;
      redraw();
    });
    this.#evaluations = new Asker('evaluations', evaluationSet, (set, question) => {
      this.#evaluated = { set, question };
      redraw();
    });
  }

  /** What there is to be drawn by now. @param area of a curve, its y are values of f. */
  draw(model: Model, window: PlaneWindow, area: PlotArea, theme: FigureTheme): Extras {
    const options = plotOptions(model);
    const { objective, runs, selected } = model;
    const shown = shownIterate(model);
    const trace = runs[selected]?.trace;
    if (!objective || !shown || !trace || model.hidden.includes(selected)) return NOTHING;
    const style = runStyle(runs[selected], theme.series);
    const at = indexAt(trace, currentIteration(model));
    const x = trace.x.subarray(at * trace.dimension, (at + 1) * trace.dimension);
    const names = [objective.name, ...axisNames(window, objective.coordinates)] as const;
    const below: SvgElement[] = [];
    const above: SvgElement[] = [];
    const words: string[] = [];
    let note = '';
    const curve = isCurve(window);
    const drawn = runs.length - model.hidden.length;
    const { set, question } = this.#evaluated ?? {};
    const current = question?.run === selected && samePlane(question.window, window) ? set : undefined;
    if (options.field && !curve && this.#field && samePlane(this.#field.window, window))
      below.push(arrowFieldLayer(this.#field, area, theme));
    if (options.evaluations && current) {
      below.push((curve ? evaluationRug : evaluationLayer)(current, area, style.color, theme));
      if (question?.iteration === shown.iteration)
        note = countText(current, objective.name, drawn > 1 ? runs[selected]?.plan.text : undefined);
    }
    // While the next gradient is on its way, that of another place would be wrong here.
    const probed = this.#probed && sameVector(this.#probed.x, x) ? this.#probed.answer : undefined;
    // Neither an arrow nor a tangent starts where f or its slope is not finite.
    if (!probed || !Number.isFinite(probed.f) || !allFinite(probed.gradient))
      return { below, above, words, note };
    const place = placeIn(window, x);
    const parts = partsIn(window, probed.gradient);
    if (curve) {
      if (options.tangent) {
        const height = (s: number) =>
          model.picture ? valueAt(model.picture.field, s, window.y[0]) : Number.NaN;
        above.push(tangentLayer(area, [place[0], probed.f], parts[0], height, [names[0], names[1]], theme));
        words.push(`The slope of the tangent at the iterate shown is ${formatNumber(parts[0], 4)}.`);
      }
      return { below, above, words, note };
    }
    if (options.gradient) {
      const atSame = question?.iteration === shown.iteration && current?.seen;
      const seen = atSame && differs(atSame, probed.gradient) ? partsIn(window, atSame) : undefined;
      const longest = longestGradient(trace, Math.hypot(...parts));
      above.push(
        gradientLayer({ area, at: place, gradient: parts, seen, longest, names, color: style.color, theme }),
      );
      words.push(
        `The gradient at the iterate shown: ${partText(names[0], names[1], parts[0])}, ${partText(names[0], names[2], parts[1])}${seen ? `; the method saw ${formatNumber(seen[0], 3)}, ${formatNumber(seen[1], 3)}` : ''}.`,
      );
    }
    if (options.direction) {
      const [along, across] = directionOf(options.angle);
      const slope = along * parts[0] + across * parts[1];
      above.push(directionLayer(area, place, options.angle, slope, objective.name, theme));
      words.push(
        `The directional derivative along v = (${formatNumber(along, 3)}, ${formatNumber(across, 3)}) is ${formatNumber(slope, 4)}.`,
      );
    }
    return { below, above, words, note };
  }

  /** Asks for what is to be drawn and is not there. */
  ask(model: Model, window: PlaneWindow, area: PlotArea): void {
    const options = plotOptions(model);
    const shown = shownIterate(model);
    const x = shownPoint(model);
    if (!shown || !x) return;
    const { generation, ...place } = shown;
    const curve = isCurve(window);
    if (curve ? options.tangent : options.gradient || options.direction) {
      this.#probe.ask(generation, { x });
    }
    if (options.field && !curve) {
      const cells = (pixels: number) => Math.min(60, Math.max(4, Math.round(pixels / ARROW_SPACING)));
      this.#gradients.ask(generation, { window, columns: cells(area.width), rows: cells(area.height) });
    }
    const estimated = model.runs[place.run]?.plan.choice.gradient.name !== 'backprop';
    if (options.evaluations || (options.gradient && estimated && !curve)) {
      // The places do not depend on which part of the plane is shown.
      const whole = { ...window, x: [0, 1], y: [0, 1] } as const;
      this.#evaluations.ask(generation, { ...place, window: whole });
    }
  }
}

const NOTHING: Extras = { below: [], above: [], words: [], note: '' };

function sameVector(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((entry, i) => entry === b[i]);
}

function differs(seen: Float64Array, gradient: Float64Array): boolean {
  return distance(seen, gradient) > SAME * norm(gradient);
}

/** The longest gradient of a path, so that arrows along it can be compared; at least the one that is shown. */
function longestGradient({ gradientNorm, length }: Trace, shown: number): number {
  let longest = shown;
  for (let index = 0; index < length; index++) {
    const norm = gradientNorm[index] as number;
    if (norm > longest && Number.isFinite(norm)) longest = norm;
  }
  return longest;
}

/** @param run whose evaluations they are, where others are drawn as well. */
function countText({ counts }: EvaluationSet, f: string, run: string | undefined): string {
  const parts = [
    [counts.f, f],
    [counts.gradient, `∇${f}`],
    [counts.hessian, `∇²${f}`],
  ] as const;
  return `Evaluated so far${run ? ` by ${run}` : ''}: ${parts.map(([count, what]) => `${what} ${count}`).join(', ')}.`;
}
