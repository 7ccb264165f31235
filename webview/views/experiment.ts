import type { Model } from '../model.ts';
import { button } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';

/** The experiment that was filled in from defaults, as text that can be put into the file. */
export class ExperimentView {
  readonly element: HTMLElement;
  readonly #text = element('pre', { tabindex: '0', 'aria-label': 'Experiment' });

  constructor(write: () => void) {
    this.element = element(
      'section',
      { class: 'experiment is-gone' },
      element(
        'div',
        { class: 'heading' },
        element('h2', {}, 'Chosen for you'),
        element('span', { class: 'note' }, 'The file has no experiment for this objective.'),
        button('Write to file', write).element,
      ),
      this.#text,
    );
  }

  draw({ state, plan }: Model): void {
    const shows = state !== undefined && !state.written && plan !== undefined;
    this.element.classList.toggle('is-gone', !shows);
    if (shows) setText(this.#text, plan.text);
  }
}
