import type { Catalogue, CatalogueMethod } from '../../src/core/catalogue/catalogue.ts';
import type { ChoiceView } from '../../src/protocol/worker.ts';
import { dropdown } from '../ui/controls.ts';
import { element } from '../ui/dom.ts';
import { section } from './section.ts';
import { type SettingControl, settingControl } from './setting-control.ts';

/** Where the gradient comes from, with the settings of the source. */
export class SourceControl {
  readonly element: HTMLElement;
  readonly #catalogue: Catalogue;
  readonly #owner: string;
  readonly #change: (gradient: ChoiceView['gradient']) => void;
  readonly #list;
  readonly #body = element('div', { class: 'settings-grid' });
  #name: string | undefined;
  #gradient: ChoiceView['gradient'] = { name: '', settings: {} };
  #settings: ReadonlyMap<string, SettingControl> = new Map();

  constructor(
    catalogue: Catalogue,
    method: CatalogueMethod,
    change: (gradient: ChoiceView['gradient']) => void,
  ) {
    this.#catalogue = catalogue;
    this.#owner = method.title;
    this.#change = change;
    this.#list = dropdown(`Gradient of ${method.title}`, (name) => change({ name, settings: {} }));
    this.element = section('Gradient', this.#list.element, this.#body);
  }

  show(gradient: ChoiceView['gradient']): void {
    this.#gradient = gradient;
    this.#list.setChoices(
      this.#catalogue.sources.map(({ name, title }) => ({ value: name, label: title })),
      gradient.name,
    );
    if (gradient.name !== this.#name) this.#build(gradient.name);
    for (const [name, control] of this.#settings) control.show(gradient.settings[name]);
  }

  #build(name: string): void {
    this.#name = name;
    const source = this.#catalogue.sources.find((each) => each.name === name);
    this.#settings = new Map(
      (source?.settings ?? []).map((setting) => [
        setting.name,
        settingControl(setting, `${source?.title}, ${this.#owner}`, (value) => {
          const { [setting.name]: _, ...others } = this.#gradient.settings;
          const settings = value === undefined ? others : { ...others, [setting.name]: value };
          this.#gradient = { name, settings };
          this.#change(this.#gradient);
        }),
      ]),
    );
    this.#body.replaceChildren(...[...this.#settings.values()].map((control) => control.element));
  }
}
