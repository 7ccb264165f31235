import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Direction } from '../../src/core/expression-graph/layered-layout.ts';
import { type Flow, passLength, passMoment } from '../../src/core/expression-graph/pass.ts';
import { viewExpressionGraph } from '../../src/core/expression-graph/view-expression-graph.ts';
import { openAtFirst, visibleGraph } from '../../src/core/expression-graph/visible-graph.ts';
import { arrowFieldLayer } from '../../src/core/figures/arrow-field-layer.ts';
import type { BoundsView } from '../../src/core/figures/bounds-layer.ts';
import { directionLayer } from '../../src/core/figures/direction-layer.ts';
import { evaluationLayer, evaluationRug } from '../../src/core/figures/evaluation-layer.ts';
import { figurePage } from '../../src/core/figures/figure-page.ts';
import { PRINT_THEME } from '../../src/core/figures/figure-theme.ts';
import { gradientLayer } from '../../src/core/figures/gradient-layer.ts';
import { graphFigure } from '../../src/core/figures/graph-figure.ts';
import { objectiveFigure } from '../../src/core/figures/objective-figure.ts';
import { parallelFigure } from '../../src/core/figures/parallel-figure.ts';
import { plotArea } from '../../src/core/figures/plot-area.ts';
import { seriesStyle } from '../../src/core/figures/series-style.ts';
import { sliceFigure } from '../../src/core/figures/slice-figure.ts';
import { type SvgElement, serializeSvg, svg } from '../../src/core/figures/svg.ts';
import { tangentLayer } from '../../src/core/figures/tangent-layer.ts';
import { contours } from '../../src/core/sampling/contours.ts';
import { sampleGradients } from '../../src/core/sampling/gradient-field.ts';
import { placeIn } from '../../src/core/sampling/plane.ts';
import { sceneObjective } from '../page/scene-objective.ts';
import {
  bowl,
  manyParameters,
  parabola,
  rosenbrock,
  type Scene,
  sampleField,
  sliceField,
} from '../page/scenes.ts';
import { objectiveOf } from '../unit/support/objectives.ts';

/** A figure as the command line writes it; the name of the function is the name of its golden file. */
const figures = {
  bowlContour: () => figureOf(bowl()),
  rosenbrockThreeRuns: () => figureOf(rosenbrock()),
  parabolaHalfway: () => figureOf(parabola(), 5),
  fieldWithHole: () =>
    figureOf({
      ...bowl(),
      value: (x, y) => (Math.hypot(x + 0.5, y) < 0.25 ? Number.NaN : x * x + 3 * y * y),
    }),
  articleGraph: () => graphOf('f(θ1, θ2, θ3) = (θ1 + θ2)*θ3', [3, -1, 2], 'reverse', 'right'),
  rosenbrockGraph: () => graphOf(rosenbrock().state.objective?.text ?? '', [-1.2, 1], 'dual', 'down'),
  rosenbrockInBox: () => figureOf(rosenbrock(), undefined, { lower: [-1.5, 0], upper: [0.5, null] }),
  rosenbrockSlice: () => sliceOf(rosenbrock(), [-1.2, 1]),
  bowlGradient: () => gradientOf(bowl(), 1),
  manyParallel: () => {
    const { runs, objective } = manyParameters().state;
    const trace = runs[0]?.trace;
    if (!trace || !objective) throw new Error('the scene has no run');
    const entries = [0, 1, 2, 3, 4, 5];
    const names = entries.map((entry) => objective.coordinates[entry] as string);
    const style = seriesStyle(0, PRINT_THEME.series);
    const [width, height] = [360, 220];
    const figure = parallelFigure({
      ...{ trace, now: 3, entries, names, style, width, height },
      theme: PRINT_THEME,
    });
    return page(width, height, 'Path in parallel coordinates', [figure]);
  },
  parabolaTangent: () => {
    const area = plotArea({ x: [-2, 2], y: [0, 4] }, 240, 200);
    return page(240, 200, 'Tangent of J', [
      tangentLayer(area, [1.2, 1.44], 2.4, (x) => x * x, ['J', 'θ'], PRINT_THEME),
    ]);
  },
};

/** The field of gradients, and at an iterate the gradient, an estimate of it, a directional derivative and evaluations. */
function gradientOf({ state, f }: Scene, k: number): SvgElement {
  const { window } = state;
  const trace = state.runs[0]?.trace;
  if (!window || !trace) throw new Error('the scene has no run');
  const compiled = sceneObjective(f, trace.dimension);
  const area = plotArea(window, 360, 320);
  const at = placeIn(window, trace.x, k * trace.dimension);
  const gradient = [2 * at[0], 2 * at[1]] as const;
  const seen = [1.3 * gradient[0], 0.7 * gradient[1]] as const;
  const field = sampleGradients(compiled, { window, columns: 7, rows: 6, base: [0, 0] });
  const places = { f: trace.x.slice(0, 8), gradient: trace.x, hessian: trace.x.slice(4, 6) };
  const evaluations = { places, counts: { f: 4, gradient: 9, hessian: 1 } };
  const names = ['J', 'θ₁', 'θ₂'] as const;
  const color = PRINT_THEME.series[0] as string;
  return page(360, 320, 'Gradient of J', [
    arrowFieldLayer(field, area, PRINT_THEME),
    evaluationLayer(evaluations, area, color, PRINT_THEME),
    gradientLayer({ area, at, gradient, seen, longest: 2.2, names, color, theme: PRINT_THEME }),
    directionLayer(area, at, 200, -1.2, 'J', PRINT_THEME),
    evaluationRug(evaluations, area, color, PRINT_THEME),
  ]);
}

const page = (width: number, height: number, title: string, content: readonly SvgElement[]): SvgElement =>
  svg('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height }, [svg('title', {}, title), ...content]);

function figureOf({ state, value }: Scene, current?: number, bounds?: BoundsView): SvgElement {
  const { window, objective } = state;
  if (!window || !objective) throw new Error('the scene has no window');
  const field = sampleField(value, window, 81, 81);
  const runs = state.runs.flatMap(({ trace, result, plan }) =>
    trace && result ? [{ trace, best: result.best.iteration, label: plan.text }] : [],
  );
  const { coordinates } = objective;
  return objectiveFigure({
    field,
    contours: contours(field),
    runs,
    coordinates,
    width: 480,
    ...(current === undefined ? {} : { current }),
    ...(bounds && { bounds }),
  });
}

function graphOf(text: string, x: readonly number[], flow: Flow, direction: Direction): SvgElement {
  const { graph, numbers } = viewExpressionGraph(objectiveOf(text), { x, coordinate: 0 });
  const nodes = visibleGraph(graph, openAtFirst(graph));
  const moment = passMoment(nodes, flow, passLength(nodes, flow));
  const request = { graph, numbers, nodes, flow, moment, direction, theme: PRINT_THEME };
  const { figure, width, height } = graphFigure(request);
  return figurePage({ width, height, title: 'Computation graph', theme: PRINT_THEME }, [figure]);
}

function sliceOf({ f }: Scene, x: readonly number[]): SvgElement {
  const slices = sliceField(f, x, [{ coordinate: 0, interval: [-2, 2] }], 65);
  const [slice] = slices.lines;
  if (!slice) throw new Error('there is no slice');
  const [width, height] = [360, 260];
  const figure = sliceFigure({
    slice,
    at: x[0] as number,
    f: slices.f,
    names: ['x', 'f'],
    style: seriesStyle(0, PRINT_THEME.series),
    theme: PRINT_THEME,
    width,
    height,
    id: 'golden',
  });
  return page(width, height, 'Slice of f along x', [figure]);
}

test.each(Object.entries(figures))('%s is drawn as it was', async (name, figure) => {
  const [head = '', ...body] = serializeSvg(figure()).split('\n');
  // Tenths of a pixel: rounding differs between machines beyond that.
  const round = (number: string) => String(Math.round(Number(number) * 10) / 10 || 0);
  const tenths = body.join('\n').replace(/"[^"]*"/g, (value) => value.replace(/-?\d+\.\d+/g, round));
  const drawn = `${head}\n${tenths}`;
  const file = new URL(`${name}.svg`, import.meta.url);
  const changed = new URL(`${name}-changed.svg`, import.meta.url);
  if (!existsSync(file)) {
    if (process.env.CI)
      throw new Error(`${name}.svg is missing; run the test once and look at what it writes`);
    await writeFile(file, drawn);
  }
  if ((await readFile(file, 'utf8')) === drawn) return rm(changed, { force: true });
  await writeFile(changed, drawn);
  expect.fail(
    `${name} has changed: compare test/golden/${name}-changed.svg, and put it in place of ${name}.svg if it is right`,
  );
});
