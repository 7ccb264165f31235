import type { Derivation } from '../../src/core/explain/derivation.ts';
import { DERIVATION_WAYS } from '../../src/core/explain/derivation-way.ts';
import { coordinateLabel } from '../../src/core/figures/coordinate-label.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import type { SvgElement } from '../../src/core/figures/svg.ts';
import type { Table } from '../../src/core/table.ts';
import type { TypesetDerivation } from '../../src/protocol/questions.ts';
import { derivation as readDerivation } from '../answers/derivation.ts';
import { Asker } from '../asker.ts';
import { oneOf } from '../decode.ts';
import type { Model } from '../model.ts';
import { optionOf, withOption } from '../option-of.ts';
import { shownIterate } from '../shown-iterate.ts';
import type { PageTheme } from '../theme.ts';
import { element } from '../ui/dom.ts';
import { fitFormula } from '../ui/fit-formula.ts';
import { reachScrolled } from '../ui/reach-scrolled.ts';
import { segments } from '../ui/segments.ts';
import { CoordinateChoice } from './coordinate-choice.ts';
import { derivationLines, lineElement } from './derivation-lines.ts';
import type { View, ViewPage } from './view.ts';

const OPTION = 'derivation';

/** How the derivative by each parameter comes about, line by line, each with its rule. */
export class DerivationView implements View {
  readonly element: HTMLElement;
  readonly #asker: Asker<'derive'>;
  readonly #coordinate: CoordinateChoice;
  readonly #way;
  readonly #body = element('div', { class: 'derivation-body', tabindex: '0', role: 'region' });
  #answer: { readonly derivation: TypesetDerivation; readonly iteration: number } | undefined;
  /** What has been broken into several lines, and the formula that it was. */
  readonly #broken = new Map<Element, Element>();
  #title = '';
  #theme: PageTheme | undefined;
  #drawn: readonly unknown[] = [];

  constructor({ store, redraw }: ViewPage) {
    this.#asker = new Asker(
      'derive',
      readDerivation,
      (derivation, { iteration }) => {
        this.#answer = { derivation, iteration };
        redraw();
      },
      () => this.element,
    );
    this.#coordinate = new CoordinateChoice(store);
    this.#way = segments('Way', (way) => store.set(withOption(store.get(), OPTION, way)));
    new ResizeObserver(() => this.#reach()).observe(this.#body);
    this.element = element(
      'section',
      { class: 'derivation', 'aria-label': 'Derivation' },
      element('div', { class: 'choices' }, this.#coordinate.element, this.#way.element),
      this.#body,
    );
  }

  draw(model: Model, theme: PageTheme): void {
    this.#theme = theme;
    const coordinate = this.#coordinate.draw(model);
    const way = optionOf(model, OPTION, oneOf(...DERIVATION_WAYS), 'limit');
    const shown = shownIterate(model);
    if (shown) {
      const { generation, ...place } = shown;
      this.#asker.ask(generation, { ...place, way, coordinate });
    }
    const answer = this.#answer;
    const { objective } = model;
    const key = [answer, objective];
    if (!answer || !objective || key.every((each, index) => each === this.#drawn[index])) return;
    this.#drawn = key;
    const { derivation, iteration } = answer;
    this.#way.setChoices(
      [
        {
          value: 'limit',
          label: 'Limit',
          ...(!derivation.polynomial && {
            unavailable: `The limit is worked out for polynomials of a few terms; ${objective.name} is none in this parameter.`,
          }),
        },
        { value: 'rules', label: 'Rules' },
        { value: 'dual', label: 'Dual numbers' },
      ],
      derivation.way,
    );
    const name = coordinateLabel(objective.coordinates[derivation.coordinate] ?? '');
    this.#body.setAttribute('aria-label', `Derivative of ${objective.name} by ${name}`);
    this.#title = `Derivative of ${objective.text} by ${name}`;
    this.#body.replaceChildren(...content(derivation, iteration));
    this.#broken.clear();
    this.#reach();
  }

  /** The lines as they are laid out; what is folded stays folded. */
  async figure(theme: FigureTheme): Promise<SvgElement | undefined> {
    const shown = this.#theme;
    if (!shown || !this.#answer) return undefined;
    const { laidOut } = await import('../exports/laid-out.ts');
    return laidOut(this.#body, this.#title, shown, theme);
  }

  async tex(): Promise<string | undefined> {
    const derivation = this.#answer?.derivation;
    if (!derivation || derivation.lines.length === 0) return undefined;
    const { atSign, latex } = await import('../exports/latex.ts');
    const lines = derivation.tex.map((tex, i) => ({
      ...atSign(tex),
      note: derivation.lines[i]?.rule ?? '',
    }));
    return latex(this.#title, '', lines);
  }

  /** The lines with their rules, formulas in TeX. */
  data(): Table | undefined {
    const derivation = this.#answer?.derivation;
    if (!derivation || derivation.lines.length === 0) return undefined;
    return {
      columns: ['depth', 'tex', 'rule', 'because'],
      rows: derivation.lines.map(({ depth, rule, because }, i) => [
        depth,
        derivation.tex[i] ?? '',
        rule,
        because,
      ]),
    };
  }

  /** The reason stands below a line that has no room beside it; what still does not fit is broken, else scrolled, also with the keyboard. */
  #reach(): void {
    const lines = [...this.#body.querySelectorAll<HTMLElement>('.formulas')];
    const overflows = (line: HTMLElement) => line.scrollWidth > line.clientWidth;
    for (const line of lines) line.parentElement?.classList.remove('is-wide');
    for (const [side, whole] of this.#broken) side.replaceChildren(whole);
    this.#broken.clear();
    const long = lines.filter(overflows);
    // Where most are long, all look the same.
    for (const line of 2 * long.length > lines.length ? lines : long)
      line.parentElement?.classList.add('is-wide');
    for (const line of lines.filter(overflows)) {
      for (const side of line.querySelectorAll('.right-side')) {
        const [whole] = side.children;
        if (!whole) continue;
        this.#broken.set(side, whole);
        fitFormula(side, whole, () => overflows(line));
      }
    }
    reachScrolled(lines);
  }
}

const INTRODUCTIONS: Readonly<Record<Derivation['way'], string>> = {
  limit: 'The slope of the secant over a small step h, and what it becomes as h goes to 0.',
  rules: 'From the outermost operation inwards; what a rule leaves open is found one level deeper.',
  dual: 'Every number carries its slope along as a multiple of ε, and ε² = 0: one pass gives value and derivative.',
};

function content({ way, lines, outcome, note }: Derivation, iteration: number): HTMLElement[] {
  return [
    element('p', { class: 'note' }, note || INTRODUCTIONS[way]),
    ...(lines.length > 0 ? derivationLines(lines) : []),
    ...(outcome
      ? [
          element(
            'div',
            { class: 'outcome' },
            element('h2', {}, `At iterate ${iteration}`),
            lineElement(outcome, outcome.rule === 'At this iterate' ? '' : outcome.rule),
          ),
        ]
      : []),
  ];
}
