import type { ExpressionGraphView } from '../../src/core/expression-graph/expression-graph.ts';
import type { Direction } from '../../src/core/expression-graph/layered-layout.ts';
import { type Flow, type PassMoment, passLength, passMoment } from '../../src/core/expression-graph/pass.ts';
import { type VisibleNode, visibleGraph } from '../../src/core/expression-graph/visible-graph.ts';
import { figurePage } from '../../src/core/figures/figure-page.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import { formulaLabel } from '../../src/core/figures/formula-label.ts';
import { type GraphFigure, graphFigure } from '../../src/core/figures/graph-figure.ts';
import { type SvgElement, svg } from '../../src/core/figures/svg.ts';
import type { Table } from '../../src/core/table.ts';
import { expressionGraph } from '../answers/expression-graph.ts';
import { Asker } from '../asker.ts';
import { type Extent, fitFrame, viewOf } from '../graph/frame.ts';
import { GraphCamera } from '../graph/graph-camera.ts';
import type { Model } from '../model.ts';
import { shownIterate } from '../shown-iterate.ts';
import type { Store } from '../store.ts';
import type { PageTheme } from '../theme.ts';
import { button } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { segments } from '../ui/segments.ts';
import { mountSvg } from '../ui/svg.ts';
import { CoordinateChoice } from './coordinate-choice.ts';
import { chooseInGraph, type GraphOptions, graphOptions, openedNodes } from './graph-options.ts';
import { GraphPass } from './graph-pass.ts';
import { graphTable, nodeDetail, nodeName, nodeText, tableElement } from './graph-text.ts';
import { walkTo } from './graph-walk.ts';
import type { View, ViewPage } from './view.ts';

/** Smaller than this its writing is hard to read. */
const LEGIBLE = 0.8;

/** The computation graph: values flow forwards, adjoints back, or dual numbers forwards, step by step. */
export class GraphView implements View {
  readonly element: HTMLElement;
  readonly #store: Store<Model>;
  readonly #asker: Asker<'graph'>;
  readonly #flow;
  readonly #coordinate: CoordinateChoice;
  readonly #pass: GraphPass;
  readonly #note = element('p', { class: 'note' });
  readonly #field = element('div', { class: 'graph-field' });
  readonly #detail = element('div', { class: 'graph-detail', 'aria-live': 'polite' });
  readonly #table = element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Nodes' });
  readonly #text: HTMLElement;
  readonly #camera: GraphCamera;
  readonly #whole = button('Show the whole graph (0)', () => this.#camera.fit(), { icon: 'home' });
  #answer: ExpressionGraphView | undefined;
  #drawn: readonly unknown[] = [];
  #nodes: readonly VisibleNode[] = [];
  #places: GraphFigure['places'] = new Map();
  /** The node that is looked at, and the one that Tab comes to. */
  #chosen: number | undefined;
  /** The node at which the pass is. */
  #active = 0;

  constructor({ store, redraw }: ViewPage) {
    this.#store = store;
    this.#asker = new Asker(
      'graph',
      expressionGraph,
      (answer) => {
        this.#answer = answer;
        redraw();
      },
      () => this.element,
    );
    this.#flow = segments('Flow', (flow) => {
      this.#pass.stop();
      chooseInGraph(store, { flow: flow as Flow, step: undefined });
    });
    this.#coordinate = new CoordinateChoice(store);
    this.#pass = new GraphPass((step) => chooseInGraph(store, { step }));
    this.#text = element(
      'details',
      { class: 'graph-table' },
      element('summary', {}, 'As a table'),
      this.#table,
    );
    this.element = element(
      'section',
      { class: 'graph', 'aria-label': 'Computation graph' },
      element('div', { class: 'choices' }, this.#flow.element, this.#coordinate.element),
      this.#note,
      element('div', { class: 'graph-place' }, this.#field, this.#whole.element),
      this.#pass.element,
      this.#detail,
      this.#text,
    );
    this.#camera = new GraphCamera(this.#field, (frame) => chooseInGraph(store, { frame }));
    new ResizeObserver(() => redraw()).observe(this.#field);
    this.#watch();
  }

  draw(model: Model, theme: PageTheme): void {
    const coordinate = this.#coordinate.draw(model);
    const options = graphOptions(model);
    const { flow } = options;
    this.#flow.setChoices(
      [
        { value: 'reverse', label: 'Backpropagation' },
        { value: 'dual', label: 'Dual numbers' },
      ],
      flow,
    );
    this.#coordinate.element.classList.toggle('is-hidden', flow !== 'dual');
    const shown = shownIterate(model);
    if (shown) {
      const { generation, ...place } = shown;
      this.#asker.ask(generation, { ...place, coordinate });
    }
    const answer = this.#answer;
    const width = this.#field.clientWidth;
    const key = [answer, theme, model.options, model.objective, width];
    if (!answer || !model.objective || width === 0 || key.every((each, i) => each === this.#drawn[i])) return;
    this.#drawn = key;
    const isEmpty = answer.graph.nodes.length === 0;
    for (const part of [this.#field, this.#whole.element, this.#pass.element, this.#text])
      part.classList.toggle('is-gone', isEmpty);
    setText(this.#note, answer.note || INTRODUCTIONS[flow]);
    if (isEmpty) this.#detail.replaceChildren();
    else this.#drawPass(answer, options, theme, width);
  }

  #drawPass(answer: ExpressionGraphView, options: GraphOptions, theme: PageTheme, width: number): void {
    const { flow } = options;
    this.#nodes = visibleGraph(answer.graph, openedNodes(answer.graph, options));
    const length = passLength(this.#nodes, flow);
    const step = Math.min(options.step ?? length, length);
    const moment = passMoment(this.#nodes, flow, step);
    this.#pass.draw(step, length, momentText(answer, moment, flow));
    this.#drawField(answer, options, moment, theme, width);
    this.#active = moment.active ?? answer.graph.output;
    this.#describe();
    this.#table.replaceChildren(tableElement(answer, this.#nodes));
  }

  figure(theme: FigureTheme): SvgElement | undefined {
    const answer = this.#answer;
    if (!answer || answer.graph.nodes.length === 0) return undefined;
    const options = graphOptions(this.#store.get());
    const nodes = visibleGraph(answer.graph, openedNodes(answer.graph, options));
    const length = passLength(nodes, options.flow);
    const moment = passMoment(nodes, options.flow, Math.min(options.step ?? length, length));
    const { figure, width, height } = graphFigure({
      ...answer,
      nodes,
      flow: options.flow,
      moment,
      direction: 'right',
      theme,
    });
    const title = `Computation graph of ${this.#store.get().objective?.text ?? ''}`;
    return figurePage({ width, height, title, theme }, [figure]);
  }

  data(): Table | undefined {
    return this.#answer && this.#answer.graph.nodes.length > 0 ? graphTable(this.#answer) : undefined;
  }

  #drawField(
    answer: ExpressionGraphView,
    { flow, frame }: GraphOptions,
    moment: PassMoment,
    theme: PageTheme,
    room: number,
  ): void {
    const draw = (direction: Direction) =>
      graphFigure({ ...answer, nodes: this.#nodes, flow, moment, direction, theme });
    const scaleIn = (graph: Extent) => fitFrame(graph, viewOf(graph, room)).scale;
    const across = draw('right');
    // The way in which it is drawn larger; as it is read, where there is no difference.
    const down = scaleIn(across) < LEGIBLE ? draw('down') : across;
    const drawn = scaleIn(down) > scaleIn(across) ? down : across;
    this.#places = drawn.places;
    const label =
      'Computation graph; arrows walk, Enter opens and folds, plus and minus zoom, Shift and arrows move, 0 shows all';
    const root = mountSvg(svg('svg', { role: 'group', 'aria-label': label }, [drawn.figure]));
    const focused = this.#focused();
    for (const group of root.querySelectorAll<SVGElement>('[data-node]')) {
      const visible = this.#nodes.find(({ id }) => String(id) === group.dataset.node);
      if (!visible) continue;
      const isFoldable = answer.graph.nodes[visible.id]?.members !== undefined;
      group.setAttribute('role', isFoldable ? 'button' : 'img');
      group.setAttribute('tabindex', '-1');
      group.setAttribute('aria-label', nodeText(answer, visible));
      if (!isFoldable) continue;
      group.setAttribute('aria-expanded', String(!visible.isFolded));
      // The name of the button says in words what is written on it.
      const writing = mountSvg(svg('g', { 'pointer-events': 'none', 'aria-hidden': 'true' }));
      writing.append(...group.querySelectorAll('text'));
      group.after(writing);
    }
    this.#field.replaceChildren(root);
    this.#camera.show(root, drawn, frame);
    this.#whole.element.classList.toggle('is-hidden', frame === undefined);
    if (focused !== undefined) this.#nodeElement(focused)?.focus({ preventScroll: true });
  }

  /** What is known about the node looked at, or else about that at which the pass is. */
  #describe(): void {
    const answer = this.#answer;
    if (!answer) return;
    const model = this.#store.get();
    const looked = this.#chosen ?? this.#active;
    const detail = nodeDetail(answer, looked, graphOptions(model).flow, model.objective?.name ?? '');
    const name = nodeName(answer.graph, looked);
    this.#detail.replaceChildren(element('h2', {}, name), ...(detail ? [detail] : []));
    for (const group of this.#field.querySelectorAll('[data-node]')) {
      const id = nodeOf(group);
      group.classList.toggle('is-chosen', id === this.#chosen);
      // One stop for all nodes: that at which one is, or the output.
      group.setAttribute('tabindex', id === (this.#chosen ?? this.#nodes.at(-1)?.id) ? '0' : '-1');
    }
  }

  #focused(): number | undefined {
    const active = document.activeElement;
    if (!(active instanceof SVGElement) || !this.#field.contains(active)) return undefined;
    return nodeOf(active);
  }

  #nodeElement(id: number): SVGElement | null {
    return this.#field.querySelector<SVGElement>(`[data-node="${id}"]`);
  }

  #watch(): void {
    this.#field.addEventListener('click', ({ target }) => {
      const id = nodeOf(target);
      if (id !== undefined) this.#toggle(id);
    });
    this.#field.addEventListener('pointerover', ({ target }) => this.#look(nodeOf(target)));
    this.#field.addEventListener('pointerleave', () => this.#look(this.#focused()));
    this.#field.addEventListener('focusin', ({ target }) => {
      const id = nodeOf(target);
      const place = id === undefined ? undefined : this.#places.get(id);
      if (place) this.#camera.reveal(place);
      this.#look(id);
    });
    this.#field.addEventListener('keydown', (event) => {
      const id = nodeOf(event.target);
      if (id === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const next = walkTo(event.key, id, this.#nodes, this.#places);
      if (event.key === 'Enter' || event.key === ' ') this.#toggle(id);
      else if (next !== undefined) this.#nodeElement(next)?.focus();
      else if (!event.key.startsWith('Arrow')) return;
      event.preventDefault();
    });
  }

  #look(id: number | undefined): void {
    if (id === this.#chosen || (id === undefined && this.#focused() !== undefined)) return;
    this.#chosen = id;
    this.#describe();
  }

  #toggle(id: number): void {
    const answer = this.#answer;
    if (!answer?.graph.nodes[id]?.members) return;
    const opened = openedNodes(answer.graph, graphOptions(this.#store.get()));
    if (!opened.delete(id)) opened.add(id);
    chooseInGraph(this.#store, { opened: [...opened], step: undefined });
  }
}

const INTRODUCTIONS: Readonly<Record<Flow, string>> = {
  reverse:
    'Forwards every operation finds its value; then each sends its adjoint back, times its local derivative. ∂ marks adjoints.',
  dual: 'Every value carries its slope along as a multiple of ε: one pass forwards gives the derivative by the parameter chosen.',
};

function momentText({ graph, numbers }: ExpressionGraphView, moment: PassMoment, flow: Flow): string {
  const { active, isBackwards } = moment;
  if (active === undefined) return 'The parameters have their values.';
  const formula = formulaLabel(graph.nodes[active]?.formula ?? '');
  const own = numbers[active];
  const value = formatNumber(own?.value[0] ?? Number.NaN, 4);
  if (isBackwards) {
    const adjoint = formatNumber(own?.adjoint[0] ?? Number.NaN, 4);
    return active === graph.output && moment.adjoined.size === 1
      ? 'Backwards: the adjoint of the output is 1.'
      : `Backwards: ${formula} sends its adjoint ${adjoint} to its inputs.`;
  }
  if (flow === 'reverse') return `Forwards: ${formula} = ${value}.`;
  const slope = own?.dual[0] ?? Number.NaN;
  return `${formula} = ${value} ${slope < 0 ? '−' : '+'} ${formatNumber(Math.abs(slope), 4)} ε.`;
}

function nodeOf(target: EventTarget | null): number | undefined {
  const group = target instanceof Element ? target.closest<SVGElement>('[data-node]') : null;
  return group ? Number(group.dataset.node) : undefined;
}
