/** The numbers of a block: 64 KB stay in the processor's caches while they are written, and the heap has them at hand. */
const BLOCK = 8192;

/** An array of numbers whose part from `from` on takes so many rows. */
export interface Block {
  readonly numbers: Float64Array;
  readonly from: number;
  readonly rows: number;
}

let spare: { readonly numbers: Float64Array; readonly from: number } | undefined;

/** A block for rows of so many numbers; all of one width take equally many. */
export function newBlock(width: number): Block {
  return blockOf(new Float64Array(Math.max(BLOCK, width)), 0, width);
}

/** The first block of a run. Short runs share an array, one behind the other: to make one costs as much as a dozen steps. */
export function firstBlock(width: number): Block {
  if (!spare) return newBlock(width);
  const block = blockOf(spare.numbers, spare.from, width);
  spare = undefined;
  return block.rows > 0 ? block : newBlock(width);
}

/** Leaves what a run did not need of its last block to the next run. */
export function leaveRest(numbers: Float64Array, from: number): void {
  spare = { numbers, from };
}

function blockOf(numbers: Float64Array, from: number, width: number): Block {
  return { numbers, from, rows: Math.floor((numbers.length - from) / width) };
}
