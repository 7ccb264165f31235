// A chunk of its own, loaded when the menu is first opened.
import type { RaceAxis } from '../../src/core/run/race-places.ts';
import { checkbox, dropdown } from '../ui/controls.ts';
import { element } from '../ui/dom.ts';
import { AXES } from './data.ts';
import type { ConvergenceOptions } from './options.ts';

/** The controls of both axes. */
export class ConvergenceMenu {
  readonly element: HTMLElement;
  readonly #axis;
  readonly #boxes;

  constructor(change: (options: Partial<ConvergenceOptions>) => void) {
    this.#axis = dropdown('Against', (value) => change({ axis: value as RaceAxis }));
    this.#boxes = {
      upwards: checkbox('Logarithmic upwards', (logarithmic) => change({ logarithmic })),
      along: checkbox('Logarithmic to the right', (logarithmicAxis) => change({ logarithmicAxis })),
      bands: checkbox('Bands over seeds and starts', (bands) => change({ bands })),
    };
    this.element = element(
      'div',
      { class: 'options' },
      element('div', { class: 'row' }, element('span', {}, 'Against'), this.#axis.element),
      ...Object.values(this.#boxes).map((box) => box.element),
    );
  }

  /** @param logarithmic whether the values are on a logarithmic scale now. @param groups whether there are runs that make a band. */
  draw({ axis, logarithmicAxis, bands }: ConvergenceOptions, logarithmic: boolean, groups: boolean): void {
    this.#axis.setChoices(AXES, axis);
    this.#boxes.upwards.setChecked(logarithmic);
    this.#boxes.along.setChecked(logarithmicAxis);
    this.#boxes.bands.setChecked(bands);
    this.#boxes.bands.element.classList.toggle('is-gone', !groups);
  }
}
