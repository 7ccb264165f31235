import {
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  type Plugin,
  PointElement,
  type ScriptableContext,
} from 'chart.js';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { indexAt } from '../../src/core/figures/path-layer.ts';
import { seriesStyle } from '../../src/core/figures/series-style.ts';
import type { SvgElement } from '../../src/core/figures/svg.ts';
import type { Table } from '../../src/core/table.ts';
import { chartOptions } from '../convergence/chart-options.ts';
import { AXES, type ChartPoint, chartPoints, quantitiesOf, thresholdOf } from '../convergence/data.ts';
import { drawBands, drawMarks, type Marks, withAlpha } from '../convergence/marks.ts';
import type { ConvergenceMenu } from '../convergence/menu.ts';
import type { ConvergenceOptions, Quantity } from '../convergence/options.ts';
import {
  hoverText,
  leadingRun,
  nearestEntry,
  type Plot,
  plotOf,
  quantityLabel,
} from '../convergence/plot.ts';
import { plotName, plotTable } from '../convergence/plot-text.ts';
import type { ConvergencePicture } from '../exports/convergence-export.ts';
import type { Exportable } from '../exports/exportable.ts';
import { currentIteration, lastIteration, type Model } from '../model.ts';
import { type RunGroup, runGroups } from '../run-groups.ts';
import type { PageTheme } from '../theme.ts';
import { dropdown } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { popover } from '../ui/popover.ts';
import { atRest } from '../while-pressed.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale);

/** What the convergence view asks of the page. */
export interface ConvergenceActions {
  show(k: number): void;
  /** The pointer is at an iteration; `undefined`: it has left. */
  glimpse(k: number | undefined): void;
  /** Plots something else, or in another way. */
  choose(options: Partial<ConvergenceOptions>): void;
}

/** With more points than this on a line, single ones are not marked. */
const MOST_MARKED = 40;

/** Single points are marked that lie so far from the last one that is, in pixels. */
const MARKED_APART = 7;

/** So far a mark at the end of an axis goes beyond it, in pixels. */
const MARK_ROOM = 4;

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
      { class: 'convergence', 'aria-label': 'Convergence' },
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
    const plot = this.#plot;
    if (!plot || plot.lines.length === 0) return undefined;
    const { axis } = plot.options;
    const along = AXES.find(({ value }) => value === axis);
    return {
      ...plot,
      name: quantityLabel(plot),
      axis,
      along: along?.label ?? axis,
      threshold: this.#threshold,
    };
  }

  /** That of the stop rule, for the quantity that is shown. */
  get #threshold(): number | undefined {
    const plot = this.#plot;
    return plot && thresholdOf(plot.options.quantity, this.#model?.plan?.until);
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
    this.#quantity.setChoices(quantitiesOf(this.#plot.f), this.#plot.options.quantity);
    this.#drawMenu();
    this.#replaceChart(model, this.#plot, theme);
    const plot = this.#plot;
    atRest(this, () => this.#describe(plot));
  }

  #describe(plot: Plot): void {
    this.#canvas.setAttribute('aria-label', plotName(plot));
    this.#description.replaceChildren(plotTable(plot));
  }

  #drawMenu(): void {
    const plot = this.#plot;
    const groups = this.#model ? runGroups(this.#model).some(repeats) : false;
    if (plot) this.#menu?.draw(plot.options, plot.logarithmic.y, groups);
  }

  #replaceChart(model: Model, plot: Plot, theme: PageTheme): void {
    const { lines, logarithmic, offset } = plot;
    // The chart knows its width: to ask the canvas would lay the page out in the middle of a frame.
    const pixels = this.#chart?.width || this.#canvas.clientWidth || 400;
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
        pointRadius: line.thin || data.length > MOST_MARKED ? 0 : markApart(),
        pointHoverRadius: 0,
        clip: MARK_ROOM,
        tension: 0,
      };
    });
    const options = chartOptions(model, plot, theme);
    if (this.#chart) {
      // Kept as they are, they keep their points.
      const drawn = this.#chart.data.datasets;
      drawn.length = Math.min(drawn.length, datasets.length);
      datasets.forEach((dataset, index) => {
        drawn[index] = Object.assign(drawn[index] ?? {}, dataset);
      });
      this.#chart.options = options;
      // Not in the mode 'none', in which chart.js leaves points in the colours and sizes that they had.
      this.#chart.update();
      return;
    }
    this.#chart = new Chart(this.#canvas, {
      type: 'line',
      data: { datasets },
      options,
      plugins: [this.#marks],
    });
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
    return { ...plot, threshold: this.#threshold, k, place, hovered: this.#hovered, theme };
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
      else this.#actions.glimpse(k);
    });
    this.#canvas.addEventListener('pointerdown', (event) => {
      const k = iterationAt(placeAt(event));
      if (event.button !== 0 || k === undefined) return;
      this.#canvas.setPointerCapture(event.pointerId);
      this.#actions.show(k);
    });
    this.#canvas.addEventListener('pointerleave', () => {
      hover(undefined);
      this.#actions.glimpse(undefined);
    });
  }
}

/** The radius of a point's mark, for chart.js, which asks for one after the other: 0 where it would run into the one before. */
function markApart(): (context: ScriptableContext<'line'>) => number {
  let last: readonly [x: number, y: number] | undefined;
  return ({ chart: { scales }, dataIndex, raw }) => {
    // A line none of whose values is finite has no points; chart.js asks for its mark all the same.
    if (raw === undefined) return 0;
    const { x, y } = raw as ChartPoint;
    const at = [scales.x?.getPixelForValue(x) ?? 0, scales.y?.getPixelForValue(y) ?? 0] as const;
    if (dataIndex > 0 && last && Math.hypot(at[0] - last[0], at[1] - last[1]) < MARKED_APART) return 0;
    last = at;
    return 2;
  };
}

const repeats = (group: RunGroup): boolean => group.repeats && group.members.length > 1;
