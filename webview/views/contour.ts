import { axes } from '../../src/core/figures/axes.ts';
import { axisNames } from '../../src/core/figures/axis-names.ts';
import { boundsLayer } from '../../src/core/figures/bounds-layer.ts';
import { planeProjection } from '../../src/core/figures/contour-figure.ts';
import { curveProjection, curveRange } from '../../src/core/figures/curve-figure.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { pathLayer } from '../../src/core/figures/path-layer.ts';
import { type PlotArea, plotArea, toData } from '../../src/core/figures/plot-area.ts';
import { type SvgElement, svg } from '../../src/core/figures/svg.ts';
import { isCurve, isOblique, type PlaneWindow, pointAt } from '../../src/core/sampling/plane.ts';
import type { Table } from '../../src/core/table.ts';
import { basePoint } from '../../src/protocol/base-point.ts';
import { probe } from '../answers/probe.ts';
import { Asker } from '../asker.ts';
import { fitWindow } from '../camera.ts';
import { ContourField } from '../contour/contour-field.ts';
import type { ContourExtras, Extras } from '../contour/extras.ts';
import { type GripActions, gripAt, startPlace } from '../contour/grips.ts';
import type { PlotMenu } from '../contour/plot-menu.ts';
import { plotOptions, wantsExtras } from '../contour/plot-options.ts';
import { currentIteration, type Model, wantedWindow } from '../model.ts';
import { crowdedRuns, runStyle } from '../run-groups.ts';
import type { PageTheme } from '../theme.ts';
import { button } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { popover } from '../ui/popover.ts';
import { mountSvg, SvgLayer } from '../ui/svg.ts';
import { atLeisure, atRest } from '../while-pressed.ts';
import { contourCaption, contourDescription, emptyText, hoverText, type Probed } from './contour-text.ts';
import { roundedPlace, watchGestures } from './gestures.ts';

/** What the picture asks of the page. */
export interface ContourActions extends GripActions {
  /** The user has moved to another part of the plane; `undefined` goes back to where the runs are. */
  move(camera: PlaneWindow | undefined): void;
  /** The plot has another size, in pixels. */
  resize(): void;
  /** Something that was asked for has come. */
  redraw(): void;
}

/** Level lines through samples this many pixels apart are smooth to the eye. */
const SAMPLE_SPACING = 2.5;
const MOST_SAMPLES = 320;
const CURVE_SAMPLES = 768;
/** Points of more entries are too much to ask for at every move of the pointer. */
const MOST_PROBED = 2000;

/** The picture of the objective with the paths of its runs: a contour plot, or a curve where x has one entry. */
export class ContourView {
  readonly element: HTMLElement;
  readonly #plot = element('div', { class: 'plot', tabindex: '0', role: 'group' });
  readonly #svg = mountSvg(svg('svg', { class: 'figure', 'aria-hidden': 'true' }));
  readonly #clip = mountSvg(svg('rect'));
  readonly #field = new ContourField();
  readonly #axes = new SvgLayer();
  readonly #below = new SvgLayer();
  readonly #paths = new SvgLayer();
  readonly #above = new SvgLayer();
  readonly #empty = element('p', { class: 'empty' });
  readonly #tools = element('div', { class: 'tools' });
  readonly #caption = element('span', { class: 'note' });
  readonly #hover = element('span', { class: 'hover' });
  readonly #description = element('div', { class: 'visually-hidden' });
  readonly #actions: ContourActions;
  readonly #home;
  readonly #probe = new Asker('probe', probe, (answer, { x }) => {
    this.#probed = { ...answer, x };
    this.#showHover();
  });
  #probed: Probed | undefined;
  #hovered: readonly [number, number] | undefined;
  #extras: ContourExtras | 'loading' | undefined;
  #menu: PlotMenu | undefined;
  #size = { width: 0, height: 0 };
  #model: Model | undefined;
  #drawnArea: PlotArea | undefined;

  constructor(actions: ContourActions) {
    this.#actions = actions;
    const menu = popover(
      'Plot',
      async () => {
        const { PlotMenu } = await import('../contour/plot-menu.ts');
        this.#menu = new PlotMenu(actions.choose);
        return this.#menu.element;
      },
      () => this.#model && this.#menu?.draw(this.#model),
    );
    this.#home = button('Show the runs (0)', () => actions.move(undefined), { icon: 'home' });
    this.element = element(
      'figure',
      { class: 'contour', 'aria-label': 'Contour plot' },
      this.#plot,
      element('figcaption', {}, this.#caption, this.#hover, this.#home.element, this.#tools),
      this.#description,
    );
    this.#tools.append(menu.element);
    const clip = mountSvg(svg('clipPath', { id: 'plot-clip' }));
    clip.append(this.#clip);
    const clipped = (inner: Element) => {
      const group = mountSvg(svg('g', { 'clip-path': 'url(#plot-clip)' }));
      group.append(inner);
      return group;
    };
    this.#svg.append(
      clip,
      clipped(this.#field.element),
      clipped(this.#below.element),
      this.#axes.element,
      clipped(this.#paths.element),
      clipped(this.#above.element),
    );
    this.#plot.append(this.#svg, this.#empty);
    watchGestures(this.#plot, {
      window: () => this.window,
      area: () => this.#drawnArea,
      move: (camera) => actions.move(camera),
      start: (place) => actions.start(place),
      grip: (place) => {
        const [model, area, window] = this.#drawn;
        return model && area && window && gripAt(place, model, area, window, actions);
      },
      nudge: ([dx, dy]) => {
        const [model, area, window] = this.#drawn;
        const start = model && area && window && startPlace(model, area, window);
        if (start && area) actions.start(roundedPlace(area, [start[0] + dx, start[1] + dy]));
      },
      hover: (place) => {
        this.#hovered = place;
        atLeisure(this.#hover, () => this.#showHover());
      },
    });
    new ResizeObserver(([entry]) => {
      const { width, height } = entry?.contentRect ?? this.#size;
      if (width === 0 || (width === this.#size.width && height === this.#size.height)) return;
      this.#size = { width, height };
      actions.resize();
    }).observe(this.#plot);
  }

  /** Adds a control beside those of the picture. */
  addTool(tool: HTMLElement): void {
    this.#tools.prepend(tool);
  }

  focus(): void {
    this.#plot.focus({ preventScroll: true });
  }

  /** Another view in the same place, of which this one shows the plane, has a size while this one is hidden. */
  resize(width: number, height: number): void {
    this.#size = { width, height };
  }

  /** The part of the plane on screen; `undefined` until one is known and the plot has a size. */
  get window(): PlaneWindow | undefined {
    const wanted = this.#model && wantedWindow(this.#model);
    if (!wanted || this.#size.width === 0) return undefined;
    if (isCurve(wanted)) return wanted;
    const { width, height } = plotArea(wanted, this.#size.width, this.#size.height);
    return fitWindow(wanted, width, height);
  }

  /** How finely the picture wants its field sampled. */
  get resolution(): { columns: number; rows: number } {
    const wanted = this.window;
    if (wanted && isCurve(wanted)) return { columns: CURVE_SAMPLES, rows: 2 };
    const { width, height } = plotArea({ x: [0, 1], y: [0, 1] }, this.#size.width, this.#size.height);
    const scale = Math.min(1 / SAMPLE_SPACING, MOST_SAMPLES / Math.max(width, height));
    return {
      columns: Math.max(16, Math.round(width * scale)),
      rows: Math.max(16, Math.round(height * scale)),
    };
  }

  /** What is on screen, as far as it is known. */
  get #drawn(): readonly [Model | undefined, PlotArea | undefined, PlaneWindow | undefined] {
    return [this.#model, this.#drawnArea, this.window];
  }

  /** What is under the pointer: at once between the samples of the field, exactly as soon as the worker has answered. */
  #showHover(): void {
    const [model, area, window] = this.#drawn;
    const place = this.#hovered;
    if (!model || !area || !window || !place) {
      setText(this.#hover, '');
      return;
    }
    const [s, t] = toData(area, ...place);
    const base = basePoint(model);
    const generation = model.state?.generation;
    const knows = generation !== undefined && (isOblique(window) || base.length > 0);
    const x = knows && base.length <= MOST_PROBED ? pointAt(window, base, s, t) : undefined;
    if (x && generation !== undefined) this.#probe.ask(generation, { x });
    const exact = x && this.#probed?.x.every((entry, i) => entry === x[i]) ? this.#probed : undefined;
    setText(this.#hover, hoverText(model, area, [s, t], exact));
  }

  /** Takes note of the model, so that {@link window} answers for it, without drawing yet. */
  prepare(model: Model): void {
    this.#model = model;
  }

  async figure(theme: FigureTheme): Promise<SvgElement | undefined> {
    const { contourExport } = await import('../exports/contour-export.ts');
    const [model, window, extras] = [this.#model, this.window, this.#extras];
    const drawn = (area: PlotArea) =>
      model && window && typeof extras === 'object' ? extras.draw(model, window, area, theme) : undefined;
    return model && contourExport(model, theme, drawn);
  }

  async data(): Promise<Table | undefined> {
    const { fieldTable } = await import('../exports/contour-export.ts');
    return this.#model && fieldTable(this.#model);
  }

  draw(model: Model, theme: PageTheme): void {
    this.#model = model;
    const { width, height } = this.#size;
    const window = this.window;
    const { picture, objective } = model;
    setText(this.#empty, emptyText(model));
    this.#plot.classList.toggle('is-empty', !window || !objective || !picture);
    this.#home.element.classList.toggle('is-hidden', model.camera === undefined);
    if (!window || !objective || !picture) {
      this.#svg.setAttribute('visibility', 'hidden');
      this.#plot.setAttribute('aria-label', emptyText(model) || 'Picture of the objective');
      return;
    }
    this.#svg.removeAttribute('visibility');
    this.#svg.setAttribute('width', String(width));
    this.#svg.setAttribute('height', String(height));
    this.#svg.setAttribute('font-family', theme.font);
    const crowded = crowdedRuns(model);
    const runs = model.runs.flatMap(({ trace, result }, index) =>
      trace && trace.length > 0 && !model.hidden.includes(index)
        ? [
            {
              trace,
              style: runStyle(model.runs[index], theme.series),
              crowded: crowded.has(index),
              ...(result ? { best: result.best.iteration } : {}),
            },
          ]
        : [],
    );
    const curve = isCurve(window);
    const shown = curve ? { ...window, y: curveRange(picture.field, runs) } : window;
    const area = plotArea(shown, width, height);
    const [right, up] = axisNames(window, objective.coordinates);
    const names = [right, curve ? objective.name : up] as const;
    this.#field.draw(model, runs, area, this.#size, curve, theme);
    this.#drawnArea = area;
    for (const [name, value] of [
      ['x', area.left],
      ['y', area.top],
      ['width', area.width],
      ['height', area.height],
    ] as const)
      this.#clip.setAttribute(name, String(value));
    this.#axes.show([axes(area, names, theme)]);
    const projection = curve ? curveProjection(area) : planeProjection(area, window);
    const bounds = model.plan?.bounds;
    const box = bounds && boundsLayer(bounds, area, window, theme);
    const paths = pathLayer(runs, projection, currentIteration(model), theme);
    this.#paths.show(box ? [box, paths] : [paths]);
    const { note = '', words = [] } = this.#drawExtras(model, window, area, theme) ?? {};
    this.#menu?.draw(model);
    setText(this.#caption, `${contourCaption(model, window)} ${note}`.trim());
    this.element.setAttribute('aria-label', curve ? 'Curve' : 'Contour plot');
    this.#plot.setAttribute(
      'aria-label',
      `${curve ? 'Curve' : 'Contour plot'} of ${objective.name}. Shift and arrows move it, plus and minus zoom, 0 shows the runs; ${curve ? 'A and D' : 'A, D, W and S'} move the start.`,
    );
    atRest(this, () =>
      this.#description.replaceChildren(
        ...contourDescription(model, window),
        ...words.map((sentence) => element('p', {}, sentence)),
      ),
    );
  }

  /** Draws what is wanted besides field and paths. */
  #drawExtras(model: Model, window: PlaneWindow, area: PlotArea, theme: PageTheme): Extras | undefined {
    const wanted = wantsExtras(plotOptions(model), isCurve(window));
    if (wanted && !this.#extras) {
      this.#extras = 'loading';
      void import('../contour/extras.ts').then(({ ContourExtras }) => {
        this.#extras = new ContourExtras(() => this.#actions.redraw());
        this.#actions.redraw();
      });
    }
    const extras = wanted && typeof this.#extras === 'object' ? this.#extras : undefined;
    extras?.ask(model, window, area);
    const drawn = extras?.draw(model, window, area, theme);
    this.#below.show(drawn?.below ?? []);
    this.#above.show(drawn?.above ?? []);
    return drawn;
  }
}
