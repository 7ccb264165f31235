import { formatNumber } from '../../src/core/figures/format-number.ts';
import { SOURCES } from '../../src/core/gradients/registry.ts';
import type { NumberSetting, Source } from '../../src/core/gradients/source.ts';
import { button, dropdown } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { logSlider } from '../ui/slider.ts';
import type { EstimatorChoice } from './estimator-choice.ts';

/** A choice with its name and, where it is a number, its value. */
interface Control {
  readonly element: HTMLElement;
  show(choice: EstimatorChoice): void;
}

const MOST_SAMPLES = 6;

/** The ends of a number's slider in powers of ten, where its own range is too wide to be of use. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  whole: [0, 3],
  real: [-12, 0],
};

/** Which source, each of its settings as it declares them, and how many gradients are drawn. */
export class EstimatorControls {
  readonly element = element('div', { class: 'choices', role: 'group', 'aria-label': 'Gradient source' });
  readonly #change: (choice: EstimatorChoice) => void;
  readonly #source: Control;
  readonly #samples: Control;
  #settings: readonly Control[] = [];
  #shown: string | undefined;
  #choice: EstimatorChoice | undefined;

  constructor(change: (choice: EstimatorChoice) => void) {
    this.#change = change;
    this.#source = this.#makeSource();
    this.#samples = this.#makeSamples();
  }

  show(choice: EstimatorChoice): void {
    this.#choice = choice;
    const { name } = choice.gradient;
    const source = SOURCES[name] as Source;
    if (name !== this.#shown) {
      this.#shown = name;
      const settings = source.settings.filter((setting) => setting.name !== 'seed');
      const seeded = settings.length < source.settings.length;
      this.#settings = [
        ...settings.map((setting) =>
          setting.kind === 'name'
            ? this.#makeNames(setting.name, setting.default, setting.choices, setting.meaning)
            : this.#makeNumber(setting),
        ),
        ...(source.kind === 'random' ? [this.#samples] : []),
        ...(seeded ? [this.#makeSeed()] : []),
      ];
      this.element.replaceChildren(...[this.#source, ...this.#settings].map((control) => control.element));
    }
    for (const control of [this.#source, ...this.#settings]) control.show(choice);
  }

  #set(name: string, value: number | string): void {
    if (!this.#choice) return;
    const { gradient } = this.#choice;
    const settings = { ...gradient.settings, [name]: value };
    this.#change({ ...this.#choice, gradient: { ...gradient, settings } });
  }

  #makeSource(): Control {
    const chooser = dropdown('Gradient source', (name) => {
      if (this.#choice) this.#change({ ...this.#choice, gradient: { name, settings: {} } });
    });
    const choices = Object.values(SOURCES).map(({ name, title }) => ({ value: name, label: title }));
    return {
      element: element('span', { class: 'choice' }, chooser.element),
      show: ({ gradient }) => chooser.setChoices(choices, gradient.name),
    };
  }

  #makeSamples(): Control {
    const output = element('output');
    const slider = logSlider(
      'How many gradients are drawn',
      (samples) => {
        if (this.#choice) this.#change({ ...this.#choice, samples });
      },
      { range: [1, MOST_SAMPLES], whole: true },
    );
    return {
      element: element('span', { class: 'choice' }, 'N', slider.element, output),
      show: ({ samples }) => {
        slider.setValue(samples);
        setText(output, String(samples));
      },
    };
  }

  #makeNames(
    name: string,
    usual: string,
    choices: readonly { readonly name: string }[],
    meaning: string,
  ): Control {
    const chooser = dropdown(`${name}: ${meaning}`, (value) => this.#set(name, value));
    const all = choices.map((each) => ({ value: each.name, label: each.name }));
    return {
      element: element('span', { class: 'choice', title: meaning }, name, chooser.element),
      show: ({ gradient }) => chooser.setChoices(all, String(gradient.settings[name] ?? usual)),
    };
  }

  #makeNumber({ name, meaning, whole, default: usual, automatic, range }: NumberSetting): Control {
    const output = element('output');
    const [low, high] = RANGES[whole ? 'whole' : 'real'] as readonly [number, number];
    const ends = [low, Math.min(high, Math.log10(range.maximum))] as const;
    const slider = logSlider(`${name}: ${meaning}`, (value) => this.#set(name, value), {
      range: ends,
      whole,
    });
    return {
      element: element('span', { class: 'choice', title: meaning }, name, slider.element, output),
      show: ({ gradient }) => {
        const value = gradient.settings[name] ?? usual;
        slider.setValue(typeof value === 'number' ? value : 10 ** ends[0]);
        const none = value === undefined ? `best` : value === 0 ? 'none' : undefined;
        const text = none ?? formatNumber(Number(value), 3);
        slider.element.setAttribute('aria-valuetext', text);
        setText(output, text);
        if (value === undefined && automatic !== undefined) output.title = automatic;
      },
    };
  }

  #makeSeed(): Control {
    let seed = 0;
    const again = button('Draw anew', () => this.#set('seed', seed + 1));
    return {
      element: again.element,
      show: ({ gradient }) => {
        seed = Number(gradient.settings.seed ?? 0);
      },
    };
  }
}
