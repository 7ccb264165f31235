import { currentIteration, lastIteration, type Model } from '../model.ts';
import { button } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';

/** What the time line asks of the page. */
export interface TimelineActions {
  show(k: number): void;
  step(by: number): void;
  togglePlay(): void;
}

/** One time line for every view: which iteration is shown. */
export class TimelineView {
  readonly element: HTMLElement;
  readonly #slider = element('input', { type: 'range', min: '0', step: '1', 'aria-label': 'Iteration' });
  readonly #text = element('output', { class: 'k' });
  readonly #play;
  readonly #back;
  readonly #forward;

  constructor(actions: TimelineActions) {
    this.#play = button('Play (Space)', actions.togglePlay, { icon: 'play' });
    this.#back = [
      button('First (Home)', () => actions.show(0), { icon: 'first' }),
      button('Step back (←)', () => actions.step(-1), { icon: 'back' }),
    ];
    this.#forward = [
      button('Step forward (→)', () => actions.step(1), { icon: 'forward' }),
      button('Last (End)', () => actions.show(Number.POSITIVE_INFINITY), { icon: 'last' }),
    ];
    this.#slider.addEventListener('input', () => actions.show(this.#slider.valueAsNumber));
    const buttons = [...this.#back, this.#play, ...this.#forward].map((each) => each.element);
    this.element = element(
      'div',
      { class: 'timeline', role: 'group', 'aria-label': 'Time line' },
      element('div', { class: 'transport' }, ...buttons),
      this.#slider,
      this.#text,
    );
  }

  draw(model: Model): void {
    const last = lastIteration(model);
    const k = currentIteration(model);
    const isEmpty = last === 0;
    this.#slider.max = String(Math.max(1, last));
    this.#slider.valueAsNumber = k;
    this.#slider.disabled = isEmpty;
    this.#slider.style.setProperty('--share', String(last > 0 ? k / last : 0));
    this.#slider.setAttribute('aria-valuetext', `iteration ${k} of ${last}`);
    setText(this.#text, model.runs.length === 0 ? '' : `k = ${k} of ${last}`);
    this.#play.setIcon(model.playing ? 'pause' : 'play', model.playing ? 'Pause (Space)' : 'Play (Space)');
    this.#play.setEnabled(!isEmpty);
    for (const each of this.#back) each.setEnabled(k > 0);
    for (const each of this.#forward) each.setEnabled(k < last);
  }
}
