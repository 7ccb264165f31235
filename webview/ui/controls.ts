// The only file that knows the component toolkit, which is no longer developed.
import {
  type Button,
  type Checkbox,
  type Dropdown,
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
} from '@vscode/webview-ui-toolkit';
import { type IconName, icon } from './icons.ts';

provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeCheckbox(), vsCodeDropdown(), vsCodeOption());

/** A button: with an icon alone it is quiet, and its label is a tooltip. */
export interface ButtonControl {
  readonly element: HTMLElement;
  setEnabled(enabled: boolean): void;
  /** Says whether what the button opens is open; call it once with `false` where it opens something. */
  setExpanded(open: boolean): void;
  /** Shows another icon under another label. */
  setIcon(name: IconName, label: string): void;
}

/** @param options `icon` shows that instead of the label; `primary` marks the one thing to do. */
export function button(
  label: string,
  press: () => void,
  options: { readonly icon?: IconName; readonly primary?: boolean } = {},
): ButtonControl {
  const made = document.createElement('vscode-button') as Button;
  const setIcon = (name: IconName, text: string) => {
    if (made.getAttribute('aria-label') === text) return;
    made.setAttribute('aria-label', text);
    made.title = text;
    made.replaceChildren(icon(name));
  };
  if (options.icon) {
    made.setAttribute('appearance', 'icon');
    setIcon(options.icon, label);
  } else {
    made.setAttribute('appearance', options.primary ? 'primary' : 'secondary');
    made.textContent = label;
  }
  made.addEventListener('click', () => {
    if (!made.disabled) press();
  });
  let isOpen = false;
  // The toolkit hands this attribute on to the button inside only where its template knows it, which it does not.
  const expand = () =>
    made.shadowRoot?.querySelector('button')?.setAttribute('aria-expanded', String(isOpen));
  return {
    element: made,
    setEnabled(enabled) {
      made.disabled = !enabled;
    },
    setExpanded(open) {
      isOpen = open;
      expand();
      // The button inside is there once this one is connected.
      queueMicrotask(expand);
    },
    setIcon,
  };
}

/** A box to tick. */
export interface CheckboxControl {
  readonly element: HTMLElement;
  setChecked(checked: boolean): void;
  /** Changes what stands in for its label. */
  setName(name: string): void;
}

/** @param label Its name, shown beside the box unless it is empty and `name` stands in for it. */
export function checkbox(label: string, change: (checked: boolean) => void, name?: string): CheckboxControl {
  const made = document.createElement('vscode-checkbox') as Checkbox;
  made.textContent = label;
  let known = false;
  let named = name;
  const rename = () => {
    if (named && made.getAttribute('aria-label') !== named) made.setAttribute('aria-label', named);
  };
  rename();
  // Whenever a box without a text is connected, the toolkit names it "Checkbox".
  new MutationObserver(rename).observe(made, { attributeFilter: ['aria-label'] });
  made.addEventListener('change', () => {
    // The toolkit tells of changes by program, too.
    if (made.checked === known) return;
    known = made.checked;
    change(known);
  });
  return {
    element: made,
    setChecked(checked) {
      known = checked;
      if (made.checked !== checked) made.checked = checked;
    },
    setName(next) {
      named = next;
      rename();
    },
  };
}

/** A choice of one among several. */
export interface DropdownControl {
  readonly element: HTMLElement;
  /** Replaces the choices if they differ, and chooses one. */
  setChoices(choices: readonly { readonly value: string; readonly label: string }[], chosen: string): void;
}

/** @param label Its name; not shown. */
export function dropdown(label: string, change: (value: string) => void): DropdownControl {
  const made = document.createElement('vscode-dropdown') as Dropdown;
  made.setAttribute('aria-label', label);
  let known = '';
  let shown = '';
  made.addEventListener('change', () => {
    if (made.value === known) return;
    known = made.value;
    change(known);
  });
  return {
    element: made,
    setChoices(choices, chosen) {
      known = chosen;
      const key = JSON.stringify(choices);
      if (key !== shown) {
        shown = key;
        made.replaceChildren(
          ...choices.map(({ value, label: text }) => {
            const option = document.createElement('vscode-option');
            option.setAttribute('value', value);
            option.textContent = text;
            return option;
          }),
        );
      }
      // The toolkit learns of new options only after they are connected.
      queueMicrotask(() => {
        if (made.value !== chosen) made.value = chosen;
      });
    },
  };
}
