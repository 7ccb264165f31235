import { formatNumber } from '../../src/core/figures/format-number.ts';
import type { Standing } from '../../src/core/run/standings.ts';
import { prefersReducedMotion } from '../reduced-motion.ts';
import type { PageTheme } from '../theme.ts';
import { element, setText } from '../ui/dom.ts';
import { swatch } from '../ui/swatch.ts';
import { type BoardPlace, boardPlaces } from './board-places.ts';

/** As in the style sheet, in pixels. */
const ROW = 42;
const OVERTAKING = 220;
/** In a larger crowd somebody overtakes in every frame: rows change places at once. */
const MOST_MOVING = 12;

interface Row {
  readonly element: HTMLTableRowElement;
  readonly rank: HTMLElement;
  readonly f: HTMLElement;
  readonly state: HTMLElement;
  readonly distance: HTMLElement;
  at: number;
}

/** The runs, and of a crowd the method, in the order of f as it is at the moment; who overtakes moves up. */
export class LeaderBoard {
  readonly element: HTMLElement;
  readonly #body = element('tbody');
  readonly #value = element('th', { scope: 'col', class: 'number wide' });
  readonly #distance = element('th', { scope: 'col', class: 'number' }, 'To the best');
  readonly #rest = element('p', { class: 'note' });
  #rows = new Map<string, Row>();
  #key: readonly unknown[] = [];
  #order = '';

  constructor() {
    const head = element(
      'tr',
      {},
      element('th', { scope: 'col' }, element('span', { class: 'visually-hidden' }, 'Rank')),
      element('th', { scope: 'col' }, 'Run'),
      this.#value,
      this.#distance,
    );
    this.element = element(
      'div',
      { class: 'board' },
      element('table', { 'aria-label': 'Leader board' }, element('thead', {}, head), this.#body),
      this.#rest,
    );
  }

  /** @param room how many rows there is room for. @param key stays the same as long as the runs and their looks do. */
  draw(
    standings: readonly Standing[],
    name: string,
    room: number,
    theme: PageTheme,
    key: readonly unknown[],
  ): void {
    if (key.length !== this.#key.length || key.some((each, index) => each !== this.#key[index])) {
      this.#key = key;
      this.#rows = new Map();
      this.#order = '';
      this.#body.replaceChildren();
      setText(this.#value, name);
      this.#distance.title = `How far it is from the best ${name} that any run finds`;
    }
    const places = boardPlaces(standings);
    const shown = places.slice(0, room);
    const rows = shown.map((place, rank) => {
      const row = this.#rowOf(place, theme);
      setText(row.rank, String(rank + 1));
      setText(row.f, formatNumber(place.f, 4));
      setText(row.distance, formatNumber(place.distance, 3));
      setText(row.state, place.state);
      row.element.classList.toggle('is-lost', place.lost);
      return row;
    });
    this.#arrange(rows, shown, places.length);
    const others = places.length - shown.length;
    setText(this.#rest, others > 0 ? `and ${others} more behind them` : '');
  }

  /** Puts the rows in order; each comes from where it was. */
  #arrange(rows: readonly Row[], shown: readonly BoardPlace[], count: number): void {
    const order = shown.map(({ key }) => key).join();
    if (order === this.#order) return;
    const fresh = this.#order === '';
    this.#order = order;
    this.#body.replaceChildren(...rows.map(({ element: each }) => each));
    const still = fresh || count > MOST_MOVING || prefersReducedMotion();
    rows.forEach((row, index) => {
      const moved = row.at < 0 ? 0 : row.at - index;
      row.at = index;
      if (moved === 0 || still) return;
      row.element.animate([{ transform: `translateY(${moved * ROW}px)` }, { transform: 'none' }], {
        duration: OVERTAKING,
        easing: 'ease-out',
      });
    });
    const there = new Set(shown.map(({ key }) => key));
    for (const [key, row] of this.#rows) if (!there.has(key)) row.at = -1;
  }

  #rowOf({ key, group, title, detail }: BoardPlace, theme: PageTheme): Row {
    const there = this.#rows.get(key);
    if (there) return there;
    const cells = {
      rank: element('td', { class: 'rank' }),
      f: element('span', { class: 'value' }),
      state: element('span', { class: 'state' }),
      distance: element('td', { class: 'number' }),
    };
    const picture = element('span', { class: 'swatch' });
    picture.append(swatch(group, theme));
    const row = {
      ...cells,
      at: -1,
      element: element(
        'tr',
        {},
        cells.rank,
        element(
          'th',
          { scope: 'row' },
          element(
            'div',
            { class: 'racer' },
            picture,
            element('span', { class: 'method', title }, title),
            element('span', { class: 'detail', title: detail }, detail),
          ),
        ),
        element('td', { class: 'number' }, cells.f, cells.state),
        cells.distance,
      ),
    };
    this.#rows.set(key, row);
    return row;
  }
}
