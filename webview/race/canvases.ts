import type { Standing } from '../../src/core/run/standings.ts';
import { element } from '../ui/dom.ts';
import { paintHeads, paintTrails, type RacePicture } from './painter.ts';

/**
 * Two canvases one above the other: the ways, to which only what is new is added while the race goes on, and the runs themselves.
 * Both have a pixel for each of the screen's.
 */
export class RaceCanvases {
  readonly elements = [element('canvas'), element('canvas')] as const;
  readonly #contexts = this.elements.map((canvas) => canvas.getContext('2d'));
  #picture: RacePicture | undefined;
  /** Up to where the ways are painted; nothing is yet where it is absent. */
  #painted: number | undefined;
  #scale: readonly [number, number] = [1, 1];

  constructor() {
    for (const canvas of this.elements) canvas.setAttribute('aria-hidden', 'true');
  }

  /** @param width in pixels of the page. @param device the same in pixels of the screen. */
  resize(width: number, height: number, device: readonly [width: number, height: number]): void {
    this.#scale = [device[0] / width, device[1] / height];
    for (const canvas of this.elements) {
      if (canvas.width !== device[0]) canvas.width = device[0];
      if (canvas.height !== device[1]) canvas.height = device[1];
    }
    this.#painted = undefined;
  }

  paint(picture: RacePicture, standings: readonly Standing[], place: number): void {
    const [trails, heads] = this.#contexts;
    if (!trails || !heads) return;
    for (const context of [trails, heads]) context.setTransform(this.#scale[0], 0, 0, this.#scale[1], 0, 0);
    if (picture !== this.#picture || this.#painted === undefined || place < this.#painted) {
      clear(trails);
      this.#picture = picture;
      paintTrails(trails, picture, 0, place);
    } else if (place > this.#painted) paintTrails(trails, picture, this.#painted, place);
    this.#painted = place;
    clear(heads);
    paintHeads(heads, picture, standings, place);
  }
}

function clear(context: CanvasRenderingContext2D): void {
  context.save();
  context.resetTransform();
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
}
