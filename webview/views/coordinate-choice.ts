import { coordinateLabel } from '../../src/core/figures/coordinate-label.ts';
import { count } from '../decode.ts';
import type { Model } from '../model.ts';
import { optionOf, withOption } from '../option-of.ts';
import type { Store } from '../store.ts';
import { dropdown } from '../ui/controls.ts';
import { element } from '../ui/dom.ts';
import { segments } from '../ui/segments.ts';

/** More coordinates than these are chosen from a list. */
const MOST_BUTTONS = 8;
const OPTION = 'coordinate';

/** By which coordinate the objective is derived: one choice for all views that ask for it. */
export class CoordinateChoice {
  readonly element: HTMLElement;
  readonly #few;
  readonly #many;

  constructor(store: Store<Model>) {
    const choose = (value: string) => store.set(withOption(store.get(), OPTION, Number(value)));
    this.#few = segments('Parameter', choose);
    this.#many = dropdown('Parameter', choose);
    this.element = element('div', { class: 'coordinate-choice' }, this.#few.element, this.#many.element);
  }

  /** Shows the choice. @returns the coordinate's place in x. */
  draw(model: Model): number {
    const names = model.objective?.coordinates ?? [];
    const chosen = chosenCoordinate(model);
    const choices = names.map((name, index) => ({ value: String(index), label: coordinateLabel(name) }));
    const isFew = names.length <= MOST_BUTTONS;
    this.#few.element.classList.toggle('is-gone', !isFew);
    this.#many.element.classList.toggle('is-gone', isFew);
    if (isFew) this.#few.setChoices(choices, String(chosen));
    else this.#many.setChoices(choices, String(chosen));
    return chosen;
  }
}

/** The coordinate that was chosen; the first where it has gone. */
export function chosenCoordinate(model: Model): number {
  const chosen = optionOf(model, OPTION, count, 0);
  return chosen < (model.objective?.coordinates.length ?? 0) ? chosen : 0;
}
