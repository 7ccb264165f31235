/** While the pointer is held down, numbers change this often at most, in milliseconds: faster nobody reads them. */
const LEISURE = 100;

let pressed = false;
const resting = new Map<object, () => void>();
const leisurely = new Map<object, () => void>();
const timers = new Map<object, ReturnType<typeof setTimeout>>();

/**
 * Does what only readers of the screen need: at once, or while the pointer is held down as soon as it is let go, so that it costs none
 * of the frames in between.
 * @param owner Of several works of one owner only the last is done.
 */
export function atRest(owner: object, work: () => void): void {
  if (pressed) resting.set(owner, work);
  else work();
}

/**
 * Does what is read rather than watched: at once, or while the pointer is held down ten times a second at most.
 * @param owner Of several works of one owner only the last is done.
 */
export function atLeisure(owner: object, work: () => void): void {
  if (!pressed) work();
  else if (timers.has(owner)) leisurely.set(owner, work);
  else {
    work();
    pause(owner);
  }
}

/** Knows from now on whether the pointer is held down. */
export function watchPressed(): void {
  addEventListener(
    'pointerdown',
    () => {
      pressed = true;
    },
    { capture: true },
  );
  for (const end of ['pointerup', 'pointercancel', 'blur']) addEventListener(end, release, { capture: true });
  // Let go outside of the window, nothing is heard of it.
  addEventListener('pointermove', ({ buttons }) => buttons === 0 && release(), { capture: true });
}

function pause(owner: object): void {
  timers.set(
    owner,
    setTimeout(() => {
      timers.delete(owner);
      const work = leisurely.get(owner);
      if (!work) return;
      leisurely.delete(owner);
      work();
      pause(owner);
    }, LEISURE),
  );
}

function release(): void {
  if (!pressed) return;
  pressed = false;
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  const works = [...leisurely.values(), ...resting.values()];
  leisurely.clear();
  resting.clear();
  for (const work of works) work();
}
