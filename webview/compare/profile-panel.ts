import { formatNumber } from '../../src/core/figures/format-number.ts';
import { type MethodLine, methodsFigure } from '../../src/core/figures/methods-figure.ts';
import { seriesStyle } from '../../src/core/figures/series-style.ts';
import type { SvgElement } from '../../src/core/figures/svg.ts';
import {
  type PerformanceProfile,
  performanceProfile,
  profileAt,
} from '../../src/core/run/performance-profile.ts';
import type { ProblemSet, ProfileRow } from '../../src/protocol/questions.ts';
import { profileRow } from '../answers/profile-row.ts';
import { AskError, ask } from '../ask.ts';
import { oneOf } from '../decode.ts';
import type { Model } from '../model.ts';
import { optionOf, withOption } from '../option-of.ts';
import type { PageTheme } from '../theme.ts';
import { button, dropdown } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { swatch } from '../ui/swatch.ts';
import type { ViewPage } from '../views/view.ts';
import { ChartBox, type ChartPaper } from './chart-box.ts';
import { methodGroups } from './method-groups.ts';

const WHAT =
  'How the methods of these runs do on many problems: the part of them that a method solves with at most τ times the evaluations of the best. Rates are found anew for each problem.';
const SETS: readonly { readonly value: ProblemSet; readonly label: string }[] = [
  { value: 'classical', label: 'Classical problems' },
  { value: 'text', label: 'Objectives of the file' },
  { value: 'both', label: 'Both' },
];
const OPTION = 'profile';
const readSet = oneOf<ProblemSet>('classical', 'text', 'both');

/** Before it is laid out, a chart has no room to be drawn in. */
const LOWEST = 80;
/** Where every method is within a little of the best, the axis still goes so far. */
const LEAST_FACTOR = 2;

/** The performance profile of the methods over problems of the literature and of the file (Dolan & Moré 2002). */
export class ProfilePanel {
  readonly element: HTMLElement;
  readonly #page: ViewPage;
  readonly #button;
  readonly #set;
  readonly #note = element('p', { class: 'note' }, WHAT);
  readonly #chart: ChartBox;
  readonly #table = element('div', {
    class: 'solved',
    tabindex: '0',
    role: 'region',
    'aria-label': 'Solved problems',
  });
  #rows: readonly ProfileRow[] = [];
  /** The problems that the rows are about. */
  #over: ProblemSet = 'classical';
  /** There while a profile is made; ends that. */
  #work: AbortController | undefined;
  /** Of which methods the rows are. */
  #key = '';
  #drawn: readonly unknown[] = [];

  constructor(page: ViewPage) {
    this.#page = page;
    this.#button = button('Profile', () => (this.#work ? this.#finish() : void this.#ask()));
    this.#set = dropdown('Problems of the profile', (over) => {
      const { store } = page;
      store.set(withOption(store.get(), OPTION, over));
    });
    this.#chart = new ChartBox('Performance profile', page.redraw);
    this.element = element(
      'section',
      { class: 'panel' },
      element(
        'div',
        { class: 'heading' },
        element('h2', {}, 'Performance profile'),
        this.#set.element,
        this.#button.element,
      ),
      this.#note,
      this.#chart.element,
      this.#table,
    );
  }

  draw(model: Model, theme: PageTheme): void {
    const { runs } = model;
    this.#over = optionOf(model, OPTION, readSet, 'classical');
    this.#set.setChoices(SETS, this.#over);
    // Other rates are the same methods.
    const methods = runs.map(({ plan: { choice } }) => ({ ...choice, rate: choice.rate?.kind }));
    const key = JSON.stringify([this.#over, model.state?.source, methods]);
    if (key !== this.#key) {
      this.#key = key;
      this.#rows = [];
      this.#finish();
    }
    this.element.classList.toggle('is-gone', runs.length === 0);
    this.#chart.element.classList.toggle('is-gone', this.#rows.length === 0);
    const { width, height } = this.#chart;
    const drawn = [this.#rows, theme, width, height];
    if (drawn.every((each, index) => each === this.#drawn[index])) return;
    this.#drawn = drawn;
    if (this.#rows.length === 0) this.#table.replaceChildren();
    if (this.#rows.length === 0 || height < LOWEST) return;
    const figure = this.chart({ theme, width, height, id: 'profile' });
    if (figure) this.#chart.show(figure, theme);
    this.#listMethods(this.#rows[0]?.methods ?? [], this.#profile, theme);
  }

  /** The chart, where there is one, in any colours and size. */
  chart(paper: ChartPaper): SvgElement | undefined {
    if (this.#rows.length === 0) return undefined;
    const profile = this.#profile;
    const end = Math.max(LEAST_FACTOR, profile.greatest * 1.1);
    const groups = methodGroups(this.#page.store.get(), profile.curves.length);
    const lines = profile.curves.map(({ factors, parts }, method): MethodLine => {
      const points = factors.map((factor, index) => [factor, parts[index] as number] as const);
      return {
        style: seriesStyle(groups[method] ?? method, paper.theme.series),
        stairs: true,
        points: [[1, 0], ...points, [end, parts.at(-1) ?? 0]],
      };
    });
    return methodsFigure({
      x: { name: 'τ', kind: 'logarithmic', interval: [1, end] },
      y: { name: 'part of the problems solved', kind: 'linear', interval: [0, 1.02] },
      lines,
      ...paper,
    });
  }

  get #profile(): PerformanceProfile {
    return performanceProfile(this.#rows.map(({ costs }) => costs));
  }

  async #ask(): Promise<void> {
    const { state } = this.#page.store.get();
    if (!state) return;
    const work = new AbortController();
    this.#work = work;
    const { signal } = work;
    this.#rows = [];
    this.#button.element.textContent = 'Cancel';
    try {
      for (let problem = 0, problems = 1; problem < problems; problem++) {
        // Another rate makes another generation, but not another method.
        const { generation } = this.#page.store.get().state ?? state;
        const row = await ask('profile', generation, { problem, over: this.#over }, profileRow, signal);
        if (signal.aborted) return;
        problems = row.problems;
        this.#rows = [...this.#rows, row];
        setText(this.#note, `${problem + 1} of ${problems} problems …`);
        this.#page.redraw();
      }
      this.#finish();
    } catch (error) {
      if (signal.aborted) return;
      const cancelled = error instanceof AskError && error.kind === 'cancelled';
      this.#finish(cancelled || !(error instanceof Error) ? undefined : error.message);
    }
  }

  #finish(note?: string): void {
    this.#work?.abort();
    this.#work = undefined;
    this.#button.element.textContent = 'Profile';
    setText(
      this.#note,
      note ??
        (this.#rows.length > 0
          ? `Over ${this.#rows.length === 1 ? 'one problem' : `${this.#rows.length} problems`}. ${WHAT}`
          : WHAT),
    );
  }

  #listMethods(methods: readonly string[], { curves, problems }: PerformanceProfile, theme: PageTheme): void {
    const groups = methodGroups(this.#page.store.get(), methods.length);
    const rows = methods.map((text, method) => {
      const curve = curves[method];
      const picture = element('span', { class: 'swatch' });
      picture.append(swatch(groups[method] ?? method, theme));
      const part = (factor: number) => (curve ? `${formatNumber(100 * profileAt(curve, factor), 3)} %` : '');
      return element(
        'tr',
        {},
        element('th', { scope: 'row' }, element('div', { class: 'run' }, picture, element('span', {}, text))),
        element('td', { class: 'number' }, part(1)),
        element('td', { class: 'number' }, part(Number.POSITIVE_INFINITY)),
      );
    });
    const number = (label: string) => element('th', { scope: 'col', class: 'number' }, label);
    this.#table.replaceChildren(
      element(
        'table',
        { 'aria-label': `Performance over ${problems} problems` },
        element(
          'thead',
          {},
          element('tr', {}, element('th', { scope: 'col' }, 'Method'), number('Best'), number('Solved')),
        ),
        element('tbody', {}, ...rows),
      ),
    );
  }
}
