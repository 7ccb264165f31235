// A chunk of its own, loaded for objectives of more than two parameters.
import { pathWindow, planePathWindow } from '../../src/core/run/path-window.ts';
import type { PlaneQuestion } from '../../src/protocol/questions.ts';
import { AskError, ask } from '../ask.ts';
import { planeOf } from '../decode-window.ts';
import type { Model } from '../model.ts';
import type { Store } from '../store.ts';
import { popover } from '../ui/popover.ts';
import { type PlaneChoice, planeChoice, withPlane } from './plane-choice.ts';
import { PlaneMenu } from './plane-menu.ts';

/** The plane that the user has chosen: the menu to choose it, and the window in which the paths lie in it. */
export class Planes {
  readonly element: HTMLElement;
  readonly #store: Store<Model>;
  readonly #moved: () => void;
  readonly #menu: PlaneMenu;
  /** The choice, and the generation, for which a window has been made or asked for. */
  #made = '';

  /** @param moved is called when another plane is to be shown. */
  constructor(store: Store<Model>, moved: () => void) {
    this.#store = store;
    this.#moved = moved;
    this.#menu = new PlaneMenu((choice) => store.set(withPlane(store.get(), choice)));
    this.element = popover(
      'Plane',
      async () => this.#menu.element,
      () => this.#menu.draw(store.get()),
    ).element;
  }

  /** Follows the model: makes the plane anew when another is chosen, or when the runs have ended. */
  draw(model: Model): void {
    this.#menu.draw(model);
    const choice = planeChoice(model);
    if (!choice) {
      if (model.chosen) this.#show({ chosen: undefined, planeFailure: undefined });
      this.#made = '';
      return;
    }
    const { state } = model;
    const waits = !state || state.busy || state.problem !== undefined || state.failure !== undefined;
    const wanted = JSON.stringify(choice);
    // As with the usual window: while the start is dragged, a picture that moved would run away from the hand.
    const stays = model.chosen !== undefined && this.#made.startsWith(wanted) && state?.adjusted;
    if (waits || stays) return;
    const made = `${wanted} ${state.generation}`;
    if (made === this.#made) return;
    this.#made = made;
    void this.#make(model, choice, state.generation, made);
  }

  async #make(model: Model, choice: PlaneChoice, generation: number, made: string): Promise<void> {
    const traces = model.runs.flatMap(({ trace }) => (trace && trace.length > 0 ? [trace] : []));
    if (traces.length === 0) return;
    if (choice.kind === 'coordinates') {
      this.#show({ chosen: pathWindow(traces, choice.coordinates), planeFailure: undefined });
      return;
    }
    try {
      const plane = await ask('plane', generation, questionOf(choice, made), planeOf);
      if (made === this.#made)
        this.#show({ chosen: planePathWindow(traces, plane), planeFailure: undefined });
    } catch (error) {
      if (made !== this.#made || (error instanceof AskError && error.kind === 'cancelled')) return;
      this.#show({ planeFailure: error instanceof Error ? error.message : String(error) });
    }
  }

  #show(change: Partial<Model>): void {
    this.#store.set(change);
    this.#moved();
  }
}

function questionOf(choice: Exclude<PlaneChoice, { kind: 'coordinates' }>, key: string): PlaneQuestion {
  return { ...choice, key };
}
