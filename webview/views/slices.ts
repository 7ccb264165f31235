import { coordinateLabel } from '../../src/core/figures/coordinate-label.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import { newtonPlace, sliceFigure } from '../../src/core/figures/slice-figure.ts';
import { type SvgElement, svg } from '../../src/core/figures/svg.ts';
import type { SliceSet } from '../../src/core/sampling/slices.ts';
import type { Table } from '../../src/core/table.ts';
import type { IteratePlace } from '../../src/protocol/questions.ts';
import { sliceSet } from '../answers/slice-set.ts';
import { Asker } from '../asker.ts';
import type { Model } from '../model.ts';
import { runStyle } from '../run-groups.ts';
import { shownIterate } from '../shown-iterate.ts';
import type { PageTheme } from '../theme.ts';
import { element, setText } from '../ui/dom.ts';
import { lineKey } from '../ui/line-key.ts';
import { mountSvg } from '../ui/svg.ts';
import { textTable } from '../ui/text-table.ts';
import { atRest } from '../while-pressed.ts';
import { ParallelPath } from './parallel-path.ts';
import { sliceLines } from './slice-lines.ts';
import type { View, ViewPage } from './view.ts';

/** A curve through samples this many pixels apart is smooth to the eye. */
const SAMPLE_SPACING = 3;
const LOWEST_TILE = 224;
const CAPTION = 24;
const GAP = 10;

/** Slices through an iterate. */
interface SlicePicture extends IteratePlace {
  readonly slices: SliceSet;
}

interface Tile {
  readonly element: HTMLElement;
  readonly name: HTMLElement;
  readonly numbers: HTMLElement;
  readonly svg: SVGElement;
}

/** For each parameter the plane through the iterate: the curve, its tangent and the parabola of Newton's method. */
export class SlicesView implements View {
  readonly element: HTMLElement;
  readonly #grid = element('div', { class: 'tiles' });
  readonly #keys = element('div', { class: 'keys', 'aria-hidden': 'true' });
  readonly #note = element('span', { class: 'note' });
  readonly #description = element('div', { class: 'visually-hidden' });
  readonly #page: ViewPage;
  readonly #path = new ParallelPath();
  readonly #asker: Asker<'slice'>;
  #picture: SlicePicture | undefined;
  #tiles: Tile[] = [];
  #size = { width: 0, height: 0 };
  #drawn: readonly unknown[] = [];

  constructor(page: ViewPage) {
    const { redraw } = page;
    this.#page = page;
    this.#asker = new Asker(
      'slice',
      sliceSet,
      (slices, { run, iteration }) => {
        this.#picture = { slices, run, iteration };
        redraw();
      },
      () => this.element,
    );
    this.element = element(
      'figure',
      { class: 'slices', 'aria-label': 'Slices' },
      this.#grid,
      element('figcaption', {}, this.#keys, this.#note),
      this.#path.element,
      this.#description,
    );
    new ResizeObserver(() => {
      const { clientWidth: width } = this.#grid;
      const height = Number.parseFloat(getComputedStyle(this.#grid).minHeight) || 0;
      if (width === this.#size.width && height === this.#size.height) return;
      this.#size = { width, height };
      redraw();
    }).observe(this.#grid);
  }

  /** How finely the figures want their curves sampled. */
  get #resolution(): number {
    return Math.max(64, Math.min(320, Math.round((this.#size.width || 640) / SAMPLE_SPACING)));
  }

  async figure(theme: FigureTheme): Promise<SvgElement | undefined> {
    const { objective } = this.#page.store.get();
    const picture = this.#picture;
    if (!picture || !objective) return undefined;
    const { slicesFigure } = await import('../../src/core/figures/slices-figure.ts');
    const { lines, at, f } = picture.slices;
    const slices = lines.map((slice, index) => ({
      ...{
        slice,
        f,
        at: at[index] as number,
        style: runStyle(this.#page.store.get().runs[picture.run], theme.series),
      },
      names: [coordinateLabel(objective.coordinates[slice.coordinate] ?? ''), objective.name] as const,
    }));
    return slicesFigure(slices, `Slices of ${objective.text} through iterate ${picture.iteration}`, theme);
  }

  data(): Table | undefined {
    const { objective } = this.#page.store.get();
    if (!this.#picture || !objective) return undefined;
    const rows = this.#picture.slices.lines.flatMap(({ coordinate, interval: [low, high], values }) =>
      Array.from(values, (value, index) => [
        objective.coordinates[coordinate] ?? '',
        low + ((high - low) * index) / (values.length - 1),
        value,
      ]),
    );
    return { columns: ['coordinate', 'at', objective.name], rows };
  }

  draw(model: Model, theme: PageTheme): void {
    const { objective } = model;
    const shown = shownIterate(model);
    if (shown) {
      const { generation, ...place } = shown;
      this.#asker.ask(generation, { ...place, lines: sliceLines(model), samples: this.#resolution });
    }
    this.#path.draw(model, theme, this.#size.width);
    const slices = this.#picture;
    const key = [slices, theme, this.#size.width, this.#size.height];
    if (key.every((each, index) => each === this.#drawn[index])) return;
    if (!slices || !objective || this.#size.width === 0) return;
    this.#drawn = key;
    const { lines, at, f } = slices.slices;
    const { columns, width, height } = this.#layout(lines.length);
    this.#grid.style.setProperty('--columns', String(columns));
    this.#setTiles(lines.length);
    const style = runStyle(model.runs[slices.run], theme.series);
    lines.forEach((slice, index) => {
      const tile = this.#tiles[index] as Tile;
      const name = coordinateLabel(objective.coordinates[slice.coordinate] ?? '');
      const place = at[index] as number;
      setText(tile.name, name);
      setText(
        tile.numbers,
        `=\u00a0${formatNumber(place, 3)}  slope\u00a0${formatNumber(slice.slope, 4)}  curvature\u00a0${formatNumber(slice.curvature, 4)}`,
      );
      const figure = sliceFigure({
        slice,
        at: place,
        f,
        names: [name, objective.name],
        style,
        theme,
        width,
        height,
        id: String(index),
      });
      tile.svg.setAttribute('width', String(width));
      tile.svg.setAttribute('height', String(height));
      tile.svg.setAttribute('font-family', theme.font);
      tile.svg.replaceChildren(mountSvg(figure));
    });
    this.#keys.replaceChildren(...keys(style.color, theme));
    const rest = objective.coordinates.length - lines.length;
    const others = lines.length > 1 ? 'The other parameters stay as they are. ' : '';
    const more = rest > 0 ? `${rest} more parameters are not drawn.` : '';
    setText(this.#note, others + more);
    atRest(this, () => this.#description.replaceChildren(...describe(model, slices)));
  }

  /** As few rows as leave every figure legible. */
  #layout(count: number): { columns: number; width: number; height: number } {
    const { width, height } = this.#size;
    const most = Math.max(1, Math.floor(width / 270));
    const columns = Math.min(most, count <= 4 ? Math.min(count, 2) : count <= 9 ? 3 : 4);
    const rows = Math.ceil(count / columns);
    const room = (height - GAP * (rows - 1)) / rows - CAPTION;
    return {
      columns,
      width: Math.floor((width - 16 * (columns - 1)) / columns),
      height: Math.floor(Math.max(LOWEST_TILE, room)),
    };
  }

  #setTiles(count: number): void {
    if (this.#tiles.length === count) return;
    this.#tiles = Array.from({ length: count }, () => {
      const name = element('b');
      const numbers = element('span', { class: 'hover' });
      const figure = mountSvg(svg('svg', { class: 'figure', 'aria-hidden': 'true' }));
      const caption = element('div', { class: 'caption', 'aria-hidden': 'true' }, name, numbers);
      return { element: element('div', { class: 'tile' }, caption, figure), name, numbers, svg: figure };
    });
    this.#grid.replaceChildren(...this.#tiles.map((tile) => tile.element));
  }
}

function keys(color: string, theme: PageTheme): Node[] {
  return [
    lineKey({ label: 'the function', color: theme.foreground }),
    lineKey({ label: 'tangent', color, width: 2 }),
    lineKey({ label: "Newton's parabola", color, dash: '2 4' }),
  ];
}

/** The figures in words and as a table, for those who do not see them. */
function describe({ objective, runs }: Model, { slices, run, iteration }: SlicePicture): Node[] {
  if (!objective) return [];
  const others = objective.coordinates.length > 1 ? ': one parameter varies, the others stay' : '';
  const sentence = `Slices of ${objective.name} through iterate ${iteration} of ${runs[run]?.plan.text ?? 'the run'}, where ${objective.name} is ${formatNumber(slices.f, 4)}${others}.`;
  const rows = slices.lines.map(({ coordinate, slope, curvature, interval }, index) => {
    const at = slices.at[index] as number;
    const lowest = newtonPlace({ slope, curvature }, at, slices.f);
    return [
      coordinateLabel(objective.coordinates[coordinate] ?? ''),
      formatNumber(at, 4),
      formatNumber(slope, 4),
      formatNumber(curvature, 4),
      lowest ? formatNumber(lowest[0], 4) : 'none',
      `${formatNumber(interval[0], 3)} to ${formatNumber(interval[1], 3)}`,
    ];
  });
  const heads = ['Parameter', 'Value', 'Slope', 'Curvature', "Lowest of Newton's parabola", 'Drawn over'];
  return [element('p', {}, sentence), textTable('Slices', heads, rows)];
}
