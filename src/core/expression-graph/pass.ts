import type { VisibleNode } from './visible-graph.ts';

/** What flows through the graph: values forwards and then adjoints backwards, or values with their dual parts forwards. */
export type Flow = 'reverse' | 'dual';

/** A moment of a pass through the graph. */
export interface PassMoment {
  /** The nodes whose values (and dual parts) are known. */
  readonly valued: ReadonlySet<number>;
  /** The nodes whose adjoints are known, at least in part. */
  readonly adjoined: ReadonlySet<number>;
  /** The node that something happens at; absent at the beginning. */
  readonly active: number | undefined;
  /** Whether adjoints flow. */
  readonly isBackwards: boolean;
}

/** The number of steps of a pass: one for each operation forwards, and in reverse mode one for each backwards, after that of the output. */
export function passLength(nodes: readonly VisibleNode[], flow: Flow): number {
  const operations = nodes.filter(({ inputs }) => inputs.length > 0).length;
  return flow === 'dual' ? operations : 2 * operations + 1;
}

/**
 * What is known after some steps of a pass: leaves from the start, one operation more with every step, and backwards the
 * adjoint of the output first, then those that an operation sends to its inputs.
 */
export function passMoment(nodes: readonly VisibleNode[], flow: Flow, step: number): PassMoment {
  const operations = nodes.filter(({ inputs }) => inputs.length > 0);
  const done = operations.slice(0, step);
  const valued = new Set(nodes.filter(({ inputs }) => inputs.length === 0).map(({ id }) => id));
  for (const { id } of done) valued.add(id);
  const backwards = flow === 'reverse' ? step - operations.length : 0;
  const adjoined = new Set<number>();
  const output = nodes.at(-1);
  if (backwards > 0 && output) adjoined.add(output.id);
  const sent = backwards > 1 ? [...operations].reverse().slice(0, backwards - 1) : [];
  for (const { inputs } of sent) for (const { node } of inputs) adjoined.add(node);
  const active = backwards > 0 ? (sent.at(-1) ?? output) : done.at(-1);
  return { valued, adjoined, active: active?.id, isBackwards: backwards > 0 };
}
