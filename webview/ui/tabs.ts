import { element } from './dom.ts';

/** One of several views, of which one is shown. */
export interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: string;
  /** Several tabs may share a panel that shows itself differently. */
  readonly panel: HTMLElement;
}

/** Where a row goes on, so many pixels fade out. */
const FADE = 28;

/** A row of tabs over their panels: arrows, Home and End move between them, as in the ARIA pattern. */
export class Tabs<Name extends string> {
  readonly element: HTMLElement;
  readonly #tabs: readonly Tab<Name>[];
  readonly #buttons: readonly HTMLButtonElement[];
  #chosen: Name | undefined;

  /** @param choose is told which tab the user has chosen; {@link show} then shows it. */
  constructor(label: string, tabs: readonly Tab<Name>[], choose: (name: Name) => void) {
    this.#tabs = tabs;
    this.#buttons = tabs.map(({ name, label: text, panel }) => {
      panel.id ||= `panel-${name}`;
      panel.setAttribute('role', 'tabpanel');
      const button = element(
        'button',
        { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': panel.id },
        text,
      );
      button.addEventListener('click', () => choose(name));
      // A click leaves the focus where it is: the arrows go on moving the time line.
      button.addEventListener('mousedown', (event) => event.preventDefault());
      return button;
    });
    this.element = element('div', { class: 'tabs', role: 'tablist', 'aria-label': label }, ...this.#buttons);
    this.element.addEventListener('scroll', () => this.#markEnds(), { passive: true });
    new ResizeObserver(() => {
      this.#reveal();
      this.#markEnds();
    }).observe(this.element);
    this.element.addEventListener('keydown', (event) => {
      const at = tabs.findIndex(({ name }) => name === this.#chosen);
      const to = KEYS[event.key]?.(at, tabs.length);
      if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      choose((tabs[to] as Tab<Name>).name);
      this.#buttons[to]?.focus();
    });
  }

  /** The panels, each once, of which all but one are hidden. */
  get panels(): readonly HTMLElement[] {
    return [...new Set(this.#tabs.map(({ panel }) => panel))];
  }

  show(chosen: Name): void {
    if (chosen === this.#chosen) return;
    this.#chosen = chosen;
    const shown = this.#tabs.find(({ name }) => name === chosen)?.panel;
    this.#tabs.forEach(({ name, panel }, index) => {
      const button = this.#buttons[index] as HTMLButtonElement;
      button.setAttribute('aria-selected', String(name === chosen));
      button.tabIndex = name === chosen ? 0 : -1;
      panel.classList.toggle('is-gone', panel !== shown);
      if (name === chosen) panel.setAttribute('aria-labelledby', button.id);
    });
    this.#reveal();
  }

  /** Moves the row, where it is wider than the page, until the chosen tab is in sight. */
  #reveal(): void {
    const chosen = this.#buttons[this.#tabs.findIndex(({ name }) => name === this.#chosen)];
    if (!chosen) return;
    const { scrollLeft, clientWidth, offsetLeft } = this.element;
    const left = chosen.offsetLeft - offsetLeft;
    const least = left + chosen.offsetWidth + FADE - clientWidth;
    const next = Math.min(Math.max(scrollLeft, least), Math.max(0, left - FADE));
    if (next !== scrollLeft) this.element.scrollLeft = next;
  }

  /** Says by a fading end that the row goes on. */
  #markEnds(): void {
    const { scrollLeft, clientWidth, scrollWidth, classList } = this.element;
    classList.toggle('goes-left', scrollLeft > 1);
    classList.toggle('goes-right', scrollLeft + clientWidth < scrollWidth - 1);
  }
}

const KEYS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowLeft: (at, count) => (at + count - 1) % count,
  ArrowRight: (at, count) => (at + 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};
