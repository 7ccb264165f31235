import { button } from './controls.ts';
import { element } from './dom.ts';

/** A quiet button with a panel of controls that it opens and closes. */
export interface Popover {
  readonly element: HTMLElement;
}

/**
 * @param fill makes the panel's contents when it is first opened.
 * @param opened is called each time it has been opened, once it has its contents.
 */
export function popover(
  label: string,
  fill: () => Promise<HTMLElement>,
  opened: () => void = () => undefined,
): Popover {
  const panel = element('div', {
    class: 'popover-panel is-gone',
    role: 'group',
    'aria-label': label,
  });
  let filled: Promise<void> | undefined;
  const show = (open: boolean) => {
    panel.classList.toggle('is-gone', !open);
    toggle.setExpanded(open);
    if (!open) return;
    filled ??= fill().then((content) => panel.append(content));
    void filled.then(opened);
  };
  const isOpen = () => !panel.classList.contains('is-gone');
  const toggle = button(label, () => show(!isOpen()));
  toggle.element.classList.add('popover-button');
  toggle.setExpanded(false);
  const root = element('div', { class: 'popover' }, toggle.element, panel);
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !isOpen() || event.defaultPrevented) return;
    event.stopPropagation();
    show(false);
    toggle.element.focus();
  });
  // Who goes on with the keyboard leaves nothing open behind.
  root.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !root.contains(relatedTarget) && isOpen()) show(false);
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !root.contains(target) && isOpen()) show(false);
  });
  return { element: root };
}
