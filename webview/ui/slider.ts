import { numberText } from '../../src/core/run/number-text.ts';
import { element } from './dom.ts';

/** A slider over a quantity that spans many powers of ten. */
export interface LogSlider {
  readonly element: HTMLInputElement;
  /** Shows a value, unless the user is moving the slider. */
  setValue(value: number): void;
}

/** Steps of a power of ten; about as fine as the digits that are kept. */
const STEPS = 50;
const DIGITS = 3;
/** The usual range in powers of ten; it grows for values outside. */
const RANGE = [-6, 1] as const;

/** What a slider shows that is not of the usual kind. */
export interface LogSliderOptions {
  /** Its ends in powers of ten, which values outside do not move; the usual range, which grows, if absent. */
  readonly range?: readonly [low: number, high: number];
  /** Whether only whole numbers are chosen. */
  readonly whole?: boolean;
}

/**
 * @param label Its name; not shown.
 * @param change is told every value on the way, at most one per frame.
 */
export function logSlider(
  label: string,
  change: (value: number) => void,
  { range, whole = false }: LogSliderOptions = {},
): LogSlider {
  const made = element('input', { type: 'range', 'aria-label': label });
  let held = false;
  let known = Number.NaN;
  let frame = 0;
  const setRange = (power: number) => {
    if (range) {
      made.min = String(range[0] * STEPS);
      made.max = String(range[1] * STEPS);
      return;
    }
    made.min = String(Math.min(RANGE[0], Math.floor(power) - 1) * STEPS);
    made.max = String(Math.max(RANGE[1], Math.ceil(power) + 1) * STEPS);
  };
  const show = (value: number) => {
    const share = (made.valueAsNumber - Number(made.min)) / (Number(made.max) - Number(made.min));
    made.style.setProperty('--share', String(share));
    made.setAttribute('aria-valuetext', numberText(value));
  };
  const current = () => {
    const value = Number((10 ** (made.valueAsNumber / STEPS)).toPrecision(DIGITS));
    return whole ? Math.round(value) : value;
  };
  setRange(-2);
  made.addEventListener('pointerdown', () => {
    held = true;
  });
  for (const type of ['pointerup', 'pointercancel', 'change'] as const)
    made.addEventListener(type, () => {
      held = false;
    });
  made.addEventListener('input', () => {
    show(current());
    cancelAnimationFrame(frame);
    const value = current();
    frame = requestAnimationFrame(() => change(value));
  });
  return {
    element: made,
    setValue(value) {
      // What the user has chosen stays until the answer to it comes.
      if (held || !(value > 0) || value === known) return;
      known = value;
      const power = Math.log10(value);
      if (power * STEPS < Number(made.min) || power * STEPS > Number(made.max)) setRange(power);
      const place = Math.round(power * STEPS);
      if (made.valueAsNumber !== place) made.valueAsNumber = place;
      show(value);
    },
  };
}
