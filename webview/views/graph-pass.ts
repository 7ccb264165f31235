import { button } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';

/** A step of a played pass stays so long, in milliseconds. */
const PACE = 700;

/** The steps of a pass through the graph: to and fro, and played. */
export class GraphPass {
  readonly element: HTMLElement;
  readonly #slider = element('input', {
    type: 'range',
    min: '0',
    step: '1',
    'aria-label': 'Step of the pass',
  });
  readonly #text = element('span', { class: 'note' });
  readonly #play;
  readonly #back;
  readonly #forward;
  readonly #show: (step: number | undefined) => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #step = 0;
  #length = 0;

  /** @param show is told which step to show; `undefined` is the end. */
  constructor(show: (step: number | undefined) => void) {
    this.#show = show;
    const go = (step: number) => {
      this.stop();
      this.#go(step);
    };
    this.#back = [
      button('Begin the pass', () => go(0), { icon: 'first' }),
      button('One operation back', () => go(this.#step - 1), { icon: 'back' }),
    ];
    this.#play = button('Play the pass', () => this.#toggle(), { icon: 'play' });
    this.#forward = [
      button('One operation on', () => go(this.#step + 1), { icon: 'forward' }),
      button('End the pass', () => go(this.#length), { icon: 'last' }),
    ];
    this.#slider.addEventListener('input', () => go(this.#slider.valueAsNumber));
    const buttons = [...this.#back, this.#play, ...this.#forward].map((each) => each.element);
    this.element = element(
      'div',
      { class: 'pass', role: 'group', 'aria-label': 'Pass through the graph' },
      element('div', { class: 'transport' }, ...buttons),
      this.#slider,
      this.#text,
    );
  }

  draw(step: number, length: number, text: string): void {
    this.#step = step;
    this.#length = length;
    this.#slider.max = String(length);
    this.#slider.valueAsNumber = step;
    this.#slider.style.setProperty('--share', String(length > 0 ? step / length : 0));
    this.#slider.setAttribute('aria-valuetext', `step ${step} of ${length}: ${text}`);
    setText(this.#text, text);
    for (const each of this.#back) each.setEnabled(step > 0);
    for (const each of this.#forward) each.setEnabled(step < length);
    const playing = this.#timer !== undefined;
    this.#play.setIcon(playing ? 'pause' : 'play', playing ? 'Pause the pass' : 'Play the pass');
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #go(step: number): void {
    this.#show(step >= this.#length ? undefined : Math.max(0, step));
  }

  #toggle(): void {
    if (this.#timer !== undefined) {
      this.stop();
      this.#go(this.#step);
      return;
    }
    this.#timer = setInterval(() => {
      const isSeen = this.element.checkVisibility();
      if (this.#step + 1 >= this.#length || !isSeen) this.stop();
      if (isSeen) this.#go(this.#step + 1);
    }, PACE);
    this.#go(this.#step >= this.#length ? 0 : this.#step);
  }
}
