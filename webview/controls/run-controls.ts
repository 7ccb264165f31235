import type { Catalogue, CatalogueMethod, CatalogueSetting } from '../../src/core/catalogue/catalogue.ts';
import type { PageChange } from '../../src/protocol/page.ts';
import type { ChoiceView, RateView } from '../../src/protocol/worker.ts';
import { button } from '../ui/controls.ts';
import { element } from '../ui/dom.ts';
import { MethodPicker } from './method-picker.ts';
import { RateControl } from './rate-control.ts';
import { section } from './section.ts';
import { type SettingControl, settingControl } from './setting-control.ts';
import { SourceControl } from './source-control.ts';

/** Everything that can be chosen for one method of the experiment. */
export class RunControls {
  readonly element = element('div', { class: 'run-controls' });
  readonly #catalogue: Catalogue;
  readonly #run: number;
  readonly #adjust: (change: PageChange) => void;
  readonly #remove;
  #method: CatalogueMethod | undefined;
  #rate: RateControl | undefined;
  #settings: ReadonlyMap<string, SettingControl> = new Map();
  #source: SourceControl | undefined;

  /** @param run the place of the method in the experiment. */
  constructor(catalogue: Catalogue, run: number, adjust: (change: PageChange) => void) {
    this.#catalogue = catalogue;
    this.#run = run;
    this.#adjust = adjust;
    this.#remove = button('Remove', () => adjust({ kind: 'remove', run }));
  }

  /** @param alone whether it is the only one, which stays. */
  show(choice: ChoiceView, alone: boolean): void {
    const method = this.#catalogue.methods.find(({ name }) => name === choice.method);
    if (!method) return;
    if (method !== this.#method) this.#build(method);
    this.#remove.setEnabled(!alone);
    this.#rate?.show(choice.rate);
    for (const [name, control] of this.#settings) control.show(choice.hyperparameters[name]);
    this.#source?.show(choice.gradient);
  }

  #build(method: CatalogueMethod): void {
    const run = this.#run;
    this.#method = method;
    const sections: HTMLElement[] = [];
    this.#rate = undefined;
    if (method.rates.number || method.rates.search) {
      this.#rate = new RateControl(this.#catalogue, method, (rate?: RateView) =>
        this.#adjust({ kind: 'rate', run, rate }),
      );
      sections.push(this.#rate.element);
    }
    const make = (setting: CatalogueSetting) =>
      settingControl(setting, method.title, (value) => {
        const chosen = value ?? setting.default;
        if (typeof chosen === 'number')
          this.#adjust({ kind: 'hyperparameter', run, name: setting.name, value: chosen });
      });
    this.#settings = new Map(method.settings.map((setting) => [setting.name, make(setting)]));
    const controls = [...this.#settings.values()].map((control) => control.element);
    if (controls.length > 0) sections.push(section('Settings', ...controls));
    this.#source = undefined;
    if (method.gradient) {
      this.#source = new SourceControl(this.#catalogue, method, (gradient) =>
        this.#adjust({ kind: 'gradient', run, gradient }),
      );
      sections.push(this.#source.element);
    }
    this.element.replaceChildren(...sections, this.#actions(method));
  }

  #actions(method: CatalogueMethod): HTMLElement {
    const run = this.#run;
    const close = () => {
      picker.element.classList.add('is-gone');
      change.element.focus();
    };
    const picker = new MethodPicker(
      this.#catalogue,
      `Another method than ${method.title}`,
      (name) => {
        close();
        this.#adjust({ kind: 'method', run, method: name });
      },
      close,
    );
    picker.element.classList.add('is-gone');
    const change = button('Another method …', () => {
      picker.element.classList.toggle('is-gone');
      if (!picker.element.classList.contains('is-gone')) picker.open();
    });
    return element(
      'div',
      { class: 'run-actions' },
      change.element,
      button('Duplicate', () => this.#adjust({ kind: 'duplicate', run })).element,
      this.#remove.element,
      picker.element,
    );
  }
}
