import { movedTo } from '../src/core/sampling/plane.ts';
import type { PageChange } from '../src/protocol/page.ts';
import { Announcer } from './announcer.ts';
import { CommonClock } from './common-clock.ts';
import { PLOT_OPTION, plotOptions } from './contour/plot-options.ts';
import { ControlsHost } from './controls-host.ts';
import { CONVERGENCE_OPTION, convergenceOptions } from './convergence/options.ts';
import { type ExportedView, exportActions } from './exports/export-actions.ts';
import { currentGesture, watchGestureCount } from './gesture.ts';
import { host } from './host.ts';
import { keepFocus } from './keep-focus.ts';
import { type Transport, watchKeys } from './keyboard.ts';
import { EMPTY_MODEL, isPictureOf, type Model, wantedWindow } from './model.ts';
import { withOption } from './option-of.ts';
import { saveView } from './persisted-view.ts';
import type { Planes } from './planes/planes.ts';
import { receiveMessages } from './receive.ts';
import { Sampler } from './sampler.ts';
import { createStore } from './store.ts';
import { withCut } from './surface/cut-choice.ts';
import { readTheme, watchTheme } from './theme.ts';
import { element } from './ui/dom.ts';
import { Tabs } from './ui/tabs.ts';
import { ContourView } from './views/contour.ts';
import { ConvergenceView } from './views/convergence.ts';
import { ExperimentView } from './views/experiment.ts';
import { HeaderView } from './views/header.ts';
import { LazyView } from './views/lazy-view.ts';
import { LegendView } from './views/legend.ts';
import { ReadoutView } from './views/readout.ts';
import { isWide, VIEWS, type ViewName } from './views/registry.ts';
import { RunsBarView } from './views/runs-bar.ts';
import { SurfaceView } from './views/surface.ts';
import { TimelineView } from './views/timeline.ts';
import type { View, ViewPage } from './views/view.ts';
import { atLeisure, watchPressed } from './while-pressed.ts';

const store = createStore<Model>(EMPTY_MODEL);
let theme = readTheme();

const clock = new CommonClock(store);

/** Ends what is running. */
const cancel = (): void => {
  if (store.get().state?.busy) host.postMessage({ type: 'cancel' });
};
const undo = (): void => host.postMessage({ type: 'undo' });
const redo = (): void => host.postMessage({ type: 'redo' });

/** Changes the experiment. */
const adjust = (change: PageChange): void =>
  host.postMessage({ type: 'adjust', gesture: currentGesture(), change });

const sampler = new Sampler(
  (picture) => store.set({ picture, sampleFailure: undefined }),
  (sampleFailure) => store.set({ sampleFailure }),
);

const contour = new ContourView({
  move: (camera) => {
    store.set({ camera });
    sample(true);
  },
  start: (place) => {
    const { plan } = store.get();
    const window = wantedWindow(store.get());
    if (plan && window) adjust({ kind: 'start', x: [...movedTo(window, plan.start, ...place)] });
  },
  resize: () => {
    sample(true);
    contour.draw(store.get(), theme);
  },
  redraw: () => draw(store.get()),
  choose: (options) => {
    const model = store.get();
    store.set(withOption(model, PLOT_OPTION, { ...plotOptions(model), ...options }));
    if (options.scale) sample(false);
  },
});

/** Asks for the field on screen, unless it is there or on its way. */
function sample(soon: boolean): void {
  const model = store.get();
  const { state, objective, picture } = model;
  contour.prepare(model);
  const window = contour.window;
  if (!window || !objective || state?.generation === undefined) return;
  const { columns, rows } = contour.resolution;
  const depends = objective.coordinates.length > 2;
  const fits = picture?.columns === columns && picture.rows === rows;
  const { scale } = plotOptions(model);
  if (!depends && fits && picture.scale === scale && isPictureOf(picture, objective, window)) return;
  const wish = { objective: objective.text, generation: state.generation, window, columns, rows, scale };
  // Of more than two parameters the plane may be another one, through other iterates.
  if ((soon || !depends) && sampler.isAwaited(wish)) return;
  sampler.ask(wish, soon && picture !== undefined);
}

const surface = new SurfaceView({
  resize: (width, height) => {
    contour.resize(width, height);
    sample(true);
    surface.draw(store.get(), theme);
  },
  flat: () => {
    const keyed = surface.element.contains(document.activeElement);
    store.set({ view: 'contour' });
    // Where the one has become the other, so has its place for the keys; it is there once it has been drawn.
    if (keyed) requestAnimationFrame(() => contour.focus());
  },
  cut: (choice) => store.set(withCut(store.get(), choice)),
  redraw: () => draw(store.get()),
});

/** Between contour plot and surface the one turns into the other. */
function choose(view: ViewName): void {
  const before = store.get().view;
  if (before === 'surface' && view === 'contour') surface.layFlat();
  else if (before === view) {
    // It may have been on its way into the contour plot.
    if (view === 'surface') surface.stand();
  } else {
    if (before === 'surface') surface.stop();
    if (view === 'surface') surface.rise();
    // The chart that the pointer was on may go with the view.
    store.set({ view, glimpse: undefined });
  }
}

const viewPage: ViewPage = {
  store,
  redraw: () => draw(store.get()),
  show: clock.show,
  resizePlane: (width, height) => {
    contour.resize(width, height);
    sample(true);
  },
  adjust,
  post: (message) => host.postMessage(message),
};

const views = new Map<ViewName, View>(
  VIEWS.map((entry) => {
    if (entry.name === 'contour') return [entry.name, contour];
    if (entry.name === 'surface') return [entry.name, surface];
    return [
      entry.name,
      new LazyView(
        () => entry.load(viewPage),
        () => header.refreshExports(),
      ),
    ];
  }),
);

const tabs = new Tabs(
  'Views',
  VIEWS.map(({ name, label }) => {
    const panel = element('div', {}, (views.get(name) as View).element);
    return { name, label, panel };
  }),
  choose,
);

const convergence = new ConvergenceView({
  show: clock.show,
  glimpse: clock.glimpse,
  choose: (options) => {
    const model = store.get();
    store.set(withOption(model, CONVERGENCE_OPTION, { ...convergenceOptions(model), ...options }));
  },
});
const readout = new ReadoutView((selected) => store.set({ selected }));
const controls = new ControlsHost(store, adjust);
const runsBar = new RunsBarView(
  {
    toggleAdd: (closed) => controls.togglePicker(closed),
    toggleStop: () => controls.toggleStop(),
  },
  controls.picker,
  controls.stop,
);
const legend = new LegendView({
  toggle: (runs, visible) => {
    const others = store.get().hidden.filter((each) => !runs.includes(each));
    store.set({ hidden: visible ? others : [...others, ...runs] });
  },
  setRate: (group, value) => adjust({ kind: 'rate', run: group, rate: { kind: 'constant', value } }),
  toggleControls: (group) => controls.toggle(group),
  isOpen: (model, group) => controls.isOpen(model, group),
  controls: (group) => controls.panel(group),
});
const announcer = new Announcer();

/** The views on screen that something can be taken out of, the large one first. */
function exportedViews(): ExportedView[] {
  const { view } = store.get();
  const shown = views.get(view);
  const label = VIEWS.find(({ name }) => name === view)?.label ?? view;
  return [
    { label, source: shown instanceof LazyView ? shown.exported : (shown ?? {}) },
    { label: 'Convergence', source: convergence },
  ];
}

const header = new HeaderView({
  rerun: () => host.postMessage({ type: 'rerun' }),
  cancel,
  undo,
  redo,
  reveal: () => host.postMessage({ type: 'reveal' }),
  export: exportActions(
    exportedViews,
    () => theme,
    (text) => announcer.say(text),
  ),
});
const timeline = new TimelineView(clock);

/** The keys move the common time line, unless the chosen view has a clock of its own. */
const keyed = (): Transport => views.get(store.get().view)?.transport ?? clock;
const experiment = new ExperimentView({
  write: () => {
    // The text then says what is shown: the picture is to stay.
    const { camera, state } = store.get();
    if (state?.adjusted && !camera) store.set({ camera: contour.window });
    host.postMessage({ type: 'write' });
  },
  reset: () => host.postMessage({ type: 'reset' }),
});

let planes: Planes | 'loading' | undefined;

/** Of more than two parameters the plane can be chosen. */
function drawPlanes(model: Model): void {
  const offered = (model.objective?.coordinates.length ?? 0) > 2;
  contour.element.classList.toggle('has-planes', offered);
  if (typeof planes === 'object') {
    planes.element.classList.toggle('is-gone', !offered);
    planes.draw(model);
  } else if (offered && !planes) {
    planes = 'loading';
    void import('./planes/planes.ts').then(({ Planes }) => {
      planes = new Planes(store, () => sample(false));
      contour.addTool(planes.element);
      drawPlanes(store.get());
    });
  }
}

function draw(model: Model): void {
  const { objective, state } = model;
  page?.classList.toggle('is-waiting', !objective && !state?.problem && !state?.failure);
  const wide = isWide(model.view);
  layout.classList.toggle('is-wide', wide);
  // The chart measures its texts, for which the styles must be up to date: nothing else may have changed before it.
  if (!wide) convergence.draw(model, theme);
  header.draw(model);
  tabs.show(model.view);
  views.get(model.view)?.draw(model, theme);
  drawPlanes(model);
  timeline.element.classList.toggle('is-gone', keyed() !== clock);
  timeline.draw(model);
  atLeisure(drawNumbers, drawNumbers);
  announcer.draw(model);
  restoreFocus();
}

/** Draws what is read: the numbers of the iterate, the runs, and their controls. */
function drawNumbers(): void {
  const model = store.get();
  if (!isWide(model.view)) readout.draw(model);
  legend.draw(model, theme);
  runsBar.draw(model);
  controls.draw(model);
  experiment.draw(model);
}

const restoreFocus = keepFocus(document.body);

const page = document.querySelector('#app');
const layout = element(
  'div',
  { class: 'views' },
  tabs.element,
  element('div', { class: 'stage' }, ...tabs.panels),
  timeline.element,
  element('div', { class: 'side' }, convergence.element, readout.element),
);
page?.append(header.element, layout, legend.element, runsBar.element, experiment.element, announcer.element);
store.watch((model, changed) => {
  draw(model);
  saveView(model, changed);
});
watchGestureCount();
watchPressed();
watchKeys({
  togglePlay: () => keyed().togglePlay(),
  step: (by) => keyed().step(by),
  show: (k) => keyed().show(k),
  cancel,
  undo,
  redo,
});
watchTheme(() => {
  theme = readTheme();
  draw(store.get());
});
receiveMessages(store, ({ window }, other) => {
  if (other) clock.stop();
  // The plane through the end point of more than two parameters is known only when the runs have ended.
  if (window || !store.get().home) sample(false);
});
draw(store.get());
host.postMessage({ type: 'ready' });
