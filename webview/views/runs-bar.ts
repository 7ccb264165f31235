import type { Model } from '../model.ts';
import { button } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';

/** What the bar opens; tells whether it is open afterwards. */
export interface RunsBarActions {
  toggleAdd(closed: () => void): boolean;
  toggleStop(): boolean;
}

/** Below the runs: add one, and when they end. */
export class RunsBarView {
  readonly element: HTMLElement;
  readonly #add;
  readonly #stop;
  readonly #until = element('span', { class: 'detail' });

  /** @param picker where the methods to add appear. @param stop where the stop rule is edited. */
  constructor(actions: RunsBarActions, picker: HTMLElement, stop: HTMLElement) {
    this.#add = button('Add a method …', () => {
      const closed = () => {
        this.#add.setExpanded(false);
        this.#add.element.focus();
      };
      this.#add.setExpanded(actions.toggleAdd(closed));
    });
    this.#add.setExpanded(false);
    this.#stop = button('Ends when …', () => {
      this.#stop.setExpanded(actions.toggleStop());
    });
    this.#stop.setExpanded(false);
    this.element = element(
      'div',
      { class: 'runs-bar is-gone' },
      this.#add.element,
      this.#stop.element,
      this.#until,
      picker,
      stop,
    );
  }

  draw({ plan }: Model): void {
    this.element.classList.toggle('is-gone', plan === undefined);
    // The last clause of the experiment's text is the stop rule, unless a window is shown.
    setText(this.#until, /^\s*until\s+(.*)$/m.exec(plan?.text ?? '')?.[1] ?? '');
  }
}
