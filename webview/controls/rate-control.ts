import type { Catalogue, CatalogueMethod } from '../../src/core/catalogue/catalogue.ts';
import { settingScale } from '../../src/core/catalogue/setting-scale.ts';
import type { RateView } from '../../src/protocol/worker.ts';
import { button, dropdown } from '../ui/controls.ts';
import { element } from '../ui/dom.ts';
import { numberField } from './number-field.ts';
import { section } from './section.ts';
import { type SettingControl, scaleSlider, settingControl } from './setting-control.ts';

/** Rates from a millionth to ten; others may be typed. */
const SCALE = settingScale({ minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'both' }, 1e-2, false);
const FIRST_SCHEDULE = (rate: number) => `${rate} * exp(-0.01*k)`;

/** How a method finds the length of its steps: a number, an expression in k, or a line search. */
export class RateControl {
  readonly element: HTMLElement;
  readonly #catalogue: Catalogue;
  readonly #method: CatalogueMethod;
  readonly #change: (rate?: RateView) => void;
  readonly #kinds;
  readonly #body = element('div', { class: 'settings-grid' });
  readonly #number;
  readonly #slider;
  readonly #schedule;
  #kind: string | undefined;
  #rate: RateView | undefined;
  #settings: ReadonlyMap<string, SettingControl> = new Map();

  /** @param change is told a rate; nothing where the method's default, or one found by trial, is wanted. */
  constructor(catalogue: Catalogue, method: CatalogueMethod, change: (rate?: RateView) => void) {
    this.#catalogue = catalogue;
    this.#method = method;
    this.#change = change;
    const constant = (value: number | undefined) =>
      value !== undefined && change({ kind: 'constant', value });
    this.#number = numberField(`Rate of ${method.title}, as a number`, constant);
    this.#slider =
      SCALE &&
      scaleSlider(`Rate η of ${method.title}`, SCALE, (value) => {
        this.#number.show(value);
        constant(value);
      });
    this.#schedule = element('input', {
      ...{ type: 'text', class: 'schedule', 'aria-label': `Rate of ${method.title} as an expression in k` },
      ...{ autocomplete: 'off', spellcheck: 'false' },
    });
    this.#schedule.addEventListener('change', () => {
      change({ kind: 'schedule', text: this.#schedule.value });
    });
    this.#schedule.addEventListener('keydown', (event) => event.stopPropagation());
    this.#kinds = dropdown(`Kind of rate of ${method.title}`, (kind) => this.#choose(kind));
    this.element = section('Rate', this.#kinds.element, this.#body);
  }

  show(rate: RateView | undefined): void {
    this.#rate = rate;
    const { number, search } = this.#method.rates;
    const kind = rate?.kind === 'search' ? rate.search : (rate?.kind ?? this.#method.search ?? 'constant');
    this.#kinds.setChoices(
      [
        ...(number
          ? [
              { value: 'constant', label: 'A number' },
              { value: 'schedule', label: 'An expression in k' },
            ]
          : []),
        ...(search ? this.#catalogue.searches.map(({ name, title }) => ({ value: name, label: title })) : []),
      ],
      kind,
    );
    if (kind !== this.#kind) this.#build(kind);
    if (rate?.kind === 'constant') {
      this.#number.show(rate.value);
      this.#slider?.show(rate.value);
    }
    if (rate?.kind === 'schedule' && document.activeElement !== this.#schedule)
      this.#schedule.value = rate.text;
    const values = rate?.kind === 'search' ? rate.settings : {};
    for (const [name, control] of this.#settings) control.show(values[name]);
  }

  #choose(kind: string): void {
    const rate = this.#rate?.kind === 'constant' ? this.#rate.value : 0.1;
    if (kind === 'constant') this.#change();
    else if (kind === 'schedule') this.#change({ kind, text: FIRST_SCHEDULE(rate) });
    else this.#change({ kind: 'search', search: kind, settings: {} });
  }

  #build(kind: string): void {
    this.#kind = kind;
    this.#settings = new Map();
    if (kind === 'constant') {
      const find = button('Find', () => this.#change());
      find.element.title =
        "The method's default, or the greatest round number at which f falls in every trial";
      this.#body.replaceChildren(
        element(
          'div',
          { class: 'setting rate-setting' },
          ...(this.#slider ? [this.#slider.element] : []),
          this.#number.element,
          find.element,
        ),
      );
    } else if (kind === 'schedule') this.#body.replaceChildren(this.#schedule);
    else {
      const search = this.#catalogue.searches.find(({ name }) => name === kind);
      this.#settings = new Map(
        (search?.settings ?? []).map((setting) => [
          setting.name,
          settingControl(setting, `${search?.title}, ${this.#method.title}`, (value) => {
            const before = this.#rate?.kind === 'search' ? this.#rate.settings : {};
            const chosen = value ?? setting.default;
            const settings = { ...before, ...(typeof chosen === 'number' && { [setting.name]: chosen }) };
            this.#rate = { kind: 'search', search: kind, settings };
            this.#change(this.#rate);
          }),
        ]),
      );
      this.#body.replaceChildren(...[...this.#settings.values()].map((control) => control.element));
    }
  }
}
