import type { Window } from '../src/core/run/experiment.ts';
import type { ContourSet } from '../src/core/sampling/contour-set.ts';
import type { Field } from '../src/core/sampling/field.ts';
import type { PlaneWindow } from '../src/core/sampling/plane.ts';
import type { ObjectiveView, PageState, RunsMessage, RunView } from '../src/protocol/page.ts';
import type { PlanView } from '../src/protocol/worker.ts';
import { sameWindow } from './camera.ts';
import type { LevelScale } from './contour/plot-options.ts';
import { followPanels } from './controls/open-panels.ts';
import { followRuns } from './follow-runs.ts';
import type { ViewName } from './views/registry.ts';

/** A field that was sampled, and of which objective. */
export interface Picture {
  readonly field: Field;
  readonly contours: ContourSet;
  readonly objective: string;
  /** How finely it was asked for; what takes long to sample comes coarser. */
  readonly columns: number;
  readonly rows: number;
  /** How its levels were asked to be spaced. */
  readonly scale: LevelScale;
}

/** A part of the plane that is shown. */
export type Camera = Pick<Window, 'x' | 'y'>;

/** What the user has chosen to see; kept over a reload. */
export interface View {
  readonly view: ViewName;
  /** The part of the plane the user has moved to; absent while the picture follows the runs. */
  readonly camera: Camera | undefined;
  /** The iteration shown; `undefined` stands for the last, whatever it is. */
  readonly k: number | undefined;
  /** Places of runs that are not drawn. */
  readonly hidden: readonly number[];
  /** The run whose iterate is read out. */
  readonly selected: number;
  /** What else was chosen, by the name of the view or control: plain data that its owner reads with care, see `optionOf`. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Everything the page draws: the host's state, the last good picture, and what the user chose. */
export interface Model extends View {
  /** As the host sent it last. */
  readonly state: PageState | undefined;
  /** The last objective that could be run, and its runs; they stay while the text is broken. */
  readonly objective: ObjectiveView | undefined;
  readonly plan: PlanView | undefined;
  readonly runs: readonly RunView[];
  readonly home: Window | undefined;
  /** The part of the plane that the user has chosen in which the paths lie; absent where that is `home`. */
  readonly chosen: PlaneWindow | undefined;
  /** Why there is no such plane as was chosen. */
  readonly planeFailure: string | undefined;
  readonly picture: Picture | undefined;
  /** Why the last sampling failed. */
  readonly sampleFailure: string | undefined;
  readonly playing: boolean;
  /** The iteration that is pointed at, which is shown in the place of `k` for as long as it is. */
  readonly glimpse: number | undefined;
}

export const FRESH_VIEW: View = {
  view: 'contour',
  camera: undefined,
  k: undefined,
  hidden: [],
  selected: 0,
  options: {},
};

export const EMPTY_MODEL: Model = {
  ...FRESH_VIEW,
  state: undefined,
  objective: undefined,
  plan: undefined,
  runs: [],
  home: undefined,
  chosen: undefined,
  planeFailure: undefined,
  picture: undefined,
  sampleFailure: undefined,
  playing: false,
  glimpse: undefined,
};

const NO_PICTURE = { picture: undefined, chosen: undefined, planeFailure: undefined };

/** What a new state of the host changes. The camera and the iteration stay, unless the objective is another one. */
export function applyState(model: Model, state: PageState): Partial<Model> {
  const broken = state.problem !== undefined || state.failure !== undefined;
  if (!state.objective) return broken ? { state } : { ...EMPTY_MODEL, state };
  const isNew = model.objective !== undefined && identity(model.objective) !== identity(state.objective);
  // Until a run has its first iterates, those of the run before it are a better picture than none.
  const waits = state.busy && state.runs.every((run) => !run.trace) && model.runs.length > 0 && !isNew;
  const runs = broken && state.runs.length === 0 ? model.runs : waits ? model.runs : state.runs;
  return {
    state,
    objective: state.objective,
    plan: state.plan ?? (isNew ? undefined : model.plan),
    ...followRuns(model, runs),
    ...followPanels(model, state.plan),
    // A picture that moved under the hand that drags the start would run away from it.
    home:
      state.adjusted && model.home && !isNew
        ? model.home
        : (state.window ?? (isNew ? undefined : model.home)),
    sampleFailure: undefined,
    ...(isNew ? { ...FRESH_VIEW, view: model.view, options: model.options, ...NO_PICTURE } : {}),
  };
}

/** What runs that have moved on change; nothing where they belong to an older experiment. */
export function applyRuns(model: Model, message: RunsMessage): Partial<Model> {
  const { state } = model;
  if (!state || state.generation !== message.generation) return {};
  const runs = [...state.runs];
  for (const { index, run } of message.runs) if (index < runs.length) runs[index] = run;
  return { state: { ...state, runs }, ...followRuns(model, runs) };
}

/** An objective whose text is edited remains the same one, as long as its name and its unknowns do. */
export function identity({ name, coordinates }: ObjectiveView): string {
  return `${name}(${coordinates.join('; ')})`;
}

/** The number of the last iteration of any run that is drawn. */
export function lastIteration({ runs, hidden }: Pick<Model, 'runs' | 'hidden'>): number {
  let last = 0;
  runs.forEach(({ trace }, index) => {
    if (!trace || trace.length === 0 || hidden.includes(index)) return;
    last = Math.max(last, trace.iteration[trace.length - 1] as number);
  });
  return last;
}

/** The iteration that is shown. */
export function currentIteration(model: Pick<Model, 'runs' | 'hidden' | 'k' | 'glimpse'>): number {
  const last = lastIteration(model);
  return Math.min(model.glimpse ?? model.k ?? last, last);
}

/** The part of the plane to show, before it is fitted to the plot; `undefined` until one is known. */
export function wantedWindow({
  camera,
  home,
  chosen = home,
}: Pick<Model, 'camera' | 'home' | 'chosen'>): PlaneWindow | undefined {
  return chosen && camera ? { ...chosen, ...camera } : chosen;
}

/** Whether a picture shows just this window of the objective, so that it need not be sampled anew. */
export function isPictureOf(
  picture: Picture | undefined,
  objective: ObjectiveView,
  window: PlaneWindow,
): boolean {
  return (
    picture !== undefined && picture.objective === objective.text && sameWindow(picture.field.window, window)
  );
}
