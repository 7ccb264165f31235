import type { PageChange } from '../src/protocol/page.ts';
import type { MethodPicker, RunControls, StopControls } from './controls/controls.ts';
import { openPanels, withPanelToggled } from './controls/open-panels.ts';
import type { Model } from './model.ts';
import type { Store } from './store.ts';
import { element, setText } from './ui/dom.ts';

/** What is loaded with the first controls. */
interface Loaded {
  readonly module: typeof import('./controls/controls.ts');
  readonly catalogue: Awaited<ReturnType<typeof import('./controls/controls.ts')['readCatalogue']>>;
}

const FAILED = 'The controls could not be loaded; run the experiment again, or reload the window.';

/** The controls of methods, of the stop rule, and the list of methods to add: loaded when one of them is first opened. */
export class ControlsHost {
  /** When the runs end; empty until it is opened. */
  readonly stop = element('div', { class: 'stop-place is-gone' });
  /** The methods to add; empty until it is opened. */
  readonly picker = element('div', { class: 'picker-place is-gone' });
  readonly #store: Store<Model>;
  readonly #adjust: (change: PageChange) => void;
  readonly #panels = new Map<number, { readonly element: HTMLElement; controls?: RunControls }>();
  #loaded: Loaded | 'loading' | undefined;
  #stopControls: StopControls | undefined;
  #methodPicker: MethodPicker | undefined;
  #closePicker: () => void = () => undefined;

  constructor(store: Store<Model>, adjust: (change: PageChange) => void) {
    this.#store = store;
    this.#adjust = adjust;
  }

  /** The place for the controls of a method, by its place in the experiment. */
  panel(group: number): HTMLElement {
    let panel = this.#panels.get(group);
    if (!panel) {
      panel = { element: element('div', { class: 'controls-panel' }) };
      this.#panels.set(group, panel);
    }
    return panel.element;
  }

  isOpen(model: Model, group: number): boolean {
    return openPanels(model).includes(group);
  }

  /** Opens or closes the controls of a method. */
  toggle(group: number): void {
    this.#store.set(withPanelToggled(this.#store.get(), group));
  }

  toggleStop(): boolean {
    const open = this.stop.classList.toggle('is-gone') === false;
    this.draw(this.#store.get());
    return open;
  }

  /** @param closed is called when the list closes by itself. */
  togglePicker(closed: () => void): boolean {
    this.#closePicker = closed;
    const open = this.picker.classList.toggle('is-gone') === false;
    this.draw(this.#store.get());
    if (open) this.#methodPicker?.open();
    return open;
  }

  draw(model: Model): void {
    const groups = model.plan?.groups ?? [];
    const open = [...groups.keys()].filter((group) => this.isOpen(model, group));
    const shows = [this.stop, this.picker].some((each) => !each.classList.contains('is-gone'));
    if (open.length === 0 && !shows) return;
    if (this.#loaded === undefined) void this.#load(model);
    if (this.#loaded === undefined || this.#loaded === 'loading') return;
    const { module, catalogue } = this.#loaded;
    for (const group of open) {
      const panel = this.#panels.get(group);
      const plan = groups[group];
      if (!panel || !plan) continue;
      if (!panel.controls) {
        panel.controls = new module.RunControls(catalogue, group, this.#adjust);
        panel.element.replaceChildren(panel.controls.element);
      }
      panel.controls.show(plan.choice, groups.length === 1);
    }
    if (!this.stop.classList.contains('is-gone') && model.plan && model.objective) {
      if (!this.#stopControls) {
        this.#stopControls = new module.StopControls(catalogue, this.#adjust);
        this.stop.replaceChildren(this.#stopControls.element);
      }
      this.#stopControls.show(model.plan.until, model.objective.sense);
    }
    if (!this.picker.classList.contains('is-gone') && !this.#methodPicker) {
      const close = () => {
        this.picker.classList.add('is-gone');
        this.#closePicker();
      };
      const choose = (method: string) => {
        close();
        this.#adjust({ kind: 'add', method });
      };
      this.#methodPicker = new module.MethodPicker(catalogue, 'Methods to add', choose, close);
      this.picker.replaceChildren(this.#methodPicker.element);
      this.#methodPicker.open();
    }
  }

  async #load({ state }: Model): Promise<void> {
    this.#loaded = 'loading';
    try {
      const module = await import('./controls/controls.ts');
      const catalogue = await module.readCatalogue(state?.generation ?? 0);
      this.#loaded = { module, catalogue };
      this.draw(this.#store.get());
    } catch (error) {
      // The next change, or the next run, tries again.
      console.warn('The controls could not be loaded:', error);
      this.#loaded = undefined;
      for (const { element: panel } of this.#panels.values()) setText(panel, FAILED);
    }
  }
}
