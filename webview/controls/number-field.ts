import { numberText } from '../../src/core/run/number-text.ts';
import { element } from '../ui/dom.ts';

/** A number that is typed. */
export interface NumberField {
  readonly element: HTMLInputElement;
  /** Shows a value, unless the user is typing. */
  show(value: number | undefined): void;
}

/** What stands for no bound at all, and what is read as it. */
const INFINITY = '∞';
const INFINITIES = new Set(['∞', 'inf', 'infinity', 'none']);

/**
 * @param label Its name; not shown.
 * @param empty What stands there while there is no value, and is told when the field is emptied; absent: it cannot be emptied.
 * @param change is told a number, also one that makes no sense for what it is: whoever takes it says so.
 */
export function numberField(
  label: string,
  change: (value: number | undefined) => void,
  empty?: string,
): NumberField {
  const made = element('input', {
    ...{ type: 'text', class: 'number-field', 'aria-label': label },
    ...{ autocomplete: 'off', spellcheck: 'false', placeholder: empty },
  });
  let known: number | undefined;
  const write = () => {
    made.value = known === undefined ? '' : known === Number.POSITIVE_INFINITY ? INFINITY : numberText(known);
    made.removeAttribute('aria-invalid');
  };
  const commit = () => {
    const text = made.value.trim().toLowerCase();
    const value = text === '' ? undefined : INFINITIES.has(text) ? Number.POSITIVE_INFINITY : Number(text);
    if (Object.is(value, known)) return write();
    if (Number.isNaN(value) || (value === undefined && empty === undefined))
      return made.setAttribute('aria-invalid', 'true');
    known = value;
    write();
    change(value);
  };
  made.addEventListener('change', commit);
  made.addEventListener('blur', write);
  made.addEventListener('keydown', (event) => {
    // What is typed is not for the page.
    if (event.key !== 'Escape' || made.value === '') event.stopPropagation();
    if (event.key === 'Escape') write();
  });
  return {
    element: made,
    show(value) {
      if (Object.is(value, known) && made.getAttribute('aria-invalid') === null) return;
      known = value;
      if (document.activeElement !== made) write();
      else if (Number(made.value) !== value) write();
    },
  };
}
