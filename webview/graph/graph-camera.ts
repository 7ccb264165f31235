import { KEY_ZOOM, middleOf, movingKey, type Place, placeIn, spreadOf, wheelZoom } from '../ui/pointing.ts';
import { type Extent, type Frame, fitFrame, panFrame, revealFrame, viewOf, zoomFrame } from './frame.ts';

const KEY_PAN = 60;
/** A pointer that moves less, in pixels, clicks. */
const STILL = 4;
/** After the wheel has rested so long, in milliseconds, where it led is kept. */
const RESTED = 250;

/** Pan by drag, zoom by wheel, pinch and keys in the place where a graph is drawn; until then all of it is shown. */
export class GraphCamera {
  readonly #place: HTMLElement;
  readonly #keep: (frame: Frame | undefined) => void;
  #graph: Extent = { width: 1, height: 1 };
  #frame: Frame | undefined;
  #root: SVGElement | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;
  /** While the user moves, what was kept before is old. */
  #moving = false;

  /** @param keep is given what the user has moved to; `undefined` is the whole. */
  constructor(place: HTMLElement, keep: (frame: Frame | undefined) => void) {
    this.#place = place;
    this.#keep = keep;
    this.#watchPointer();
    place.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        this.#zoom(wheelZoom(event), placeIn(place, event));
        clearTimeout(this.#resting);
        this.#moving = true;
        this.#resting = setTimeout(() => this.#rest(), RESTED);
      },
      { passive: false },
    );
    place.addEventListener('keydown', (event) => {
      const key = movingKey(event);
      const { width, height } = this.#view;
      const act = key === undefined ? undefined : KEYS[key];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      if (act === 'fit') this.fit();
      else if (typeof act === 'number') this.#zoom(act, [width / 2, height / 2]);
      else this.#pan(act);
      this.#keep(this.#frame);
    });
  }

  /** Shows a graph, drawn in an SVG element of any size. @param frame what the user had moved to. */
  show(root: SVGElement, graph: Extent, frame: Frame | undefined): void {
    this.#root = root;
    this.#graph = graph;
    if (!this.#moving) this.#frame = frame;
    this.#apply();
  }

  #rest(): void {
    this.#moving = false;
    this.#keep(this.#frame);
  }

  /** Shows the whole graph. */
  fit(): void {
    this.#frame = undefined;
    this.#apply();
    this.#keep(undefined);
  }

  /** Brings a place of the graph into sight. */
  reveal(place: { readonly x: number; readonly y: number }): void {
    if (!this.#frame) return;
    this.#move(revealFrame(this.#frame, place, this.#view));
  }

  get #view(): Extent {
    return viewOf(this.#graph, this.#place.clientWidth || 1);
  }

  #zoom(factor: number, point: Place): void {
    const fit = fitFrame(this.#graph, this.#view);
    const zoomed = zoomFrame(this.#frame ?? fit, factor, point, fit);
    this.#move(panFrame(zoomed, [0, 0], this.#graph, this.#view));
  }

  #pan(by: readonly [number, number]): void {
    const frame = this.#frame ?? fitFrame(this.#graph, this.#view);
    this.#move(panFrame(frame, by, this.#graph, this.#view));
  }

  #move(frame: Frame): void {
    this.#frame = frame;
    this.#apply();
  }

  #apply(): void {
    const { width, height } = this.#view;
    const { x, y, scale } = this.#frame ?? fitFrame(this.#graph, { width, height });
    this.#root?.setAttribute('width', String(width));
    this.#root?.setAttribute('height', String(height));
    this.#root?.setAttribute('viewBox', [x, y, width / scale, height / scale].join(' '));
  }

  #watchPointer(): void {
    const place = this.#place;
    const pointers = new Map<number, Place>();
    let began: Place | undefined;
    let moved = false;
    place.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      pointers.set(event.pointerId, placeIn(place, event));
      if (pointers.size === 1) {
        began = placeIn(place, event);
        moved = false;
      }
    });
    place.addEventListener('pointermove', (event) => {
      const before = pointers.get(event.pointerId);
      if (!before || !began) return;
      const now = placeIn(place, event);
      if (!moved && Math.hypot(now[0] - began[0], now[1] - began[1]) < STILL) return;
      if (!moved) {
        moved = true;
        this.#moving = true;
        // Only now, or a click would not be told of what was clicked.
        place.setPointerCapture(event.pointerId);
        place.classList.add('is-moving');
      }
      const gap = spreadOf(pointers);
      pointers.set(event.pointerId, now);
      this.#pan([(now[0] - before[0]) / pointers.size, (now[1] - before[1]) / pointers.size]);
      const spread = spreadOf(pointers);
      if (gap > 0 && spread > 0) this.#zoom(spread / gap, middleOf(pointers));
    });
    const release = (event: PointerEvent) => {
      if (!pointers.delete(event.pointerId) || pointers.size > 0) return;
      place.classList.remove('is-moving');
      if (moved) this.#rest();
    };
    place.addEventListener('pointerup', release);
    place.addEventListener('pointercancel', release);
    place.addEventListener('pointerleave', (event) => {
      if (!moved) pointers.delete(event.pointerId);
    });
    // What is dragged is not clicked.
    place.addEventListener(
      'click',
      (event) => {
        if (moved) event.stopPropagation();
        moved = false;
      },
      { capture: true },
    );
  }
}

const KEYS: Readonly<Record<string, 'fit' | number | readonly [number, number]>> = {
  '+': KEY_ZOOM,
  '=': KEY_ZOOM,
  '-': 1 / KEY_ZOOM,
  0: 'fit',
  'Shift+ArrowLeft': [KEY_PAN, 0],
  'Shift+ArrowRight': [-KEY_PAN, 0],
  'Shift+ArrowUp': [0, KEY_PAN],
  'Shift+ArrowDown': [0, -KEY_PAN],
};
