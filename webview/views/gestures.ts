import { type PlotArea, toData } from '../../src/core/figures/plot-area.ts';
import type { PlaneWindow } from '../../src/core/sampling/plane.ts';
import { panWindow, zoomWindow } from '../camera.ts';
import { KEY_ZOOM, middleOf, movingKey, type Place, placeIn, spreadOf, wheelZoom } from '../ui/pointing.ts';

/** What the gestures on a plot act upon. */
export interface GestureTarget {
  /** What is on screen now. */
  window(): PlaneWindow | undefined;
  area(): PlotArea | undefined;
  /** `undefined` goes back to where the runs are. */
  move(camera: PlaneWindow | undefined): void;
  /** What lies at a place and can be moved instead of the picture, by pixels of the plot; `undefined` where nothing does. */
  grip(place: readonly [number, number]): Grip | undefined;
  /** Starts at a place, in the plane's own coordinates. */
  start(place: readonly [x: number, y: number]): void;
  /** Moves the start by pixels, to the right and downwards. */
  nudge(by: readonly [number, number]): void;
  /** Where the pointer is, in pixels of the plot; `undefined` when it has left. */
  hover(place: readonly [number, number] | undefined): void;
}

/** Moves what is held to a place. */
export type Grip = (place: Place) => void;

const KEY_PAN = 0.1;

/** Pan by drag, zoom by wheel, pinch and keys; all of it in one place, so that it feels the same everywhere. */
export function watchGestures(plot: HTMLElement, target: GestureTarget): void {
  const pointers = new Map<number, Place>();
  let held: Grip | undefined;
  let frame = 0;

  /** Makes what is seen so many times as large. */
  const zoomAt = (factor: number, [x, y]: Place) => {
    const window = target.window();
    const area = target.area();
    if (!window || !area) return;
    const shareX = Math.min(Math.max((x - area.left) / area.width, 0), 1);
    const shareY = Math.min(Math.max(1 - (y - area.top) / area.height, 0), 1);
    target.move(zoomWindow(window, 1 / factor, shareX, shareY));
  };

  const panBy = (dx: number, dy: number) => {
    const window = target.window();
    const area = target.area();
    if (window && area) target.move(panWindow(window, -dx / area.width, dy / area.height));
  };

  const startAt = (place: Place) => {
    const area = target.area();
    if (area) target.start(roundedPlace(area, place));
  };

  plot.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, placeIn(plot, event));
    held = pointers.size === 1 ? target.grip(placeIn(plot, event)) : undefined;
    plot.setPointerCapture(event.pointerId);
  });

  plot.addEventListener('pointermove', (event) => {
    const place = placeIn(plot, event);
    target.hover(place);
    const before = pointers.get(event.pointerId);
    plot.classList.toggle('is-on-grip', held !== undefined || (!before && target.grip(place) !== undefined));
    if (!before) return;
    if (held) {
      const move = held;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => move(place));
      return;
    }
    const gap = spreadOf(pointers);
    pointers.set(event.pointerId, place);
    plot.classList.add('is-moving');
    // With two fingers each moves the picture by its half.
    panBy((place[0] - before[0]) / pointers.size, (place[1] - before[1]) / pointers.size);
    const spread = spreadOf(pointers);
    if (gap > 0 && spread > 0) zoomAt(spread / gap, middleOf(pointers));
  });

  const release = (event: PointerEvent) => {
    pointers.delete(event.pointerId);
    held = undefined;
    if (pointers.size === 0) plot.classList.remove('is-moving');
  };
  plot.addEventListener('pointerup', release);
  plot.addEventListener('pointercancel', release);
  plot.addEventListener('pointerleave', () => target.hover(undefined));

  plot.addEventListener('dblclick', (event) => startAt(placeIn(plot, event)));

  plot.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      zoomAt(wheelZoom(event), placeIn(plot, event));
    },
    { passive: false },
  );

  plot.addEventListener('keydown', (event) => {
    const key = movingKey(event);
    const window = target.window();
    if (!window || key === undefined) return;
    const nudge = NUDGES[event.key.toLowerCase()];
    if (nudge) {
      event.preventDefault();
      target.nudge(nudge);
      return;
    }
    const act = KEYS[key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    target.move(act(window));
  });
}

/** The letters that move characters in games move the start. */
const NUDGES: Readonly<Record<string, readonly [number, number]>> = {
  a: [-8, 0],
  d: [8, 0],
  w: [0, -8],
  s: [0, 8],
};

const KEYS: Readonly<Record<string, (window: PlaneWindow) => PlaneWindow | undefined>> = {
  '+': (window) => zoomWindow(window, 1 / KEY_ZOOM),
  '=': (window) => zoomWindow(window, 1 / KEY_ZOOM),
  '-': (window) => zoomWindow(window, KEY_ZOOM),
  0: () => undefined,
  'Shift+ArrowLeft': (window) => panWindow(window, -KEY_PAN, 0),
  'Shift+ArrowRight': (window) => panWindow(window, KEY_PAN, 0),
  'Shift+ArrowUp': (window) => panWindow(window, 0, KEY_PAN),
  'Shift+ArrowDown': (window) => panWindow(window, 0, -KEY_PAN),
};

/** A place of the plot in the plane's own coordinates, rounded to what a pixel tells: the numbers go into the user's text. */
export function roundedPlace(area: PlotArea, place: Place): [x: number, y: number] {
  const [x, y] = toData(area, ...place);
  return [
    roundTo(x, (area.x[1] - area.x[0]) / area.width),
    roundTo(y, (area.y[1] - area.y[0]) / area.height),
  ];
}

function roundTo(value: number, unit: number): number {
  const digits = Math.min(15, Math.max(0, Math.ceil(-Math.log10(unit))));
  return Number(value.toFixed(digits));
}
