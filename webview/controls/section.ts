import { element } from '../ui/dom.ts';

/** Controls under a quiet heading. */
export function section(title: string, ...children: readonly HTMLElement[]): HTMLElement {
  return element(
    'div',
    { class: 'control-section', role: 'group', 'aria-label': title },
    element('h3', {}, title),
    element('div', { class: 'settings-grid' }, ...children),
  );
}
