import { formatNumber } from '../../src/core/figures/format-number.ts';
import { REASON_LABELS } from '../../src/core/run/reason-label.ts';
import type { Standing } from '../../src/core/run/standings.ts';
import { prefersReducedMotion } from '../reduced-motion.ts';
import type { PageTheme } from '../theme.ts';
import { element, setText } from '../ui/dom.ts';
import { swatch } from '../ui/swatch.ts';
import { entrantOf } from './race.ts';

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

/** The runs in the order of f as it is at the moment; who overtakes moves up. */
export class LeaderBoard {
  readonly element: HTMLElement;
  readonly #body = element('tbody');
  readonly #value = element('th', { scope: 'col', class: 'number wide' });
  readonly #distance = element('th', { scope: 'col', class: 'number' }, 'To the best');
  readonly #rest = element('p', { class: 'note' });
  #rows = new Map<number, Row>();
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
    const shown = standings.slice(0, room);
    const rows = shown.map((standing, rank) => {
      const row = this.#rowOf(standing, theme);
      const { f, distance, finished, lost } = standing;
      setText(row.rank, String(rank + 1));
      setText(row.f, formatNumber(f, 4));
      setText(row.distance, formatNumber(distance, 3));
      const reason = standing.racer.result?.reason;
      setText(row.state, finished && reason ? `${lost ? '✕' : '⚑'} ${REASON_LABELS[reason]}` : '');
      row.element.classList.toggle('is-lost', lost);
      return row;
    });
    this.#arrange(rows, shown, standings.length);
    const others = standings.length - shown.length;
    setText(this.#rest, others > 0 ? `and ${others} more behind them` : '');
  }

  /** Puts the rows in order; each comes from where it was. */
  #arrange(rows: readonly Row[], shown: readonly Standing[], count: number): void {
    const order = shown.map(({ racer }) => racer.run).join();
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
    for (const [run, row] of this.#rows) if (!shown.some(({ racer }) => racer.run === run)) row.at = -1;
  }

  #rowOf(standing: Standing, theme: PageTheme): Row {
    const { run, view } = entrantOf(standing);
    const there = this.#rows.get(run);
    if (there) return there;
    const cells = {
      rank: element('td', { class: 'rank' }),
      f: element('span', { class: 'value' }),
      state: element('span', { class: 'state' }),
      distance: element('td', { class: 'number' }),
    };
    const { title, detail } = view.plan;
    const picture = element('span', { class: 'swatch' });
    picture.append(swatch(view.plan.group, theme));
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
    this.#rows.set(run, row);
    return row;
  }
}
