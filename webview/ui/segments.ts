import { element } from './dom.ts';

/** A choice of one among a few, all of them in sight. */
export interface SegmentsControl {
  readonly element: HTMLElement;
  /** Replaces the choices if they differ, and chooses one. */
  setChoices(choices: readonly Segment[], chosen: string): void;
}

export interface Segment {
  readonly value: string;
  readonly label: string;
  /** Why it cannot be chosen; absent where it can. */
  readonly unavailable?: string;
}

/** @param label What is chosen; not shown. */
export function segments(label: string, change: (value: string) => void): SegmentsControl {
  const made = element('div', { class: 'segments', role: 'group', 'aria-label': label });
  let shown = '';
  let buttons: HTMLButtonElement[] = [];
  return {
    element: made,
    setChoices(choices, chosen) {
      const key = JSON.stringify(choices);
      if (key !== shown) {
        shown = key;
        buttons = choices.map(({ value, label: text, unavailable }) => {
          const button = element('button', { type: 'button', value, title: unavailable }, text);
          button.disabled = unavailable !== undefined;
          button.addEventListener('click', () => change(value));
          return button;
        });
        made.replaceChildren(...buttons);
      }
      for (const button of buttons) button.setAttribute('aria-pressed', String(button.value === chosen));
    },
  };
}
