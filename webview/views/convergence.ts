import {
  Chart,
  type ChartDataset,
  Decimation,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  type Plugin,
  PointElement,
} from 'chart.js';
import { mix } from '../../src/core/figures/band-colors.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import { seriesStyle } from '../../src/core/figures/series-style.ts';
import type { SvgElement } from '../../src/core/figures/svg.ts';
import type { Trace } from '../../src/core/run/trace.ts';
import type { Table } from '../../src/core/table.ts';
import type { ConvergencePicture } from '../exports/convergence-export.ts';
import type { Exportable } from '../exports/exportable.ts';
import { currentIteration, lastIteration, type Model, type Quantity } from '../model.ts';
import type { PageTheme } from '../theme.ts';
import { checkbox, dropdown } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import {
  type ChartPoint,
  type ConvergenceLine,
  chartPoints,
  convergenceLines,
  logarithmicOffset,
  placeAt,
  prefersLogarithm,
  QUANTITIES,
  thresholdOf,
} from './convergence-data.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale, Decimation);

/** What the convergence view asks of the page. */
export interface ConvergenceActions {
  show(k: number): void;
  plot(quantity: Quantity): void;
  scale(logarithmic: boolean): void;
}

/** With more points than this on a line, single ones are not marked. */
const MOST_MARKED = 40;

/** The course of a quantity over the iterations, one line per run, with the time line in it. */
export class ConvergenceView implements Exportable {
  readonly element: HTMLElement;
  readonly #actions: ConvergenceActions;
  readonly #canvas = element('canvas', { role: 'img' });
  readonly #hover = element('span', { class: 'hover' });
  readonly #description = element('div', { class: 'visually-hidden' });
  readonly #quantity;
  readonly #scale;
  #chart: Chart<'line', ChartPoint[]> | undefined;
  #model: Model | undefined;
  #theme: PageTheme | undefined;
  #drawn: readonly unknown[] = [];
  #lines: readonly ConvergenceLine[] = [];
  #offset = 0;
  #logarithmic = false;
  #hovered: number | undefined;

  constructor(actions: ConvergenceActions) {
    this.#actions = actions;
    this.#quantity = dropdown('Quantity', (value) => actions.plot(value as Quantity));
    this.#scale = checkbox('Log', (checked) => actions.scale(checked), 'Logarithmic scale');
    this.element = element(
      'figure',
      { class: 'convergence' },
      element(
        'div',
        { class: 'heading' },
        element('h2', {}, 'Convergence'),
        this.#hover,
        this.#scale.element,
        this.#quantity.element,
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
    const { quantity, objective } = this.#model ?? {};
    if (this.#lines.length === 0 || quantity === undefined || !objective) return undefined;
    const { label } = QUANTITIES.find(({ value }) => value === quantity) ?? { label: 'f' };
    const name = quantity === 'f' ? objective.name : label;
    return { lines: this.#lines, logarithmic: this.#logarithmic, offset: this.#offset, name };
  }

  draw(model: Model, theme: PageTheme): void {
    this.#model = model;
    this.#theme = theme;
    const { runs, hidden, quantity, plan } = model;
    this.#quantity.setChoices(QUANTITIES, quantity);
    const traces = visibleTraces(model);
    const logarithmic = model.logarithmic ?? prefersLogarithm(traces, quantity);
    this.#scale.setChecked(logarithmic);
    this.#logarithmic = logarithmic;
    const key = [runs, hidden, quantity, logarithmic, theme, plan];
    if (this.#chart && key.every((each, index) => each === this.#drawn[index])) {
      this.#chart.draw(); // only the iteration shown has moved
      return;
    }
    this.#drawn = key;
    this.#offset = logarithmic ? logarithmicOffset(traces, quantity) : 0;
    this.#replaceChart(model, theme, logarithmic);
    this.#describe(model, logarithmic);
  }

  #replaceChart(model: Model, theme: PageTheme, logarithmic: boolean): void {
    this.#lines = convergenceLines(model);
    const datasets = this.#lines.map((line): ChartDataset<'line', ChartPoint[]> => {
      const { color, dash } = seriesStyle(line.group, theme.series);
      const data = chartPoints(line, logarithmic, this.#offset);
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
    if (this.#chart && this.#chart.options.scales?.y?.type === (logarithmic ? 'logarithmic' : 'linear')) {
      this.#chart.data.datasets = datasets;
      this.#chart.options = this.#options(model, theme, logarithmic);
      this.#chart.update('none');
      return;
    }
    this.#chart?.destroy();
    this.#chart = new Chart(this.#canvas, {
      type: 'line',
      data: { datasets },
      options: this.#options(model, theme, logarithmic),
      plugins: [this.#bands, this.#marks],
    });
  }

  #options(model: Model, theme: PageTheme, logarithmic: boolean) {
    const font = { family: theme.font, size: 11 };
    const threshold = thresholdOf(model.quantity, model.plan?.until);
    const reach = threshold === undefined ? {} : { suggestedMin: threshold - this.#offset };
    const scale = {
      border: { color: theme.frame },
      grid: { color: theme.grid, tickColor: theme.frame, tickLength: 4 },
    };
    return {
      animation: false as const,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false as const,
      normalized: true,
      events: [],
      layout: { padding: { top: 6, right: 8 } },
      plugins: { decimation: { enabled: true, algorithm: 'min-max' as const, threshold: 1000 } },
      scales: {
        x: {
          ...scale,
          type: 'linear' as const,
          min: 0,
          max: Math.max(1, lastIteration(model)),
          title: { display: true, text: 'iteration k', color: theme.muted, font },
          ticks: {
            color: theme.muted,
            font,
            maxTicksLimit: 6,
            precision: 0,
            maxRotation: 0,
            callback: tickText,
          },
        },
        y: {
          ...scale,
          ...reach,
          type: logarithmic ? ('logarithmic' as const) : ('linear' as const),
          title: {
            display: this.#offset !== 0,
            text: 'f above its lowest',
            color: theme.muted,
            font,
          },
          // A column of constant width: the plot does not jump when its numbers change.
          afterFit: (axis: { width: number }) => {
            axis.width = Math.max(axis.width, 56);
          },
          ticks: {
            color: theme.muted,
            font,
            maxTicksLimit: 6,
            callback: logarithmic ? decadeText : tickText,
          },
        },
      },
    };
  }

  /** From the 10th to the 90th percentile of runs that repeat one another. */
  readonly #bands: Plugin<'line'> = {
    id: 'bands',
    beforeDatasetsDraw: (chart) => {
      const theme = this.#theme;
      const { x, y } = chart.scales;
      if (!theme || !x || !y) return;
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.beginPath();
      ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
      ctx.clip();
      for (const { group, at, band } of this.#lines) {
        if (!band) continue;
        const height = (value: number) => {
          const place = y.getPixelForValue(value - this.#offset);
          // What is not on the scale lies beyond its end: a lost run above, on a logarithmic scale a zero below.
          if (Number.isFinite(place)) return place;
          return value > 0 ? chartArea.top - 9 : chartArea.bottom + 9;
        };
        // Where a quantity has no value, as the decrease at the start, there is no band.
        const places = Array.from(at.keys()).filter((i) => !Number.isNaN(band.high[i]));
        ctx.beginPath();
        for (const i of places) ctx.lineTo(x.getPixelForValue(at[i]!), height(band.high[i]!));
        for (const i of places.reverse()) ctx.lineTo(x.getPixelForValue(at[i]!), height(band.low[i]!));
        ctx.closePath();
        ctx.fillStyle = withAlpha(seriesStyle(group, theme.series).color, 0.2);
        ctx.fill();
      }
      ctx.restore();
    },
  };

  /** The threshold of the stop rule, the iteration shown and the one under the pointer. */
  readonly #marks: Plugin<'line'> = {
    id: 'marks',
    afterDatasetsDraw: (chart) => {
      const model = this.#model;
      const theme = this.#theme;
      const { x, y } = chart.scales;
      if (!model || !theme || !x || !y || model.runs.length === 0) return;
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.lineWidth = 1;
      const upright = (k: number, color: string) => {
        const place = Math.round(x.getPixelForValue(k)) - 0.5;
        ctx.strokeStyle = color;
        ctx.beginPath();
        ctx.moveTo(place, chartArea.top);
        ctx.lineTo(place, chartArea.bottom);
        ctx.stroke();
      };
      const threshold = thresholdOf(model.quantity, model.plan?.until);
      if (threshold !== undefined) {
        const place = y.getPixelForValue(threshold - this.#offset);
        if (place >= chartArea.top && place <= chartArea.bottom + 1)
          drawThreshold(ctx, chartArea, place, `stops below ${formatNumber(threshold, 4)}`, theme);
      }
      if (this.#hovered !== undefined) upright(this.#hovered, theme.frame);
      const k = currentIteration(model);
      upright(k, mix(theme.background, theme.foreground, 0.5));
      for (const line of this.#lines) {
        const at = placeAt(line, k);
        const value = (line.values[at] as number) - this.#offset;
        if (line.thin || !Number.isFinite(value)) continue;
        ctx.beginPath();
        ctx.arc(x.getPixelForValue(line.at[at] as number), y.getPixelForValue(value), 4, 0, 2 * Math.PI);
        ctx.fillStyle = seriesStyle(line.group, theme.series).color;
        ctx.strokeStyle = theme.background;
        ctx.fill();
        ctx.stroke();
      }
      ctx.restore();
    },
  };

  #watchPointer(): void {
    const iterationAt = (event: PointerEvent): number | undefined => {
      const scale = this.#chart?.scales.x;
      if (!scale || !this.#model) return undefined;
      const k = Math.round(scale.getValueForPixel(event.offsetX) ?? 0);
      return Math.max(0, Math.min(k, lastIteration(this.#model)));
    };
    const hover = (k: number | undefined) => {
      if (k === this.#hovered) return;
      this.#hovered = k;
      setText(this.#hover, k === undefined ? '' : hoverText(this.#lines, k));
      this.#chart?.draw();
    };
    this.#canvas.addEventListener('pointermove', (event) => {
      const k = iterationAt(event);
      hover(k);
      if (k !== undefined && event.buttons === 1) this.#actions.show(k);
    });
    this.#canvas.addEventListener('pointerdown', (event) => {
      const k = iterationAt(event);
      if (event.button !== 0 || k === undefined) return;
      this.#canvas.setPointerCapture(event.pointerId);
      this.#actions.show(k);
    });
    this.#canvas.addEventListener('pointerleave', () => hover(undefined));
  }

  #describe(model: Model, logarithmic: boolean): void {
    const label = QUANTITIES.find(({ value }) => value === model.quantity)?.label ?? '';
    this.#canvas.setAttribute(
      'aria-label',
      `${label} over the iterations, ${logarithmic ? 'logarithmic' : 'linear'}`,
    );
    const rows = this.#lines.map(({ text, at: iterations, values }) => {
      const places = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * (values.length - 1)));
      return element(
        'tr',
        {},
        element('th', { scope: 'row' }, text),
        ...places.map((at) =>
          element('td', {}, `k = ${iterations[at]}: ${formatNumber(values[at] as number, 4)}`),
        ),
      );
    });
    const heads = ['Run', 'Start', 'Quarter', 'Half', 'Three quarters', 'End'];
    this.#description.replaceChildren(
      element(
        'table',
        {},
        element('caption', {}, `${label} at five iterations of every run`),
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

function visibleTraces({ runs, hidden }: Model): Trace[] {
  return runs.flatMap(({ trace }, index) => (trace && !hidden.includes(index) ? [trace] : []));
}

function hoverText(lines: readonly ConvergenceLine[], k: number): string {
  const values = lines.map((line) => formatNumber(line.values[placeAt(line, k)] as number, 3));
  return `k ${k}: ${values.slice(0, 3).join(', ')}`;
}

function drawThreshold(
  ctx: CanvasRenderingContext2D,
  { left, right }: { left: number; right: number },
  y: number,
  text: string,
  theme: PageTheme,
): void {
  ctx.strokeStyle = theme.muted;
  ctx.setLineDash([4, 3]);
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(right, y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.font = `11px ${theme.font}`;
  ctx.fillStyle = theme.muted;
  ctx.textAlign = 'left';
  ctx.fillText(text, left + 6, y - 4);
}

/** A colour of the theme, `#rrggbb`, let through. */
const withAlpha = (color: string, alpha: number): string =>
  /^#[\da-f]{6}$/i.test(color)
    ? `${color}${Math.round(255 * alpha)
        .toString(16)
        .padStart(2, '0')}`
    : color;

const tickText = (value: number | string): string => formatNumber(Number(value), 6);

/** Of a logarithmic scale only whole decades are labelled. */
const decadeText = (value: number | string): string => {
  const power = Math.log10(Number(value));
  return Math.abs(power - Math.round(power)) < 1e-9 ? formatNumber(Number(value), 1) : '';
};
