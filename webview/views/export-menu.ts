import type { ExportMessage } from '../../src/protocol/page.ts';
import type { Exportable } from '../exports/exportable.ts';
import { button, checkbox } from '../ui/controls.ts';
import { element } from '../ui/dom.ts';

type Format = Exclude<ExportMessage['format'], 'webm'>;

const LABELS: Readonly<Partial<Record<Format, string>>> = { gd: '.gd', tex: 'LaTeX' };

/** What the menu asks of the page. */
export interface ExportActions {
  /** The views on screen, by their labels: the large one first. */
  views(): readonly { readonly label: string; readonly source: Exportable }[];
  /** @param light asks for a light background, as on paper. */
  view(label: string, format: Exclude<Format, 'gd'>, to: ExportMessage['to'], light: boolean): void;
  runs(format: 'csv' | 'json', to: ExportMessage['to']): void;
  experiment(to: ExportMessage['to']): void;
}

/** A button with what can be saved or copied: a row for each view and for the runs. Escape, or a click elsewhere, closes it. */
export class ExportMenu {
  readonly element: HTMLElement;
  readonly #actions: ExportActions;
  readonly #rows = element('div', { class: 'rows' });
  readonly #panel = element('div', {
    class: 'menu is-gone',
    role: 'group',
    'aria-label': 'Export',
    id: 'export-menu',
  });
  readonly #button;
  #light = true;
  #copies = false;

  constructor(actions: ExportActions) {
    this.#actions = actions;
    this.#button = button('Export', () => this.#show(this.#panel.classList.contains('is-gone')), {
      icon: 'export',
    });
    this.#button.setExpanded(false);
    const light = checkbox('Figures on white, for print', (checked) => {
      this.#light = checked;
    });
    light.setChecked(true);
    const copies = checkbox('Copy instead of saving', (checked) => {
      this.#copies = checked;
    });
    this.#panel.append(this.#rows, light.element, copies.element);
    this.element = element('div', { class: 'export' }, this.#button.element, this.#panel);
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#panel.classList.contains('is-gone')) return;
      event.stopPropagation();
      this.#show(false);
      this.#button.element.focus();
    });
    // Who goes on with the keyboard leaves nothing open behind.
    this.element.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !this.element.contains(relatedTarget)) this.#show(false);
    });
    document.addEventListener('pointerdown', ({ target }) => {
      if (target instanceof Node && !this.element.contains(target)) this.#show(false);
    });
  }

  setEnabled(enabled: boolean): void {
    this.#button.setEnabled(enabled);
    if (!enabled) this.#show(false);
  }

  /** Offers anew, where the menu is open, what can be had; the focus stays on its button. */
  refresh(): void {
    if (this.#panel.classList.contains('is-gone')) return;
    const label = document.activeElement?.getAttribute('aria-label');
    this.#fill();
    if (label) this.#rows.querySelector<HTMLElement>(`[aria-label="${CSS.escape(label)}"]`)?.focus();
  }

  #show(open: boolean): void {
    if (open) this.#fill();
    this.#panel.classList.toggle('is-gone', !open);
    this.#button.setExpanded(open);
  }

  /** What can be had of what is on screen now. */
  #fill(): void {
    const { views, view, runs, experiment } = this.#actions;
    const rows = views().map(({ label, source }) =>
      this.#makeRow(label, formatsOf(source), (format) => {
        if (format !== 'gd') view(label, format, this.#to, this.#light);
      }),
    );
    rows.push(
      this.#makeRow('Runs', ['csv', 'json'], (format) => {
        if (format === 'csv' || format === 'json') runs(format, this.#to);
      }),
      this.#makeRow('Experiment', ['gd'], () => experiment(this.#to)),
    );
    this.#rows.replaceChildren(...rows);
  }

  get #to(): ExportMessage['to'] {
    return this.#copies ? 'clipboard' : 'file';
  }

  #makeRow(label: string, formats: readonly Format[], take: (format: Format) => void): HTMLElement {
    const buttons = formats.map((format) => {
      const text = LABELS[format] ?? format.toUpperCase();
      const made = button(text, () => {
        this.#show(false);
        this.#button.element.focus();
        take(format);
      }).element;
      made.setAttribute('aria-label', `${label} as ${text}`);
      return made;
    });
    return element('div', { class: 'item' }, element('span', {}, label), ...buttons);
  }
}

function formatsOf(source: Exportable): Format[] {
  const found: Format[] = [];
  if (source.figure) found.push('svg');
  if (source.figure || source.pixels) found.push('png');
  if (source.tex) found.push('tex');
  if (source.data) found.push('csv', 'json');
  return found;
}
