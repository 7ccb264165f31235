import { coordinateLabel } from '../../src/core/figures/coordinate-label.ts';
import { isOblique } from '../../src/core/sampling/plane.ts';
import { type Model, wantedWindow } from '../model.ts';
import { shownIterate } from '../shown-iterate.ts';
import { button, dropdown } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { type PlaneChoice, planeChoice } from './plane-choice.ts';

const KINDS: readonly { readonly value: PlaneChoice['kind']; readonly label: string }[] = [
  { value: 'coordinates', label: 'Two parameters' },
  { value: 'principal', label: 'Principal plane of the path' },
  { value: 'gradient', label: 'Plane of the gradient' },
  { value: 'random', label: 'Random directions' },
];

/** More parameters than these are named by their number. */
const MOST_LISTED = 200;

/** The choice of a plane. */
export class PlaneMenu {
  readonly element: HTMLElement;
  readonly #choose: (choice: PlaneChoice) => void;
  readonly #kind = dropdown('Plane', (kind) => this.#chooseKind(kind as PlaneChoice['kind']));
  readonly #sides = (['To the right', 'Upwards'] as const).map((label, side) => {
    const list = dropdown(label, (value) => this.#chooseCoordinate(side, Number(value)));
    const number = element('input', {
      type: 'number',
      min: '1',
      'aria-label': `${label}, number of the parameter`,
    });
    number.addEventListener('change', () => this.#chooseCoordinate(side, number.valueAsNumber - 1));
    const row = element('div', { class: 'row' }, element('span', {}, label), list.element, number);
    return { list, number, row };
  });
  readonly #again = button('Other directions', () => this.#chooseKind('random'));
  readonly #here = button('Through the iterate shown', () => this.#chooseKind('gradient'));
  readonly #note = element('p', { class: 'note' });
  #model: Model | undefined;

  constructor(choose: (choice: PlaneChoice) => void) {
    this.#choose = choose;
    this.element = element(
      'div',
      { class: 'options planes' },
      this.#kind.element,
      ...this.#sides.map(({ row }) => row),
      this.#again.element,
      this.#here.element,
      this.#note,
    );
  }

  draw(model: Model): void {
    this.#model = model;
    const names = model.objective?.coordinates ?? [];
    const choice = this.#current(model);
    this.#kind.setChoices(KINDS, choice.kind);
    const listed = names.length <= MOST_LISTED;
    const choices = names.map((name, at) => ({ value: String(at), label: coordinateLabel(name) }));
    this.#sides.forEach(({ list, number, row }, side) => {
      row.classList.toggle('is-gone', choice.kind !== 'coordinates');
      list.element.classList.toggle('is-gone', !listed);
      number.classList.toggle('is-gone', listed);
      if (choice.kind !== 'coordinates') return;
      const at = choice.coordinates[side] as number;
      if (listed) list.setChoices(choices, String(at));
      number.max = String(names.length);
      if (document.activeElement !== number) number.value = String(at + 1);
    });
    this.#again.element.classList.toggle('is-gone', choice.kind !== 'random');
    this.#here.element.classList.toggle('is-gone', choice.kind !== 'gradient');
    setText(this.#note, noteOf(choice));
  }

  /** What is chosen; the plane that the experiment shows is one of two parameters. */
  #current(model: Model): PlaneChoice {
    const window = wantedWindow(model);
    const shown = window && !isOblique(window) ? window.coordinates : ([0, 1] as const);
    return planeChoice(model) ?? { kind: 'coordinates', coordinates: shown };
  }

  #chooseKind(kind: PlaneChoice['kind']): void {
    if (!this.#model) return;
    const before = this.#current(this.#model);
    const place = shownIterate(this.#model);
    const run = place?.run ?? 0;
    if (kind === 'coordinates') this.#choose({ kind, coordinates: [0, 1] });
    else if (kind === 'random') this.#choose({ kind, seed: before.kind === 'random' ? before.seed + 1 : 1 });
    else if (kind === 'principal') this.#choose({ kind, run });
    else this.#choose({ kind, run, iteration: place?.iteration ?? 0 });
  }

  #chooseCoordinate(side: number, at: number): void {
    const size = this.#model?.objective?.coordinates.length ?? 0;
    if (!this.#model || !Number.isInteger(at) || at < 0 || at >= size) return;
    const before = this.#current(this.#model);
    const [right, up] = before.kind === 'coordinates' ? before.coordinates : [0, 1];
    const next = side === 0 ? ([at, up] as const) : ([right, at] as const);
    // The same parameter on both axes is no plane: the two change places.
    this.#choose({ kind: 'coordinates', coordinates: next[0] === next[1] ? [up, right] : next });
  }
}

function noteOf(choice: PlaneChoice): string {
  switch (choice.kind) {
    case 'coordinates':
      return 'Through the end of the best run.';
    case 'random':
      return `Through the end of the best run, seed ${choice.seed}.`;
    case 'gradient':
      return `Through iterate ${choice.iteration}, along the gradient there and its change along itself.`;
    case 'principal':
      return 'Through the end of the path, along the two directions in which it extends most.';
  }
}
