import { coordinateLabel } from '../../src/core/figures/coordinate-label.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import { type SvgElement, svg } from '../../src/core/figures/svg.ts';
import type { DifferenceLadder } from '../../src/core/gradients/difference-errors.ts';
import type { EstimatorPicture } from '../../src/core/gradients/estimator-picture.ts';
import { isOblique } from '../../src/core/sampling/plane.ts';
import type { Table } from '../../src/core/table.ts';
import { differenceLadder, estimatorPicture } from '../answers/estimator.ts';
import { Asker } from '../asker.ts';
import { type Model, wantedWindow } from '../model.ts';
import { resultSentence } from '../reason-text.ts';
import { shownIterate } from '../shown-iterate.ts';
import type { PageTheme } from '../theme.ts';
import { element, setText } from '../ui/dom.ts';
import { type LineKey, lineKey } from '../ui/line-key.ts';
import { parseMathml } from '../ui/mathml.ts';
import { reachScrolled } from '../ui/reach-scrolled.ts';
import { mountSvg } from '../ui/svg.ts';
import { atRest } from '../while-pressed.ts';
import { estimatorChoice, withEstimatorChoice } from './estimator-choice.ts';
import { EstimatorControls } from './estimator-controls.ts';
import { estimatorDescription } from './estimator-description.ts';
import { type EstimatorFigure, estimatorFigures } from './estimator-figures.ts';
import type { View, ViewPage } from './view.ts';

const LOWEST_TILE = 224;
/** The title of a figure, and two lines of keys. */
const CAPTION = 56;
const GAP = 10;
/** For print. */
const PAGE_TILE = { width: 440, height: 320 };
const PAGE_HEAD = 48;

interface Tile {
  readonly element: HTMLElement;
  readonly name: HTMLElement;
  readonly keys: HTMLElement;
  readonly svg: SVGElement;
}

/** What a gradient source does at the iterate: its cloud and mean, how the mean comes to the truth, and the error of differences. */
export class EstimatorView implements View {
  readonly element: HTMLElement;
  readonly #controls: EstimatorControls;
  readonly #grid = element('div', { class: 'tiles' });
  readonly #caption = element('p', { class: 'note verdict' });
  readonly #numbers = element('table', { class: 'numbers', 'aria-label': 'Truth and mean' });
  readonly #description = element('div', { class: 'visually-hidden' });
  readonly #estimates: Asker<'estimate'>;
  readonly #ladders: Asker<'differences'>;
  readonly #tiles: readonly Tile[] = Array.from({ length: 4 }, makeTile);
  #picture: EstimatorPicture | undefined;
  /** Why there is no gradient to estimate at the iterate. */
  #refusal: string | undefined;
  #ladder: DifferenceLadder | undefined;
  #names: readonly [string, string] = ['', ''];
  #size = { width: 0, height: 0 };
  #drawn: readonly unknown[] = [];

  constructor(page: ViewPage) {
    this.#controls = new EstimatorControls((choice) =>
      page.store.set(withEstimatorChoice(page.store.get(), choice)),
    );
    this.#estimates = new Asker(
      'estimate',
      estimatorPicture,
      (picture) => {
        this.#picture = picture;
        this.#refusal = undefined;
        page.redraw();
      },
      () => this.element,
      (sentence) => {
        this.#picture = undefined;
        this.#refusal = sentence;
        page.redraw();
      },
    );
    this.#ladders = new Asker(
      'differences',
      differenceLadder,
      (ladder) => {
        this.#ladder = ladder;
        page.redraw();
      },
      () => this.#grid.lastElementChild ?? this.#grid,
    );
    this.#grid.append(...this.#tiles.map((tile) => tile.element));
    this.element = element(
      'figure',
      { class: 'estimator', 'aria-label': 'Gradient estimator' },
      this.#controls.element,
      this.#grid,
      element('figcaption', {}, this.#caption, this.#numbers),
      this.#description,
    );
    new ResizeObserver(() => {
      reachScrolled([this.#numbers]);
      const { clientWidth: width } = this.#grid;
      const height = Number.parseFloat(getComputedStyle(this.#grid).minHeight) || 0;
      if (width === this.#size.width && height === this.#size.height) return;
      this.#size = { width, height };
      page.redraw();
    }).observe(this.#grid);
  }

  draw(model: Model, theme: PageTheme): void {
    const { objective } = model;
    const choice = estimatorChoice(model);
    this.#controls.show(choice);
    const shown = shownIterate(model);
    if (!shown || !objective) return;
    const { generation, ...place } = shown;
    const coordinates = drawnCoordinates(model);
    this.#estimates.ask(generation, { ...place, ...choice, coordinates });
    this.#ladders.ask(generation, place);
    const key = [this.#picture, this.#ladder, theme, this.#size.width, this.#size.height, this.#refusal];
    if (key.every((each, index) => each === this.#drawn[index])) return;
    const picture = this.#picture;
    this.#grid.classList.toggle('is-gone', this.#refusal !== undefined);
    if (this.#refusal !== undefined) {
      this.#drawn = key;
      this.#caption.textContent = `${resultSentence({ message: this.#refusal }, objective.name)}.`;
      this.#numbers.replaceChildren();
      this.#description.replaceChildren();
      return;
    }
    if (!picture || this.#size.width === 0) return;
    this.#drawn = key;
    const d = objective.coordinates.length === 1 ? 'd' : '∂';
    this.#names = coordinates.map(
      (at) => `${d}${objective.name}/${d}${coordinateLabel(objective.coordinates[at] ?? '')}`,
    ) as [string, string];
    const columns = this.#size.width < 560 ? 1 : 2;
    this.#grid.style.setProperty('--columns', String(columns));
    const rows = Math.ceil(this.#tiles.length / columns);
    const tile = {
      width: Math.floor((this.#size.width - 16 * (columns - 1)) / columns),
      height: Math.floor(Math.max(LOWEST_TILE, (this.#size.height - GAP * (rows - 1)) / rows - CAPTION)),
    };
    this.#figures(theme, tile).forEach((figure, index) => {
      const { name, keys, svg: target } = this.#tiles[index] as Tile;
      setText(name, figure.title);
      keys.replaceChildren(...figure.keys.map(lineKey), ...(figure.note ? [figure.note] : []));
      target.setAttribute('width', String(tile.width));
      target.setAttribute('height', String(tile.height));
      target.setAttribute('font-family', theme.font);
      target.replaceChildren(mountSvg(figure.drawing));
    });
    this.#say(model, picture, place.iteration);
    const [ladder, names] = [this.#ladder, [...new Set(this.#names)]];
    atRest(this, () => this.#description.replaceChildren(...estimatorDescription(picture, ladder, names)));
  }

  async figure(theme: FigureTheme): Promise<SvgElement | undefined> {
    if (!this.#picture) return undefined;
    const { figurePage } = await import('../../src/core/figures/figure-page.ts');
    const { width, height } = PAGE_TILE;
    const title = `Gradient estimator: ${this.#caption.textContent ?? ''}`;
    const tiles = this.#figures(theme, PAGE_TILE).map(({ title: name, keys, note, drawing }, index) =>
      svg(
        'g',
        {
          transform: `translate(${(index % 2) * (width + 16)} ${Math.floor(index / 2) * (height + PAGE_HEAD)})`,
        },
        [
          svg('text', { x: 58, y: 18, 'font-size': 13, fill: theme.foreground }, name),
          svg(
            'text',
            { x: width - 12, y: 18, 'font-size': 11, fill: theme.muted, 'text-anchor': 'end' },
            note,
          ),
          ...pageKeys(keys, width, theme),
          svg('g', { transform: `translate(0 ${PAGE_HEAD - 8})` }, [drawing]),
        ],
      ),
    );
    return figurePage({ width: 2 * width + 16, height: 2 * (height + PAGE_HEAD), title, theme }, tiles);
  }

  data(): Table | undefined {
    if (!this.#picture) return undefined;
    const { cloud } = this.#picture;
    // Of one parameter both axes are the same.
    const names = [...new Set(this.#names)];
    const rows = Array.from({ length: cloud.length / 2 }, (_, at) => [
      at + 1,
      ...cloud.subarray(2 * at, 2 * at + names.length),
    ]);
    return { columns: ['sample', ...names], rows };
  }

  #figures(theme: FigureTheme, size: { readonly width: number; readonly height: number }): EstimatorFigure[] {
    return this.#picture
      ? estimatorFigures({ picture: this.#picture, ladder: this.#ladder, names: this.#names, theme, ...size })
      : [];
  }

  /** The same in words and numbers, for those who read rather than look. */
  #say({ runs, selected }: Model, picture: EstimatorPicture, k: number): void {
    const {
      truth,
      mean,
      standardError,
      samples,
      relativeSquaredError,
      relativeSquaredErrorError,
      theory,
      p,
    } = picture;
    const random = p !== undefined;
    const count = random ? `the mean of ${samples} gradients` : 'the gradient of this source';
    const where = `At iterate ${k} of ${runs[selected]?.plan.text ?? 'the run'}, ${count}. `;
    const spread = random ? `\u00a0±\u00a0${formatNumber(relativeSquaredErrorError, 2)}` : '';
    const error = `Squared error of one, relative to ‖∇f‖²: ${formatNumber(relativeSquaredError, 4)}${spread}`;
    const formula = theory.formula === undefined ? undefined : parseMathml(theory.formula);
    const expected =
      theory.relativeSquaredError === undefined
        ? ''
        : `; theory: ${formatNumber(theory.relativeSquaredError, 4)}`;
    const bias = !random
      ? ''
      : p < 1e-3
        ? ' The mean is biased: an unbiased source is this far off less than once in a thousand times.'
        : ' Nothing speaks against an unbiased mean.';
    if (Number.isNaN(relativeSquaredError))
      this.#caption.textContent = `${where}‖∇f‖² is 0 or not finite here, and no error is relative to it.`;
    else
      this.#caption.replaceChildren(
        `${where}${error}${expected}`,
        ...(formula ? [' = ', formula] : []),
        `. ${theory.note ? `${theory.note.charAt(0).toUpperCase()}${theory.note.slice(1)}. ` : ''}${bias}`,
      );
    const twice = this.#names[0] === this.#names[1];
    const sides = twice ? [0] : [0, 1];
    const row = (head: string, cells: readonly string[]) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, head),
        ...cells.map((cell) => element('td', {}, cell)),
      );
    const number = (side: number, of: readonly [number, number]) => formatNumber(of[side] as number, 6);
    this.#numbers.replaceChildren(
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...['', 'truth', 'mean', ...(random ? ['standard error', 'errors apart'] : ['apart'])].map(
            (head) => (head === '' ? element('td') : element('th', { scope: 'col' }, head)),
          ),
        ),
      ),
      element(
        'tbody',
        {},
        ...sides.map((side) => {
          const apart = (mean[side] as number) - (truth[side] as number);
          const error = standardError[side] as number;
          const last = random
            ? [number(side, standardError), formatNumber(apart / error, 3)]
            : [formatNumber(apart, 3)];
          return row(this.#names[side] as string, [number(side, truth), number(side, mean), ...last]);
        }),
      ),
    );
    reachScrolled([this.#numbers]);
  }
}

function makeTile(): Tile {
  const name = element('b');
  const keys = element('span', { class: 'keys note' });
  const figure = mountSvg(svg('svg', { class: 'figure', 'aria-hidden': 'true' }));
  const caption = element('div', { class: 'caption' }, name, keys);
  return { element: element('div', { class: 'tile' }, caption, figure), name, keys, svg: figure };
}

/** A character of a key is about so wide, in pixels; its line has so much room, and the next key begins so far behind. */
const CHARACTER = 6.4;
const KEY_LINE = 28;
const KEY_GAP = 16;

/** The lines of a figure and their names, side by side; from the left of the plot on, or where more room is needed, from the left of the figure. */
function pageKeys(keys: readonly LineKey[], width: number, theme: FigureTheme): SvgElement[] {
  const lengths = keys.map(({ label }) => KEY_LINE + label.length * CHARACTER + KEY_GAP);
  const all = lengths.reduce((sum, length) => sum + length, -KEY_GAP);
  let x = Math.max(0, Math.min(58, width - 12 - all));
  return keys.map(({ label, color, dash }, index) => {
    const place = svg('g', { transform: `translate(${x} 34)` }, [
      svg('path', { d: 'M0,0h22', stroke: color, 'stroke-width': 1.75, 'stroke-dasharray': dash }),
      svg('text', { x: KEY_LINE, y: 4, 'font-size': 11, fill: theme.muted }, label),
    ]);
    x += lengths[index] as number;
    return place;
  });
}

/** The entries of the gradient that are drawn: those of the picture's plane, else the first two. */
function drawnCoordinates(model: Model): readonly [number, number] {
  const window = wantedWindow(model);
  if (window && !isOblique(window)) return window.coordinates;
  return [0, Math.min(1, (model.objective?.coordinates.length ?? 1) - 1)];
}
