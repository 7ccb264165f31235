import { axes } from '../../src/core/figures/axes.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { type PlotArea, plotArea } from '../../src/core/figures/plot-area.ts';
import { type SvgElement, svg } from '../../src/core/figures/svg.ts';
import type { Field } from '../../src/core/sampling/field.ts';
import { isCurve } from '../../src/core/sampling/plane.ts';
import type { Table } from '../../src/core/table.ts';
import type { ObjectiveView } from '../../src/protocol/page.ts';
import { differs } from '../differs.ts';
import { currentIteration, type Model, type Picture } from '../model.ts';
import { prefersReducedMotion } from '../reduced-motion.ts';
import type { Cut, SurfaceCuts } from '../surface/cut.ts';
import { type CutChoice, cutChoice, cutChoices } from '../surface/cut-choice.ts';
import { blendPose, HOME_POSE, type Pose } from '../surface/pose.ts';
import type { SurfaceScene } from '../surface/scene.ts';
import { watchSurfaceGestures } from '../surface/surface-gestures.ts';
import { surfaceNames } from '../surface/surface-names.ts';
import type { PageTheme } from '../theme.ts';
import { button, dropdown } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { mountSvg } from '../ui/svg.ts';
import { atRest } from '../while-pressed.ts';
import { contourDescription } from './contour-text.ts';

/** What the surface asks of the page. */
export interface SurfaceActions {
  /** The plot has another size, in pixels. */
  resize(width: number, height: number): void;
  /** The surface lies flat: it is the contour plot. */
  flat(): void;
  /** Cuts the surface with a plane. */
  cut(choice: CutChoice): void;
  /** Something that was asked for has come. */
  redraw(): void;
}

/** Pixels of an exported picture for one of the page's. */
const PIXELS = 2;
/** From the surface to the contour plot in this many milliseconds. */
const DURATION = 1100;
const LOADING = 'Loading the surface …';
const NO_WEBGL =
  'The surface needs WebGL, which is not to be had here; the contour plot shows the same function.';
const LOST = 'The graphics were lost for a moment; the surface comes back by itself.';

/** The graph of the objective in space with the paths on it; turns, and lays itself flat into the contour plot. */
export class SurfaceView {
  readonly element: HTMLElement;
  readonly #actions: SurfaceActions;
  readonly #canvas = element('canvas', { 'aria-hidden': 'true' });
  readonly #frame = mountSvg(svg('svg', { class: 'figure', 'aria-hidden': 'true' }));
  readonly #plot = element('div', { class: 'plot space', tabindex: '0', role: 'group' });
  readonly #message = element('p', { class: 'empty' }, LOADING);
  readonly #note = element('span', { class: 'note' });
  readonly #cut;
  readonly #description = element('div', { class: 'visually-hidden' });
  /** What there is to say of the surface itself. */
  #remark = '';
  #cuts: SurfaceCuts | undefined;
  #drawnCut: Cut | undefined;
  #scene: SurfaceScene | 'loading' | 'none' | undefined;
  #parts: typeof import('../surface/surface-parts.ts') | undefined;
  #pose: Pose = { ...HOME_POSE, flatness: 1 };
  #size = { width: 0, height: 0 };
  #model: Model | undefined;
  /** What stands of the model's picture. */
  #standing: Picture | undefined;
  #theme: PageTheme | undefined;
  #shown: readonly unknown[] = [];
  #paths: readonly unknown[] = [];
  #pending = 0;
  #motion = 0;

  constructor(actions: SurfaceActions) {
    this.#actions = actions;
    const flatten = button('Lay flat', () => this.layFlat());
    this.#cut = dropdown('Cut', (choice) => actions.cut(choice as CutChoice));
    this.element = element(
      'figure',
      { class: 'surface', 'aria-label': 'Surface' },
      this.#plot,
      element('figcaption', {}, this.#note, this.#cut.element, flatten.element),
      this.#description,
    );
    this.#plot.append(this.#canvas, this.#frame, this.#message);
    watchSurfaceGestures(this.#plot, {
      pose: () => this.#pose,
      turn: (pose) => this.#set(pose),
      layFlat: () => this.layFlat(),
      cut: (choice) => this.#model && actions.cut(cutChoice(this.#model) === choice ? 'none' : choice),
    });
    this.#watchContext();
    new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      if (width === 0 || (width === this.#size.width && height === this.#size.height)) return;
      this.#size = { width, height };
      actions.resize(width, height);
    }).observe(this.#plot);
  }

  draw(model: Model, theme: PageTheme): void {
    this.#model = model;
    this.#theme = theme;
    const { objective, picture } = model;
    if (this.#scene === undefined) void this.#load();
    if (!objective || !picture || this.#size.width === 0) return;
    const name = objective.name;
    const cuts = cutChoices(model);
    const keys = cuts.length > 0 ? '; X and Y cut it along an axis, V along a direction' : '';
    this.#plot.setAttribute(
      'aria-label',
      `Surface of ${name}. Shift and arrows turn it, plus and minus zoom, 0 turns it back, F lays it flat${keys}.`,
    );
    this.#cut.element.classList.toggle('is-gone', cuts.length === 0);
    if (cuts.length > 0) this.#cut.setChoices(cuts, cutChoice(model));
    atRest(this, () => this.#description.replaceChildren(...contourDescription(model, picture.field.window)));
    if (typeof this.#scene === 'object') this.#update(this.#scene, model, theme);
  }

  /** The surface as it stands, as vectors, with its labels and a legend. */
  async figure(theme: FigureTheme): Promise<SvgElement | undefined> {
    const [scene, model, cuts] = [this.#scene, this.#model, this.#cuts];
    const { objective } = model ?? {};
    const picture = this.#standing;
    if (typeof scene !== 'object' || !model || !picture || !objective) return undefined;
    const { surfaceFigureOf } = await import('../exports/surface-export.ts');
    const area = this.#area(picture.field);
    const cut = cuts?.of(model, picture, cutChoice(model), area, theme);
    const { sight } = scene;
    return surfaceFigureOf({
      model: { ...model, picture },
      ...this.#size,
      area,
      cut,
      sight,
      azimuth: this.#pose.azimuth,
      theme,
    });
  }

  /** The surface as it stands, at twice the pixels of the screen, with its labels. */
  async pixels(): Promise<string | undefined> {
    const scene = this.#scene;
    if (typeof scene !== 'object' || this.#size.width === 0) return undefined;
    const { surfaceExport } = await import('../exports/surface-export.ts');
    const drawn = scene.picture(this.#pose, PIXELS);
    this.#request();
    return surfaceExport(drawn, this.#frame);
  }

  async data(): Promise<Table | undefined> {
    const { fieldTable } = await import('../exports/contour-export.ts');
    return this.#model && fieldTable(this.#model);
  }

  /** Turns and flattens the surface into the contour plot, and then says so. */
  layFlat(): void {
    if (typeof this.#scene === 'object') this.#move(1, () => this.#actions.flat());
    else this.#actions.flat();
  }

  /** Begins flat, as the contour plot left it, and rises. */
  rise(): void {
    this.#pose = { ...this.#pose, flatness: 1 };
    this.#move(0);
  }

  /** Rises from where it is, also on its way down. */
  stand(): void {
    this.#move(0);
  }

  /** Ends its movement: it is left, and where that would have led is not wanted any more. */
  stop(): void {
    cancelAnimationFrame(this.#motion);
  }

  async #load(): Promise<void> {
    this.#scene = 'loading';
    try {
      const parts = await import('../surface/surface-parts.ts');
      this.#scene = new parts.SurfaceScene(this.#canvas);
      this.#cuts = new parts.SurfaceCuts(() => this.#actions.redraw());
      this.#parts = parts;
      setText(this.#message, '');
      this.#shown = [];
      if (this.#model && this.#theme) this.draw(this.#model, this.#theme);
      this.rise();
    } catch (error) {
      console.warn('No surface:', error);
      this.#scene = 'none';
      setText(this.#message, NO_WEBGL);
    }
  }

  #update(scene: SurfaceScene, model: Model, theme: PageTheme): void {
    const { objective, runs, hidden } = model;
    const parts = this.#parts;
    const picture = parts?.standingPicture(model);
    this.#standing = picture;
    if (!picture || !objective || !parts) return;
    const area = this.#area(picture.field);
    const { width, height } = this.#size;
    const shown = [picture, theme, width, height, window.devicePixelRatio];
    const k = currentIteration(model);
    if (differs(shown, this.#shown)) {
      this.#shown = shown;
      this.#paths = [];
      scene.setSize(width, height, area);
      scene.setColors(theme.background, theme.frame);
      const { shape, proportional } = parts.shapeOf(picture, area, theme);
      scene.setSurface(shape);
      this.#plot.classList.toggle('is-empty', false);
      const more = isCurve(picture.field.window)
        ? 'The curve of one parameter, drawn out along a second axis. '
        : objective.coordinates.length > 2
          ? 'A plane through the space of the parameters. '
          : '';
      this.#remark = `${more}${proportional ? '' : 'Heights by level: every band of the contour plot is as high as every other.'}`;
    }
    const cut = this.#cuts?.of(model, picture, cutChoice(model), area, theme);
    const paths = [runs, hidden, k, model.selected, model.options, cut?.label];
    if (differs(paths, this.#paths)) {
      this.#paths = paths;
      const { lines, balls } = parts.drapePaths(model, picture, area, theme);
      scene.setPaths([...lines, ...(cut?.lines ?? [])], balls);
      scene.setPlane(cut?.plane);
      this.#drawnCut = cut;
      setText(this.#note, `${cut?.words ?? ''} ${this.#remark}`.trim());
    }
    this.#request();
  }

  /** The plot has the same place as in the contour plot, so that the one becomes the other. */
  #area({ window: { x, y } }: Field): PlotArea {
    return plotArea({ x, y }, this.#size.width, this.#size.height);
  }

  #request(): void {
    if (this.#pending === 0) this.#pending = requestAnimationFrame(() => this.#render());
  }

  #render(): void {
    this.#pending = 0;
    const scene = this.#scene;
    const { objective } = this.#model ?? {};
    const picture = this.#standing;
    if (typeof scene !== 'object' || !picture || !objective || !this.#theme) return;
    scene.render(this.#pose);
    this.#drawFrame(scene, this.#area(picture.field), objective, picture, this.#theme);
  }

  /** The axes of the contour plot where the surface is flat; those of the space where it is raised. */
  #drawFrame(
    scene: SurfaceScene,
    area: PlotArea,
    objective: ObjectiveView,
    picture: Picture,
    theme: PageTheme,
  ): void {
    const names = surfaceNames(picture, objective);
    const { frame } = blendPose(this.#pose);
    const { azimuth } = this.#pose;
    const about = { area, names, picture, cut: this.#drawnCut, azimuth, theme } as const;
    const raised = frame < 1 ? (this.#parts?.surfaceLabels(scene.sight, about) ?? []) : [];
    this.#frame.setAttribute('width', String(this.#size.width));
    this.#frame.setAttribute('height', String(this.#size.height));
    this.#frame.setAttribute('font-family', theme.font);
    this.#frame.replaceChildren(
      mountSvg(svg('g', { opacity: 1 - frame }, raised)),
      mountSvg(svg('g', { opacity: frame }, frame > 0 ? [axes(area, [names[0], names[1]], theme)] : [])),
    );
  }

  #move(flatness: number, done: () => void = () => undefined): void {
    cancelAnimationFrame(this.#motion);
    const from = this.#pose.flatness;
    const still = prefersReducedMotion();
    let began: number | undefined;
    const tick = (now: number) => {
      began ??= now;
      const share = still ? 1 : Math.min((now - began) / DURATION, 1);
      this.#pose = { ...this.#pose, flatness: from + (flatness - from) * share };
      this.#render();
      if (share < 1) this.#motion = requestAnimationFrame(tick);
      else done();
    };
    this.#motion = requestAnimationFrame(tick);
  }

  #set(pose: Pose): void {
    cancelAnimationFrame(this.#motion);
    this.#pose = { ...pose, flatness: 0 };
    this.#request();
  }

  #watchContext(): void {
    this.#canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      setText(this.#message, LOST);
    });
    this.#canvas.addEventListener('webglcontextrestored', () => {
      setText(this.#message, '');
      this.#shown = [];
      if (this.#model && this.#theme) this.draw(this.#model, this.#theme);
    });
  }
}
