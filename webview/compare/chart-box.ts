import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { type SvgElement, svg } from '../../src/core/figures/svg.ts';
import type { PageTheme } from '../theme.ts';
import { element } from '../ui/dom.ts';
import { mountSvg } from '../ui/svg.ts';

/** What a chart is drawn on. */
export interface ChartPaper {
  readonly theme: FigureTheme;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Unlike that of any other figure of the document. */
  readonly id: string;
}

/** What the user does with a chart. */
export interface ChartActions {
  /** The pointer is at a place of the chart, in pixels. */
  move(place: readonly [x: number, y: number]): void;
  /** The place was clicked. */
  press(): void;
  /** @returns whether the key was used. */
  key(key: string): boolean;
}

/** A place for a chart, which knows its size and where the pointer is. */
export class ChartBox {
  readonly element: HTMLElement;
  readonly #svg = mountSvg(svg('svg', { class: 'figure', 'aria-hidden': 'true' }));
  readonly #mark = mountSvg(svg('circle', { r: 9, fill: 'none', 'stroke-width': 1.5, visibility: 'hidden' }));
  #size = { width: 0, height: 0 };

  /** @param resized is called when the place has another size. @param actions absent: the chart is only looked at. */
  constructor(label: string, resized: () => void, actions?: ChartActions) {
    this.element = element(
      'div',
      actions
        ? {
            class: 'chart-box is-active',
            tabindex: '0',
            role: 'group',
            'aria-label': `${label}: arrows move along it, Enter takes a value over.`,
          }
        : { class: 'chart-box', role: 'img', 'aria-label': label },
    );
    this.element.append(this.#svg);
    new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      if (width === 0 || (width === this.#size.width && height === this.#size.height)) return;
      this.#size = { width, height };
      resized();
    }).observe(this.element);
    if (!actions) return;
    const move = (event: PointerEvent) => {
      const { left, top } = this.element.getBoundingClientRect();
      actions.move([event.clientX - left, event.clientY - top]);
    };
    this.element.addEventListener('pointermove', move);
    this.element.addEventListener('click', () => actions.press());
    this.element.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !actions.key(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  get width(): number {
    return this.#size.width;
  }

  get height(): number {
    return this.#size.height;
  }

  show(figure: SvgElement, theme: PageTheme, marked?: readonly [number, number]): void {
    this.#svg.setAttribute('width', String(this.#size.width));
    this.#svg.setAttribute('height', String(this.#size.height));
    this.#svg.setAttribute('font-family', theme.font);
    this.#svg.replaceChildren(mountSvg(figure), this.#mark);
    this.mark(marked, theme);
  }

  /** Rings a place of the chart. */
  mark(place: readonly [number, number] | undefined, theme: PageTheme | undefined): void {
    this.#mark.setAttribute('visibility', place ? 'visible' : 'hidden');
    if (!place) return;
    this.#mark.setAttribute('cx', String(place[0]));
    this.#mark.setAttribute('cy', String(place[1]));
    if (theme) this.#mark.setAttribute('stroke', theme.foreground);
  }
}
