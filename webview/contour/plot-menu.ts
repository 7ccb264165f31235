// A chunk of its own, loaded when the menu is first opened.
import { isCurve } from '../../src/core/sampling/plane.ts';
import { type Model, wantedWindow } from '../model.ts';
import { checkbox, dropdown } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { type LevelScale, type PlotOptions, plotOptions } from './plot-options.ts';

const SCALES: readonly { readonly value: LevelScale; readonly label: string }[] = [
  { value: 'automatic', label: 'Automatic' },
  { value: 'linear', label: 'Linear' },
  { value: 'logarithmic', label: 'Logarithmic' },
  { value: 'quantile', label: 'Quantiles' },
];

type Flag = 'filled' | 'labels' | 'gradient' | 'tangent' | 'field' | 'evaluations' | 'direction';

/** What can be ticked, and where it makes sense. */
const FLAGS: readonly {
  readonly name: Flag;
  readonly label: string;
  readonly of: 'plane' | 'curve' | 'both';
}[] = [
  { name: 'filled', label: 'Filled bands', of: 'plane' },
  { name: 'labels', label: 'Labels on levels', of: 'plane' },
  { name: 'gradient', label: 'Gradient with components', of: 'plane' },
  { name: 'tangent', label: 'Tangent', of: 'curve' },
  { name: 'field', label: 'Field of gradients', of: 'plane' },
  { name: 'evaluations', label: 'Evaluations of f, ∇f, ∇²f', of: 'both' },
  { name: 'direction', label: 'Directional derivative', of: 'plane' },
];

/** The controls of the picture: how levels are drawn, and what is drawn besides. */
export class PlotMenu {
  readonly element: HTMLElement;
  readonly #scale;
  readonly #levels;
  readonly #boxes;
  readonly #angle = element('input', {
    type: 'range',
    min: '0',
    max: '359',
    'aria-label': 'Direction in degrees',
  });
  readonly #degrees = element('output');
  readonly #angleRow = element('div', { class: 'row' }, this.#angle, this.#degrees);

  constructor(change: (options: Partial<PlotOptions>) => void) {
    this.#scale = dropdown('Spacing of levels', (value) => change({ scale: value as LevelScale }));
    this.#levels = element('div', { class: 'row' }, element('span', {}, 'Levels'), this.#scale.element);
    this.#boxes = FLAGS.map((flag) => ({
      ...flag,
      box: checkbox(flag.label, (checked) => change({ [flag.name]: checked })),
    }));
    this.#angle.addEventListener('input', () => change({ angle: this.#angle.valueAsNumber }));
    this.element = element(
      'div',
      { class: 'options' },
      this.#levels,
      ...this.#boxes.map(({ box }) => box.element),
      this.#angleRow,
    );
  }

  draw(model: Model): void {
    const options = plotOptions(model);
    const window = wantedWindow(model);
    const curve = window !== undefined && isCurve(window);
    this.#scale.setChoices(SCALES, options.scale);
    this.#levels.classList.toggle('is-gone', curve);
    for (const { name, of, box } of this.#boxes) {
      box.element.classList.toggle('is-gone', of === (curve ? 'plane' : 'curve'));
      box.setChecked(options[name]);
    }
    this.#angleRow.classList.toggle('is-gone', curve || !options.direction);
    this.#angle.value = String(options.angle);
    this.#angle.style.setProperty('--share', String(options.angle / 359));
    setText(this.#degrees, `${options.angle}°`);
  }
}
