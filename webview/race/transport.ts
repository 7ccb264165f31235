import { formatNumber } from '../../src/core/figures/format-number.ts';
import { formatSeconds } from '../../src/core/figures/format-seconds.ts';
import type { RaceAxis } from '../../src/core/run/race-places.ts';
import { button, dropdown } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import type { Pace } from './pace.ts';

/** What the controls of a race ask of it. */
export interface TransportActions {
  togglePlay(): void;
  /** Back or forward, by about a step. */
  step(by: number): void;
  /** Shows a share of the race, from 0 to 1. */
  seek(share: number): void;
  raceBy(axis: RaceAxis): void;
  pace(pace: Pace): void;
  speed(speed: number): void;
}

/** What the controls show. */
export interface TransportState {
  readonly axis: RaceAxis;
  readonly pace: Pace;
  readonly speed: number;
  readonly share: number;
  readonly place: number;
  readonly end: number;
  readonly playing: boolean;
  readonly empty: boolean;
}

const AXES: readonly { readonly value: RaceAxis; readonly label: string }[] = [
  { value: 'iteration', label: 'by iterations' },
  { value: 'evaluations', label: 'by evaluations' },
  { value: 'time', label: 'by time' },
];
const PACES: readonly { readonly value: Pace; readonly label: string }[] = [
  { value: 'even', label: 'even clock' },
  { value: 'logarithmic', label: 'logarithmic clock' },
];
const SPEEDS = [0.25, 0.5, 1, 2, 4];

/** The slider's steps. */
const FINE = 1000;

/** The clock of a race: play, step, scrub, how fast, and along what. */
export class RaceTransport {
  readonly element: HTMLElement;
  readonly options: HTMLElement;
  readonly #slider = element('input', {
    type: 'range',
    min: '0',
    max: String(FINE),
    step: '1',
    'aria-label': 'Moment of the race',
  });
  readonly #text = element('output', { class: 'k' });
  readonly #play;
  readonly #back;
  readonly #forward;
  readonly #axis;
  readonly #pace;
  readonly #speed;

  constructor(actions: TransportActions) {
    this.#play = button('Race (Space)', actions.togglePlay, { icon: 'play' });
    this.#back = [
      button('Start line (Home)', () => actions.seek(0), { icon: 'first' }),
      button('Step back (←)', () => actions.step(-1), { icon: 'back' }),
    ];
    this.#forward = [
      button('Step forward (→)', () => actions.step(1), { icon: 'forward' }),
      button('Finish (End)', () => actions.seek(1), { icon: 'last' }),
    ];
    this.#slider.addEventListener('input', () => actions.seek(this.#slider.valueAsNumber / FINE));
    this.#axis = dropdown('Race by', (value) => actions.raceBy(value as RaceAxis));
    this.#pace = dropdown('Clock', (value) => actions.pace(value as Pace));
    this.#speed = dropdown('Speed', (value) => actions.speed(Number(value)));
    const buttons = [...this.#back, this.#play, ...this.#forward].map((each) => each.element);
    this.element = element(
      'div',
      { class: 'timeline', role: 'group', 'aria-label': 'Clock of the race' },
      element('div', { class: 'transport' }, ...buttons),
      this.#slider,
      this.#text,
    );
    this.options = element(
      'div',
      { class: 'race-options' },
      this.#axis.element,
      this.#pace.element,
      this.#speed.element,
    );
  }

  draw({ axis, pace, speed, share, place, end, playing, empty }: TransportState): void {
    this.#slider.valueAsNumber = Math.round(share * FINE);
    this.#slider.disabled = empty;
    this.#slider.style.setProperty('--share', String(share));
    const moment = momentText(axis, place, end);
    this.#slider.setAttribute('aria-valuetext', moment);
    setText(this.#text, empty ? '' : moment);
    this.#play.setIcon(playing ? 'pause' : 'play', playing ? 'Pause (Space)' : 'Race (Space)');
    this.#play.setEnabled(!empty);
    for (const each of this.#back) each.setEnabled(!empty && share > 0);
    for (const each of this.#forward) each.setEnabled(!empty && share < 1);
    this.#axis.setChoices(AXES, axis);
    this.#pace.setChoices(PACES, pace);
    this.#speed.setChoices(
      SPEEDS.map((each) => ({ value: String(each), label: `${formatNumber(each)}× speed` })),
      String(speed),
    );
  }
}

/** A moment of a race in words: "k = 12 of 400", "1.2 of 3.4 ms". */
export function momentText(axis: RaceAxis, place: number, end: number): string {
  if (axis === 'iteration') return `k = ${Math.floor(place)} of ${end}`;
  if (axis === 'evaluations') return `${Math.floor(place)} of ${end} evaluations`;
  return `${formatSeconds(place, 3, end)} of ${formatSeconds(end)}`;
}
