import { type PlotArea, toData } from '../../src/core/figures/plot-area.ts';
import type { PlaneWindow } from '../../src/core/sampling/plane.ts';
import { panWindow, zoomWindow } from '../camera.ts';

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

type Place = readonly [x: number, y: number];

/** Moves what is held to a place. */
export type Grip = (place: Place) => void;

/** A notch of a mouse wheel is about 100 pixels and zooms by a fifth. */
const WHEEL = 0.0018;
const KEY_ZOOM = 1.25;
const KEY_PAN = 0.1;

/** Pan by drag, zoom by wheel, pinch and keys; all of it in one place, so that it feels the same everywhere. */
export function watchGestures(plot: HTMLElement, target: GestureTarget): void {
  const pointers = new Map<number, Place>();
  let held: Grip | undefined;
  let frame = 0;

  const placeOf = (event: MouseEvent): Place => {
    const { left, top } = plot.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };

  const zoomAt = (factor: number, [x, y]: Place) => {
    const window = target.window();
    const area = target.area();
    if (!window || !area) return;
    const shareX = Math.min(Math.max((x - area.left) / area.width, 0), 1);
    const shareY = Math.min(Math.max(1 - (y - area.top) / area.height, 0), 1);
    target.move(zoomWindow(window, factor, shareX, shareY));
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

  const spread = (): number => {
    const [first, second] = [...pointers.values()];
    return first && second ? Math.hypot(first[0] - second[0], first[1] - second[1]) : 0;
  };

  plot.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, placeOf(event));
    held = pointers.size === 1 ? target.grip(placeOf(event)) : undefined;
    plot.setPointerCapture(event.pointerId);
  });

  plot.addEventListener('pointermove', (event) => {
    const place = placeOf(event);
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
    const gap = spread();
    pointers.set(event.pointerId, place);
    plot.classList.add('is-moving');
    // With two fingers each moves the picture by its half.
    panBy((place[0] - before[0]) / pointers.size, (place[1] - before[1]) / pointers.size);
    if (gap > 0 && spread() > 0) zoomAt(gap / spread(), middle([...pointers.values()]));
  });

  const release = (event: PointerEvent) => {
    pointers.delete(event.pointerId);
    held = undefined;
    if (pointers.size === 0) plot.classList.remove('is-moving');
  };
  plot.addEventListener('pointerup', release);
  plot.addEventListener('pointercancel', release);
  plot.addEventListener('pointerleave', () => target.hover(undefined));

  plot.addEventListener('dblclick', (event) => startAt(placeOf(event)));

  plot.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 33 : event.deltaY;
      // A pinch on a touchpad arrives as a wheel with Ctrl, in much smaller steps.
      zoomAt(
        Math.exp(Math.max(-200, Math.min(200, pixels)) * (event.ctrlKey ? WHEEL * 6 : WHEEL)),
        placeOf(event),
      );
    },
    { passive: false },
  );

  plot.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const window = target.window();
    if (!window) return;
    const nudge = NUDGES[event.key.toLowerCase()];
    if (nudge) {
      event.preventDefault();
      target.nudge(nudge);
      return;
    }
    const act = KEYS[event.shiftKey && event.key.startsWith('Arrow') ? `Shift+${event.key}` : event.key];
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

function middle(places: readonly Place[]): Place {
  const [first, second] = places;
  if (!first || !second) return first ?? [0, 0];
  return [(first[0] + second[0]) / 2, (first[1] + second[1]) / 2];
}
