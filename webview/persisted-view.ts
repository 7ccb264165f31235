import type { ObjectiveView } from '../src/protocol/page.ts';
import { count, dictionary, finite, list, oneOf, pair, record, text } from './decode.ts';
import { interval } from './decode-window.ts';
import { host } from './host.ts';
import { type Camera, identity, type Model, type View } from './model.ts';
import { VIEW_NAMES } from './views/registry.ts';

interface Stored {
  readonly objective: string;
  readonly hidden: readonly number[];
  readonly selected: number;
}

type Optional = Pick<View, 'view' | 'options'> & {
  camera: NonNullable<View['camera']>;
  k: number;
};

/** Of a curve, y is free. */
const camera = record<Camera>({ x: interval, y: pair(finite) });

const stored = record<Stored, Optional>(
  {
    objective: text,
    hidden: list(count),
    selected: count,
  },
  { view: oneOf(...VIEW_NAMES), camera, k: finite, options: dictionary((each) => each) },
);

/** What of the model is kept. */
const KEPT: readonly (keyof Model)[] = ['objective', 'view', 'camera', 'k', 'hidden', 'selected', 'options'];

let last: readonly unknown[] = [];

/** Keeps what the user has chosen to see over a reload of the page. @param changed what of the model has. */
export function saveView(model: Model, changed: ReadonlySet<keyof Model>): void {
  const { objective, view: name, camera, k, hidden, selected, options } = model;
  if (!objective || !KEPT.some((each) => changed.has(each))) return;
  const of = identity(objective); // every state of the host has an objective of its own
  const kept = [of, name, camera, k, hidden, selected, options];
  if (kept.every((each, index) => each === last[index])) return;
  last = kept;
  const view = { objective: of, view: name, camera, k, hidden, selected, options };
  host.setState({ ...other(host.getState()), view });
}

/**
 * What the user had chosen for this objective before the page was loaded anew.
 * @returns nothing where it was another objective, or nothing was kept.
 */
export function restoreView(objective: ObjectiveView): Partial<View> {
  try {
    const { objective: of, ...view } = stored(other(host.getState()).view, 'view');
    return of === identity(objective) ? view : {};
  } catch {
    return {}; // nothing was kept, or by another version
  }
}

/** What else is kept in the page's state, such as the file it belongs to, is not ours to change. */
function other(state: unknown): Readonly<Record<string, unknown>> {
  return typeof state === 'object' && state !== null ? (state as Record<string, unknown>) : {};
}
