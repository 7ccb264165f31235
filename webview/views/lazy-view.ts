import type { Exportable } from '../exports/exportable.ts';
import type { Model } from '../model.ts';
import type { PageTheme } from '../theme.ts';
import { element } from '../ui/dom.ts';
import type { View } from './view.ts';

const FAILED = 'This view could not be loaded; reload the window to try again.';

/** A view that is loaded when it is first drawn. */
export class LazyView implements View {
  readonly element = element('div', { class: 'lazy' });
  readonly #load: () => Promise<View>;
  readonly #tell: () => void;
  #view: View | 'loading' | undefined;
  #latest: readonly [Model, PageTheme] | undefined;

  /** @param loaded is told when the view has been loaded and drawn. */
  constructor(load: () => Promise<View>, loaded: () => void) {
    this.#load = load;
    this.#tell = loaded;
  }

  draw(model: Model, theme: PageTheme): void {
    this.#latest = [model, theme];
    if (this.#view === undefined) void this.#begin();
    else if (this.#view !== 'loading') this.#view.draw(model, theme);
  }

  get transport(): View['transport'] {
    return this.#loaded?.transport;
  }

  /** The view itself, once it is loaded. */
  get exported(): Exportable {
    return this.#loaded ?? {};
  }

  get #loaded(): View | undefined {
    return this.#view === 'loading' ? undefined : this.#view;
  }

  async #begin(): Promise<void> {
    this.#view = 'loading';
    try {
      const view = await this.#load();
      this.#view = view;
      this.element.replaceChildren(view.element);
      if (this.#latest) view.draw(...this.#latest);
      this.#tell();
    } catch (error) {
      console.warn('A view could not be loaded:', error);
      this.#view = undefined;
      this.element.replaceChildren(element('p', { class: 'empty', role: 'alert' }, FAILED));
    }
  }
}
