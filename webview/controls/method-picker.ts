import type { Catalogue, CatalogueMethod } from '../../src/core/catalogue/catalogue.ts';
import { element } from '../ui/dom.ts';

/** By the derivatives that the methods ask for. */
const GROUPS = [
  { order: 1, label: 'First order: gradients' },
  { order: 2, label: 'Second order: curvature' },
  { order: 0, label: 'Values of f alone' },
] as const;

let made = 0;

/** A list of all methods in groups, with a field above that finds one by its name: the combobox of the ARIA pattern, always open. */
export class MethodPicker {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #options: readonly { readonly method: CatalogueMethod; readonly element: HTMLElement }[];
  readonly #groups: readonly HTMLElement[];
  readonly #none = element('p', { class: 'note is-gone', role: 'status' }, 'No method of that name.');
  readonly #choose: (method: string) => void;
  #active: number | undefined;

  /** @param cancel is called for Escape. */
  constructor(
    { methods }: Pick<Catalogue, 'methods'>,
    label: string,
    choose: (method: string) => void,
    cancel: () => void,
  ) {
    const id = `picker-${++made}`;
    this.#choose = choose;
    this.#options = GROUPS.flatMap(({ order }) =>
      methods
        .filter((method) => method.order === order)
        .map((method) => ({
          method,
          element: element(
            'div',
            { role: 'option', id: `${id}-${method.name}`, class: 'option', 'aria-selected': 'false' },
            element('span', {}, method.title),
            element('code', {}, method.name),
          ),
        })),
    );
    this.#groups = GROUPS.map(({ order, label: title }) =>
      element(
        'div',
        { role: 'group', 'aria-label': title },
        element('p', { class: 'group-title', 'aria-hidden': 'true' }, title),
        ...this.#options.filter(({ method }) => method.order === order).map((option) => option.element),
      ),
    );
    const list = element(
      'div',
      // The field moves through it: it is no stop of its own, though it scrolls.
      { role: 'listbox', id, class: 'options', tabindex: '-1', 'aria-label': label },
      ...this.#groups,
    );
    this.#input = element('input', {
      ...{
        type: 'text',
        role: 'combobox',
        class: 'search',
        placeholder: 'Find a method',
        'aria-label': label,
      },
      ...{ 'aria-controls': id, 'aria-expanded': 'true', 'aria-autocomplete': 'list' },
      ...{ autocomplete: 'off', spellcheck: 'false' },
    });
    this.element = element('div', { class: 'picker' }, this.#input, list, this.#none);
    this.#input.addEventListener('input', () => this.#filter());
    this.#input.addEventListener('keydown', (event) => {
      // The page's own keys are letters of a name here.
      if (event.key !== 'Escape') event.stopPropagation();
      const move = MOVES[event.key];
      if (move) {
        event.preventDefault();
        this.#move(move);
      } else if (event.key === 'Enter' && this.#active !== undefined) {
        event.preventDefault();
        choose((this.#options[this.#active] as { method: CatalogueMethod }).method.name);
      }
    });
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      cancel();
    });
    for (const { method, element: option } of this.#options) {
      option.addEventListener('pointerdown', (event) => event.preventDefault());
      option.addEventListener('click', () => this.#choose(method.name));
    }
    this.#filter();
  }

  /** Empties the field and puts the focus there. */
  open(): void {
    this.#input.value = '';
    this.#filter();
    this.#input.focus();
  }

  #filter(): void {
    const wanted = this.#input.value.trim().toLowerCase();
    this.#options.forEach(({ method, element: option }) => {
      const found = `${method.name} ${method.title}`.toLowerCase().includes(wanted);
      option.classList.toggle('is-gone', !found);
    });
    for (const group of this.#groups)
      group.classList.toggle('is-gone', group.querySelector('.option:not(.is-gone)') === null);
    const first = this.#visible[0];
    this.#none.classList.toggle('is-gone', first !== undefined);
    this.#activate(wanted === '' ? undefined : first);
  }

  get #visible(): number[] {
    return [...this.#options.keys()].filter(
      (at) => !this.#options[at]?.element.classList.contains('is-gone'),
    );
  }

  #move(by: 1 | -1): void {
    const visible = this.#visible;
    if (visible.length === 0) return;
    const at = this.#active === undefined ? -1 : visible.indexOf(this.#active);
    const next = at < 0 ? (by > 0 ? 0 : visible.length - 1) : (at + by + visible.length) % visible.length;
    this.#activate(visible[next]);
  }

  #activate(at: number | undefined): void {
    this.#active = at;
    this.#options.forEach(({ element: option }, index) => {
      option.setAttribute('aria-selected', String(index === at));
    });
    const active = at === undefined ? undefined : this.#options[at]?.element;
    if (active) {
      this.#input.setAttribute('aria-activedescendant', active.id);
      active.scrollIntoView({ block: 'nearest' });
    } else this.#input.removeAttribute('aria-activedescendant');
  }
}

const MOVES: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };
