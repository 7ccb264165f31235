import { describeShape, type Shape, sizeOf } from './shape.ts';

/** Thrown when a graph grows beyond what can be compiled in reasonable time. */
export class GraphTooLarge extends Error {
  constructor(limit: number) {
    super(
      `the objective has more than ${limit.toLocaleString('en')} operations; write repeated parts with sum(i, 1, n, …), vectors or matrices`,
    );
    this.name = 'GraphTooLarge';
  }
}

/** The most nodes of a graph. */
export const MOST_NODES = 2_000_000;

/** The most entries of a value that is computed entry by entry. */
const LARGEST = 20_000_000;

/** The most multiplications of one matrix product. */
const MOST_MULTIPLICATIONS = 20_000_000_000;

/** Throws a sentence where a value has more entries than can be computed. */
export function checkEntries(shape: Shape): void {
  if (sizeOf(shape) <= LARGEST) return;
  throw new Error(
    `this is ${describeShape(shape)}, ${sizeOf(shape).toLocaleString('en')} entries; at most 20 million can be computed at once`,
  );
}

/** Throws a sentence where a matrix product would take minutes. */
export function checkWork(left: Shape, right: Shape): void {
  const work = sizeOf(left) * (right[1] ?? 1);
  if (work <= MOST_MULTIPLICATIONS) return;
  throw new Error(
    `the product of ${describeShape(left)} and ${describeShape(right)} takes ${work.toLocaleString('en')} multiplications; at most 20 billion can be done`,
  );
}
