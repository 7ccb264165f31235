import type { ExportMessage } from '../../src/protocol/page.ts';
import { button, checkbox } from '../ui/controls.ts';
import { element } from '../ui/dom.ts';

/** What can be taken out of the page. */
const CHOICES: readonly {
  readonly label: string;
  readonly format: ExportMessage['format'];
  readonly copies: boolean;
}[] = [
  { label: 'Picture, SVG', format: 'svg', copies: true },
  { label: 'Picture, PNG', format: 'png', copies: false },
  { label: 'Runs, CSV', format: 'csv', copies: true },
  { label: 'Runs, JSON', format: 'json', copies: true },
];

/** A button with what can be saved or copied; Escape, or a click elsewhere, closes it. */
export class ExportMenu {
  readonly element: HTMLElement;
  readonly #panel = element('div', {
    class: 'menu is-gone',
    role: 'group',
    'aria-label': 'Export',
    id: 'export-menu',
  });
  readonly #button;
  #light = true;

  /** @param take is told what to put where; `light` asks for a light background, as on paper. */
  constructor(take: (format: ExportMessage['format'], to: ExportMessage['to'], light: boolean) => void) {
    this.#button = button('Export', () => this.#show(this.#panel.classList.contains('is-gone')), {
      icon: 'export',
    });
    this.#button.element.setAttribute('aria-expanded', 'false');
    this.#button.element.setAttribute('aria-controls', this.#panel.id);
    const act = (format: ExportMessage['format'], to: ExportMessage['to']) => {
      this.#show(false);
      this.#button.element.focus();
      take(format, to, this.#light);
    };
    const light = checkbox('Pictures on white, for print', (checked) => {
      this.#light = checked;
    });
    light.setChecked(true);
    this.#panel.append(
      ...CHOICES.map(({ label, format, copies }) => {
        const save = button('Save …', () => act(format, 'file'));
        save.element.setAttribute('aria-label', `Save: ${label}`);
        const copy = button('Copy', () => act(format, 'clipboard'));
        copy.element.setAttribute('aria-label', `Copy: ${label}`);
        return element(
          'div',
          { class: 'item' },
          element('span', {}, label),
          copies ? copy.element : undefined,
          save.element,
        );
      }),
      light.element,
    );
    this.element = element('div', { class: 'export' }, this.#button.element, this.#panel);
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#panel.classList.contains('is-gone')) return;
      event.stopPropagation();
      this.#show(false);
      this.#button.element.focus();
    });
    document.addEventListener('pointerdown', ({ target }) => {
      if (target instanceof Node && !this.element.contains(target)) this.#show(false);
    });
  }

  setEnabled(enabled: boolean): void {
    this.#button.setEnabled(enabled);
    if (!enabled) this.#show(false);
  }

  #show(open: boolean): void {
    this.#panel.classList.toggle('is-gone', !open);
    this.#button.element.setAttribute('aria-expanded', String(open));
  }
}
