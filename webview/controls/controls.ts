// A chunk of its own, loaded when the controls of a run are first opened.
import { catalogue as decodeCatalogue } from '../answers/catalogue.ts';
import { ask } from '../ask.ts';

export { MethodPicker } from './method-picker.ts';
export { RunControls } from './run-controls.ts';
export { StopControls } from './stop-controls.ts';

/** All that can be chosen for a run, as the registries of the engine declare it. */
export const readCatalogue = (generation: number) => ask('catalogue', generation, {}, decodeCatalogue);
