import type { Block } from './row-blocks.ts';

/** Rows of numbers in blocks, of which all but the first take equally many. */
export class KeptRows {
  readonly blocks: Block[];

  /** @param width - The numbers of a row. */
  constructor(
    first: Block,
    private readonly width: number,
  ) {
    this.blocks = [first];
  }

  /** A view of a row. */
  row(index: number): Float64Array {
    const at = this.placeOf(index);
    return this.blockOf(index).numbers.subarray(at, at + this.width);
  }

  /** Writes a row that lies in an array from a place on. A loop: views and `set` would take ten times as long. */
  set(index: number, from: Float64Array, at: number): void {
    const { numbers } = this.blockOf(index);
    const to = this.placeOf(index);
    for (let i = 0; i < this.width; i++) numbers[to + i] = from[at + i] as number;
  }

  /** Moves every other one of the first rows, so many stay, to the front. */
  thin(rows: number): void {
    for (let i = 1; i < rows; i++) this.set(i, this.blockOf(2 * i).numbers, this.placeOf(2 * i));
  }

  private blockOf(index: number): Block {
    const [head, next] = this.blocks as [Block, Block | undefined];
    if (!next || index < head.rows) return head;
    return this.blocks[1 + Math.floor((index - head.rows) / next.rows)] as Block;
  }

  private placeOf(index: number): number {
    const [head, next] = this.blocks as [Block, Block | undefined];
    const within = next && index >= head.rows ? (index - head.rows) % next.rows : index;
    return this.blockOf(index).from + within * this.width;
  }
}
