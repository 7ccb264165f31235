/** Pixels across a cell: finer is not needed to keep a label clear, and takes longer. */
const CELL = 4;

/** Steps along a line this many pixels long leave out no cell that it crosses for long. */
const STEP = CELL / 2;

/** A rectangle, in pixels. */
export interface CellBounds {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The part of a picture that lines pass through, in cells of a few pixels. */
export class CoveredCells {
  readonly #bounds: CellBounds;
  readonly #columns: number;
  readonly #cells: Uint8Array;

  constructor(bounds: CellBounds) {
    this.#bounds = bounds;
    this.#columns = Math.ceil(bounds.width / CELL);
    this.#cells = new Uint8Array(this.#columns * Math.ceil(bounds.height / CELL));
  }

  /** Covers a straight line; what lies outside of the bounds, or has no finite end, covers nothing. */
  cover(x0: number, y0: number, x1: number, y1: number): void {
    const [dx, dy] = [x1 - x0, y1 - y0];
    const { left, top, width, height } = this.#bounds;
    // The part of the line, from 0 to 1, that lies between two opposite edges.
    const within = (from: number, along: number, low: number, size: number): readonly [number, number] => {
      if (along === 0) return from >= low && from <= low + size ? [0, 1] : [1, 0];
      const [a, b] = [(low - from) / along, (low + size - from) / along];
      return [Math.min(a, b), Math.max(a, b)];
    };
    const [fromX, toX] = within(x0, dx, left, width);
    const [fromY, toY] = within(y0, dy, top, height);
    const from = Math.max(0, fromX, fromY);
    const to = Math.min(1, toX, toY);
    if (!(from <= to)) return;
    const steps = Math.ceil(((to - from) * Math.hypot(dx, dy)) / STEP);
    for (let step = 0; step <= steps; step++) {
      const share = from + ((to - from) * step) / Math.max(1, steps);
      const cell = this.#cellAt(x0 + share * dx, y0 + share * dy);
      if (cell !== undefined) this.#cells[cell] = 1;
    }
  }

  /** Whether nothing passes through a rectangle around a point. @param angle by which it is turned, in degrees. */
  isClear(x: number, y: number, angle: number, width: number, height: number): boolean {
    const turn = (angle * Math.PI) / 180;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const [across, down] = [Math.ceil(width / STEP), Math.ceil(height / STEP)];
    for (let i = 0; i <= across; i++)
      for (let j = 0; j <= down; j++) {
        const [u, v] = [width * (i / across - 0.5), height * (j / down - 0.5)];
        const cell = this.#cellAt(x + u * cos - v * sin, y + u * sin + v * cos);
        if (cell !== undefined && this.#cells[cell]) return false;
      }
    return true;
  }

  #cellAt(x: number, y: number): number | undefined {
    const { left, top, width, height } = this.#bounds;
    if (!(x >= left && x < left + width && y >= top && y < top + height)) return undefined;
    return Math.floor((y - top) / CELL) * this.#columns + Math.floor((x - left) / CELL);
  }
}
