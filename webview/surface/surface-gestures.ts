import { movingKey, wheelZoom } from '../ui/pointing.ts';
import type { CutChoice } from './cut-choice.ts';
import { HOME_POSE, type Pose, turnPose, zoomPose } from './pose.ts';

/** What the gestures on a surface act upon. */
export interface SurfaceTarget {
  pose(): Pose;
  turn(pose: Pose): void;
  layFlat(): void;
  /** Cuts the surface, or takes its cut away. */
  cut(choice: CutChoice): void;
}

/** Radians for a pixel, and for a key. */
const TURN = 0.008;
const KEY_TURN = 0.12;
const KEY_NEARER = 1.15;

/** Turns a surface by drag, wheel and keys. */
export function watchSurfaceGestures(plot: HTMLElement, target: SurfaceTarget): void {
  plot.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    plot.setPointerCapture(event.pointerId);
    plot.classList.add('is-moving');
  });
  plot.addEventListener('pointermove', (event) => {
    if (!plot.hasPointerCapture(event.pointerId)) return;
    target.turn(turnPose(target.pose(), -event.movementX * TURN, -event.movementY * TURN));
  });
  for (const type of ['pointerup', 'pointercancel'] as const)
    plot.addEventListener(type, () => plot.classList.remove('is-moving'));
  plot.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      target.turn(zoomPose(target.pose(), wheelZoom(event)));
    },
    { passive: false },
  );
  plot.addEventListener('keydown', (event) => {
    const key = movingKey(event);
    if (key === undefined) return;
    const cut = CUT_KEYS[key];
    const act = KEYS[key];
    if (!cut && !act && key !== 'f') return;
    event.preventDefault();
    if (cut) return target.cut(cut);
    event.stopPropagation();
    if (act) target.turn(act(target.pose()));
    else target.layFlat();
  });
}

const CUT_KEYS: Readonly<Record<string, CutChoice>> = { x: 'x', y: 'y', v: 'v' };

const KEYS: Readonly<Record<string, (pose: Pose) => Pose>> = {
  'Shift+ArrowLeft': (pose) => turnPose(pose, -KEY_TURN, 0),
  'Shift+ArrowRight': (pose) => turnPose(pose, KEY_TURN, 0),
  'Shift+ArrowUp': (pose) => turnPose(pose, 0, -KEY_TURN),
  'Shift+ArrowDown': (pose) => turnPose(pose, 0, KEY_TURN),
  '+': (pose) => zoomPose(pose, KEY_NEARER),
  '=': (pose) => zoomPose(pose, KEY_NEARER),
  '-': (pose) => zoomPose(pose, 1 / KEY_NEARER),
  0: () => HOME_POSE,
};
