import type { CatalogueSetting } from '../../src/core/catalogue/catalogue.ts';
import { type SettingScale, shareOf, valueAt } from '../../src/core/catalogue/setting-scale.ts';
import { numberText } from '../../src/core/run/number-text.ts';
import { dropdown } from '../ui/controls.ts';
import { element } from '../ui/dom.ts';
import { parseMathml } from '../ui/mathml.ts';
import { numberField } from './number-field.ts';

type Value = number | string | undefined;

/** A setting with what changes it: a slider and a field for numbers, a list for choices. */
export interface SettingControl {
  readonly element: HTMLElement;
  /** Shows a value; `undefined` is the default. */
  show(value: Value): void;
}

/** Places of a slider. */
const PLACES = 400;

let made = 0;

/**
 * @param owner Whose setting it is, "Adam".
 * @param change is told every value on the way, at most one per frame; `undefined` where the setting is to be chosen by itself.
 */
export function settingControl(
  setting: CatalogueSetting,
  owner: string,
  change: (value: Value) => void,
): SettingControl {
  const { name, symbol, choices, automatic } = setting;
  const label = `${name} of ${owner}`;
  const hint = element('span', { class: 'visually-hidden', id: `setting-${++made}` }, describe(setting));
  const head = element(
    'span',
    { class: 'setting-name', 'aria-hidden': 'true' },
    parseMathml(symbol),
    element('span', {}, name),
  );
  const root = element('div', { class: 'setting', title: describe(setting) }, head, hint);
  const describedBy = (target: HTMLElement) => target.setAttribute('aria-describedby', hint.id);

  const mark = (value: Value) =>
    root.classList.toggle('is-changed', value !== undefined && value !== setting.default);

  if (choices) {
    const list = dropdown(label, (chosen) =>
      change(choices.find(({ value }) => String(value) === chosen)?.value),
    );
    describedBy(list.element);
    root.append(list.element);
    return {
      element: root,
      show: (value) => {
        mark(value);
        list.setChoices(
          choices.map((each) => ({ value: String(each.value), label: each.label })),
          String(value ?? setting.default),
        );
      },
    };
  }

  const slider = setting.scale && scaleSlider(label, setting.scale, (value) => follow(value, 'slider'));
  const field = numberField(`${label}, as a number`, (value) => follow(value, 'field'), automatic && 'auto');
  const usual = typeof setting.default === 'number' ? setting.default : undefined;
  const follow = (value: number | undefined, from: 'slider' | 'field') => {
    mark(value);
    if (from === 'slider') field.show(value);
    else if (value !== undefined) slider?.show(value);
    change(value);
  };
  describedBy(field.element);
  if (slider) {
    describedBy(slider.element);
    root.append(slider.element);
    slider.element.addEventListener('dblclick', () => {
      if (usual === undefined && automatic === undefined) return;
      if (usual !== undefined) slider.show(usual);
      follow(usual, 'slider');
    });
  }
  root.append(field.element);
  return {
    element: root,
    show: (value) => {
      const shown = typeof value === 'number' ? value : usual;
      mark(value);
      field.show(shown);
      slider?.show(shown);
    },
  };
}

function describe({ meaning, range, default: usual, automatic, choices }: CatalogueSetting): string {
  const parts = [meaning, range];
  if (automatic !== undefined) parts.push(`if empty: ${automatic}`);
  else if (usual !== undefined) {
    const chosen = choices?.find(({ value }) => value === usual)?.label;
    parts.push(`default ${chosen ?? written(usual)}`);
  }
  return parts.filter((part) => part !== '').join('; ');
}

function written(value: number | string): string {
  if (typeof value === 'string') return value;
  return value === Number.POSITIVE_INFINITY ? '∞' : numberText(value);
}

/** A slider along a scale. */
export function scaleSlider(label: string, scale: SettingScale, change: (value: number) => void) {
  const input = element('input', {
    ...{ type: 'range', min: '0', max: String(PLACES), step: '1', 'aria-label': label },
  });
  let held = false;
  let frame = 0;
  let known: number | undefined;
  const paint = (value: number | undefined) => {
    input.style.setProperty('--share', String(input.valueAsNumber / PLACES));
    const text =
      value === undefined ? 'automatic' : value === Number.POSITIVE_INFINITY ? 'none' : numberText(value);
    input.setAttribute('aria-valuetext', text);
  };
  input.addEventListener('pointerdown', () => {
    held = true;
  });
  for (const type of ['pointerup', 'pointercancel', 'change'] as const)
    input.addEventListener(type, () => {
      held = false;
    });
  input.addEventListener('input', () => {
    const value = valueAt(scale, input.valueAsNumber / PLACES);
    paint(value);
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => change(value));
  });
  return {
    element: input,
    /** Shows a value, unless the user is moving the slider. */
    show(value: number | undefined) {
      // What the user has chosen stays until the answer to it comes.
      if (held || (Object.is(value, known) && known !== undefined)) return;
      known = value;
      input.valueAsNumber = Math.round(PLACES * (value === undefined ? 0.5 : shareOf(scale, value)));
      paint(value);
    },
  };
}
