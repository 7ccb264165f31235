import { prefersReducedMotion } from '../reduced-motion.ts';

/** With reduced motion a race goes on by so many steps, with a pause after each, in milliseconds. */
const STEPS = 16;
const PAUSE = 600;

/** Moves the clock of a race on, frame by frame; where motion is to be reduced, in a few steps. */
export class RacePlayer {
  #stop: (() => void) | undefined;
  readonly #show: (share: number) => void;
  readonly #end: () => void;

  /** @param show is told each share of the race, from 0 to 1. @param end is told when it is over. */
  constructor(show: (share: number) => void, end: () => void) {
    this.#show = show;
    this.#end = end;
  }

  get playing(): boolean {
    return this.#stop !== undefined;
  }

  /** Plays from a share on. @param duration of the whole race, in milliseconds. */
  start(from: number, duration: number): void {
    this.stop();
    if (prefersReducedMotion()) this.#step(from);
    else this.#run(from, duration);
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #run(from: number, duration: number): void {
    let began: number | undefined;
    let frame = 0;
    const tick = (now: number) => {
      began ??= now;
      frame = requestAnimationFrame(tick);
      this.#advance(from + (now - began) / duration);
    };
    frame = requestAnimationFrame(tick);
    this.#stop = () => cancelAnimationFrame(frame);
  }

  #step(from: number): void {
    let share = from;
    const timer = setInterval(() => {
      share = (Math.floor(share * STEPS + 1e-9) + 1) / STEPS;
      this.#advance(share);
    }, PAUSE);
    this.#stop = () => clearInterval(timer);
  }

  #advance(share: number): void {
    this.#show(Math.min(1, share));
    if (share < 1) return;
    this.stop();
    this.#end();
  }
}
