import type { Model } from '../model.ts';
import { button } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';

/** What is asked of the page. */
export interface ExperimentActions {
  /** Puts the experiment into the file. */
  write(): void;
  /** Forgets what was changed on the page. */
  reset(): void;
}

/** The experiment that was filled in from defaults, or changed on the page, as text that can be put into the file. */
export class ExperimentView {
  readonly element: HTMLElement;
  readonly #text = element('pre', { tabindex: '0', 'aria-label': 'Experiment' });

  readonly #title = element('h2');
  readonly #note = element('span', { class: 'note' });
  readonly #reset;

  constructor(actions: ExperimentActions) {
    this.#reset = button('Undo changes', actions.reset);
    this.element = element(
      'section',
      { class: 'experiment is-gone' },
      element(
        'div',
        { class: 'heading' },
        this.#title,
        this.#note,
        this.#reset.element,
        button('Write to file', actions.write).element,
      ),
      this.#text,
    );
  }

  draw({ state, plan }: Model): void {
    const shows = state !== undefined && (!state.written || state.adjusted) && plan !== undefined;
    this.element.classList.toggle('is-gone', !shows);
    this.#reset.element.classList.toggle('is-gone', !state?.adjusted);
    setText(this.#title, state?.adjusted ? 'Changed here' : 'Chosen for you');
    setText(
      this.#note,
      state?.adjusted
        ? 'The file still says otherwise.'
        : 'The file has no experiment for this objective that can be run.',
    );
    if (shows) setText(this.#text, plan.text);
  }
}
