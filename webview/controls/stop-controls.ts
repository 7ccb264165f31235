import type { Catalogue } from '../../src/core/catalogue/catalogue.ts';
import type { StopRule } from '../../src/core/run/experiment.ts';
import type { PageChange } from '../../src/protocol/page.ts';
import { checkbox, dropdown } from '../ui/controls.ts';
import { element } from '../ui/dom.ts';
import { type NumberField, numberField } from './number-field.ts';
import { section } from './section.ts';

/** When the runs end, and whether they go down or up. */
export class StopControls {
  readonly element: HTMLElement;
  readonly #sense;
  readonly #conditions: readonly {
    readonly name: keyof StopRule;
    readonly usual: number;
    readonly box: ReturnType<typeof checkbox>;
    readonly field: NumberField;
  }[];
  #until: StopRule = {};

  constructor({ conditions }: Pick<Catalogue, 'conditions'>, adjust: (change: PageChange) => void) {
    const change = (name: keyof StopRule, value: number | undefined) => {
      const { [name]: _, ...others } = this.#until;
      this.#until = value === undefined ? others : { ...others, [name]: value };
      adjust({ kind: 'until', until: this.#until });
    };
    this.#sense = dropdown('Sense', (sense) => {
      if (sense === 'minimize' || sense === 'maximize') adjust({ kind: 'sense', sense });
    });
    this.#conditions = conditions.map(({ name, written, usual }) => ({
      ...{ name, usual },
      box: checkbox(written, (checked) => change(name, checked ? usual : undefined)),
      field: numberField(`Bound of ${written}`, (value) => change(name, value)),
    }));
    const rows = this.#conditions.map(({ box, field }, index) => {
      const { sign, meaning } = conditions[index] as (typeof conditions)[number];
      return element(
        'div',
        { class: 'setting', title: meaning },
        box.element,
        element('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
        field.element,
      );
    });
    this.element = element(
      'div',
      { class: 'run-controls' },
      section('Sense', this.#sense.element),
      section('Ends when', ...rows),
    );
  }

  show(until: StopRule, sense: 'minimize' | 'maximize'): void {
    this.#until = until;
    this.#sense.setChoices(
      [
        { value: 'minimize', label: 'minimize' },
        { value: 'maximize', label: 'maximize' },
      ],
      sense,
    );
    for (const { name, box, field } of this.#conditions) {
      const bound = until[name];
      box.setChecked(bound !== undefined);
      field.element.disabled = bound === undefined;
      field.show(bound);
    }
  }
}
