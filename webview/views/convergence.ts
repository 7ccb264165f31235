import {
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  type Plugin,
  PointElement,
} from 'chart.js';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import { indexAt } from '../../src/core/figures/path-layer.ts';
import { seriesStyle } from '../../src/core/figures/series-style.ts';
import type { SvgElement } from '../../src/core/figures/svg.ts';
import { entryAt, racePlaces } from '../../src/core/run/race-places.ts';
import type { Trace } from '../../src/core/run/trace.ts';
import type { Table } from '../../src/core/table.ts';
import {
  AXES,
  bestValue,
  type ChartPoint,
  type ConvergenceLine,
  chartPoints,
  convergenceLines,
  entryOf,
  logarithmicOffset,
  prefersLogarithm,
  QUANTITIES,
  type Scales,
  thresholdOf,
} from '../convergence/data.ts';
import { drawBands, drawMarks, type Marks, withAlpha } from '../convergence/marks.ts';
import type { ConvergenceMenu } from '../convergence/menu.ts';
import { type ConvergenceOptions, convergenceOptions, type Quantity } from '../convergence/options.ts';
import type { ConvergencePicture } from '../exports/convergence-export.ts';
import type { Exportable } from '../exports/exportable.ts';
import { currentIteration, lastIteration, type Model } from '../model.ts';
import { type RunGroup, runGroups } from '../run-groups.ts';
import type { PageTheme } from '../theme.ts';
import { dropdown } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { popover } from '../ui/popover.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale);

/** What the convergence view asks of the page. */
export interface ConvergenceActions {
  show(k: number): void;
  /** Plots something else, or in another way. */
  choose(options: Partial<ConvergenceOptions>): void;
}

/** With more points than this on a line, single ones are not marked. */
const MOST_MARKED = 40;

/** What one drawing of the plot is made from. */
interface Plot {
  readonly options: ConvergenceOptions;
  readonly lines: readonly ConvergenceLine[];
  readonly logarithmic: Scales;
  /** What is subtracted from f so that it has a place on a logarithmic scale. */
  readonly offset: number;
}

/** The course of a quantity over the iterations, evaluations or the time, one line per run, with the time line in it. */
export class ConvergenceView implements Exportable {
  readonly element: HTMLElement;
  readonly #actions: ConvergenceActions;
  readonly #canvas = element('canvas', { role: 'img' });
  readonly #hover = element('span', { class: 'hover' });
  readonly #description = element('div', { class: 'visually-hidden' });
  readonly #quantity;
  #menu: ConvergenceMenu | undefined;
  #chart: Chart<'line', ChartPoint[]> | undefined;
  #model: Model | undefined;
  #theme: PageTheme | undefined;
  #plot: Plot | undefined;
  #drawn: readonly unknown[] = [];
  /** Where on the axis the pointer is. */
  #hovered: number | undefined;

  constructor(actions: ConvergenceActions) {
    this.#actions = actions;
    this.#quantity = dropdown('Quantity', (value) =>
      actions.choose({ quantity: value as Quantity, logarithmic: undefined }),
    );
    const menu = popover(
      'Axes',
      async () => {
        const { ConvergenceMenu } = await import('../convergence/menu.ts');
        this.#menu = new ConvergenceMenu((options) => actions.choose(options));
        return this.#menu.element;
      },
      () => this.#drawMenu(),
    );
    this.element = element(
      'figure',
      { class: 'convergence' },
      element(
        'div',
        { class: 'heading' },
        element('h2', {}, 'Convergence'),
        this.#hover,
        this.#quantity.element,
        menu.element,
      ),
      element('div', { class: 'chart' }, this.#canvas),
      this.#description,
    );
    this.#watchPointer();
  }

  async figure(theme: FigureTheme): Promise<SvgElement | undefined> {
    const { convergenceExport } = await import('../exports/convergence-export.ts');
    return this.#picture && convergenceExport(this.#picture, theme);
  }

  async data(): Promise<Table | undefined> {
    const { convergenceTable } = await import('../exports/convergence-export.ts');
    return this.#picture && convergenceTable(this.#picture);
  }

  get #picture(): ConvergencePicture | undefined {
    const { objective } = this.#model ?? {};
    const plot = this.#plot;
    if (!plot || plot.lines.length === 0 || !objective) return undefined;
    const { quantity, axis } = plot.options;
    const label = QUANTITIES.find(({ value }) => value === quantity)?.label ?? 'f';
    const along = AXES.find(({ value }) => value === axis);
    return { ...plot, name: quantity === 'f' ? objective.name : label, axis, along: along?.label ?? axis };
  }

  draw(model: Model, theme: PageTheme): void {
    this.#model = model;
    this.#theme = theme;
    const { runs, hidden, options, plan, objective } = model;
    const key = [runs, hidden, options, theme, plan, objective];
    if (this.#chart && key.every((each, index) => each === this.#drawn[index])) {
      this.#chart.draw(); // only the iteration shown has moved
      return;
    }
    this.#drawn = key;
    this.#plot = plotOf(model);
    this.#quantity.setChoices(QUANTITIES, this.#plot.options.quantity);
    this.#drawMenu();
    this.#replaceChart(model, this.#plot, theme);
    this.#describe(this.#plot);
  }

  #drawMenu(): void {
    const plot = this.#plot;
    const groups = this.#model ? runGroups(this.#model).some(repeats) : false;
    if (plot) this.#menu?.draw(plot.options, plot.logarithmic.y, groups);
  }

  #replaceChart(model: Model, plot: Plot, theme: PageTheme): void {
    const { lines, logarithmic, offset } = plot;
    const pixels = this.#canvas.clientWidth || 400;
    const datasets = lines.map((line): ChartDataset<'line', ChartPoint[]> => {
      const { color, dash } = seriesStyle(line.group, theme.series);
      const data = [...chartPoints(line, logarithmic, offset, pixels)];
      const paint = line.thin ? withAlpha(color, 0.35) : color;
      return {
        data,
        borderColor: paint,
        backgroundColor: paint,
        borderDash: line.thin ? [] : [...dash],
        borderWidth: line.thin ? 1 : 1.75,
        pointRadius: line.thin || data.length > MOST_MARKED ? 0 : 2,
        pointHoverRadius: 0,
        tension: 0,
      };
    });
    const options = this.#options(model, plot, theme);
    const [x, y] = [options.scales.x.type, options.scales.y.type];
    const { scales } = this.#chart?.options ?? {};
    if (this.#chart && scales?.x?.type === x && scales.y?.type === y) {
      this.#chart.data.datasets = datasets;
      this.#chart.options = options;
      this.#chart.update('none');
      return;
    }
    this.#chart?.destroy();
    this.#chart = new Chart(this.#canvas, {
      type: 'line',
      data: { datasets },
      options,
      plugins: [this.#marks],
    });
  }

  #options(model: Model, { options, lines, logarithmic, offset }: Plot, theme: PageTheme) {
    const font = { family: theme.font, size: 11 };
    const threshold = thresholdOf(options.quantity, model.plan?.until);
    const reach = threshold === undefined ? {} : { suggestedMin: threshold - offset };
    const type = (isLogarithmic: boolean) => (isLogarithmic ? ('logarithmic' as const) : ('linear' as const));
    const scale = {
      border: { color: theme.frame },
      grid: { color: theme.grid, tickColor: theme.frame, tickLength: 4 },
    };
    const ticks = { color: theme.muted, font, maxTicksLimit: 6 };
    const along = AXES.find(({ value }) => value === options.axis)?.label;
    const title = (text: string) => ({ text, color: theme.muted, font });
    return {
      animation: false as const,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false as const,
      normalized: true,
      events: [],
      layout: { padding: { top: 6, right: 8 } },
      scales: {
        x: {
          ...scale,
          ...reachOf(lines, model, options, logarithmic.x),
          type: type(logarithmic.x),
          title: { display: true, ...title(along ?? '') },
          ticks: {
            ...ticks,
            ...(options.axis === 'time' ? {} : { precision: 0 }),
            maxRotation: 0,
            callback: logarithmic.x ? decadeText : tickText,
          },
        },
        y: {
          ...scale,
          ...reach,
          type: type(logarithmic.y),
          title: { display: offset !== 0, ...title('f above its lowest') },
          // A column of constant width: the plot does not jump when its numbers change.
          afterFit: (axis: { width: number }) => {
            axis.width = Math.max(axis.width, 56);
          },
          ticks: { ...ticks, callback: logarithmic.y ? decadeText : tickText },
        },
      },
    };
  }

  readonly #marks: Plugin<'line'> = {
    id: 'marks',
    beforeDatasetsDraw: (chart) => {
      const marks = this.#marksNow();
      if (marks) drawBands(chart, marks);
    },
    afterDatasetsDraw: (chart) => {
      const marks = this.#marksNow();
      if (marks) drawMarks(chart, marks);
    },
  };

  #marksNow(): Marks | undefined {
    const [model, theme, plot] = [this.#model, this.#theme, this.#plot];
    if (!model || !theme || !plot) return undefined;
    const k = currentIteration(model);
    const leading = leadingRun(model, plot);
    const place = leading ? (leading.places[indexAt(leading.trace, k)] as number) : k;
    const threshold = thresholdOf(plot.options.quantity, model.plan?.until);
    return { ...plot, threshold, k, place, hovered: this.#hovered, theme };
  }

  #watchPointer(): void {
    const placeAt = (event: PointerEvent): number | undefined =>
      this.#chart?.scales.x?.getValueForPixel(event.offsetX);
    const iterationAt = (place: number | undefined): number | undefined => {
      const [model, plot] = [this.#model, this.#plot];
      if (!model || !plot || place === undefined) return undefined;
      const leading = leadingRun(model, plot);
      const k = leading
        ? (leading.trace.iteration[nearestEntry(leading.places, place)] as number)
        : Math.round(place);
      return Math.max(0, Math.min(k, lastIteration(model)));
    };
    const hover = (place: number | undefined) => {
      const k = iterationAt(place);
      const [model, plot] = [this.#model, this.#plot];
      const snapped = plot?.options.axis === 'iteration' ? k : place;
      if (snapped === this.#hovered) return;
      this.#hovered = snapped;
      setText(this.#hover, k === undefined || !model || !plot ? '' : hoverText(plot, k, snapped ?? k));
      this.#chart?.draw();
    };
    this.#canvas.addEventListener('pointermove', (event) => {
      const place = placeAt(event);
      const k = iterationAt(place);
      hover(place);
      if (k !== undefined && event.buttons === 1) this.#actions.show(k);
    });
    this.#canvas.addEventListener('pointerdown', (event) => {
      const k = iterationAt(placeAt(event));
      if (event.button !== 0 || k === undefined) return;
      this.#canvas.setPointerCapture(event.pointerId);
      this.#actions.show(k);
    });
    this.#canvas.addEventListener('pointerleave', () => hover(undefined));
  }

  #describe({ lines, options, logarithmic }: Plot): void {
    const label = QUANTITIES.find(({ value }) => value === options.quantity)?.label ?? '';
    const along = AXES.find(({ value }) => value === options.axis)?.label ?? '';
    const scales = [logarithmic.y ? 'logarithmic' : 'linear', ...(logarithmic.x ? ['both axes'] : [])];
    this.#canvas.setAttribute('aria-label', `${label} over ${along}, ${scales.join(' on ')}`);
    const rows = lines.map(({ text, at, values, iterations, band }) => {
      const places = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * (at.length - 1)));
      const cells = places.map((each) => {
        const place = iterations ? `k = ${iterations[each]}` : formatNumber(at[each] as number, 6);
        const bounds = band
          ? ` (${formatNumber(band.low[each] as number, 4)} to ${formatNumber(band.high[each] as number, 4)})`
          : '';
        return element('td', {}, `${place}: ${formatNumber(values[each] as number, 4)}${bounds}`);
      });
      return element('tr', {}, element('th', { scope: 'row' }, text), ...cells);
    });
    const heads = ['Run', 'Start', 'Quarter', 'Half', 'Three quarters', 'End'];
    this.#description.replaceChildren(
      element(
        'table',
        {},
        element('caption', {}, `${label} at five places of every run`),
        element(
          'thead',
          {},
          element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head))),
        ),
        element('tbody', {}, ...rows),
      ),
    );
  }
}

function plotOf(model: Model): Plot {
  const options = convergenceOptions(model);
  const { quantity, axis, bands } = options;
  const sense = model.objective?.sense ?? 'minimize';
  const best = quantity === 'gap' ? bestValue(model.runs, model.plan?.until, sense) : 0;
  const lines = convergenceLines(model, { quantity, best, sense }, axis, bands);
  const logarithmic = { x: options.logarithmicAxis, y: options.logarithmic ?? prefersLogarithm(lines) };
  return { options, lines, logarithmic, offset: logarithmic.y ? logarithmicOffset(lines, quantity) : 0 };
}

const repeats = (group: RunGroup): boolean => group.repeats && group.members.length > 1;

/** The run whose iterates the pointer and the time line follow; `undefined` where the iteration itself is the axis. */
function leadingRun(
  { runs, selected, hidden }: Model,
  { options: { axis } }: Plot,
): { readonly trace: Trace; readonly places: Float64Array } | undefined {
  if (axis === 'iteration') return undefined;
  const first = runs.findIndex(({ trace }, run) => (trace?.length ?? 0) > 0 && !hidden.includes(run));
  const { trace, result } = runs[hidden.includes(selected) ? first : selected] ?? {};
  const places = trace && trace.length > 0 ? racePlaces(trace, axis, result?.seconds) : undefined;
  return trace && places && { trace, places };
}

function nearestEntry(places: Float64Array, place: number): number {
  const before = entryAt(places, place);
  const after = Math.min(before + 1, places.length - 1);
  return place - (places[before] as number) < (places[after] as number) - place ? before : after;
}

/** The ends of the axis: from 0, or where its logarithm begins, to the last place of any line. */
function reachOf(
  lines: readonly ConvergenceLine[],
  model: Model,
  { axis }: ConvergenceOptions,
  logarithmic: boolean,
): { readonly min: number; readonly max: number } {
  let max = axis === 'iteration' ? Math.max(1, lastIteration(model)) : Number.MIN_VALUE;
  let first = Number.POSITIVE_INFINITY;
  for (const { at } of lines) {
    max = Math.max(max, at.at(-1) ?? 0);
    first = Math.min(first, at.find((place) => place > 0) ?? first);
  }
  return { min: logarithmic ? Math.min(first, max / 10) : 0, max };
}

function hoverText({ lines }: Plot, k: number, place: number): string {
  const values = lines
    .filter(({ thin }) => !thin)
    .map((line) => formatNumber(line.values[entryOf(line, k, place)] as number, 3));
  return `k ${k}: ${values.slice(0, 3).join(', ')}`;
}

const tickText = (value: number | string): string => formatNumber(Number(value), 6);

/** Of a logarithmic scale only whole decades are labelled. */
const decadeText = (value: number | string): string => {
  const power = Math.log10(Number(value));
  return Math.abs(power - Math.round(power)) < 1e-9 ? formatNumber(Number(value), 1) : '';
};
