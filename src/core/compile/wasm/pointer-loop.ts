import { I } from './instructions.ts';
import { advance, countedLoop } from './loop-code.ts';
import type { FunctionBody } from './module-builder.ts';
import type { Local } from './vector-code.ts';

/** Where a pointer begins (an address, or so many entries behind another pointer) and how many entries it moves on each round. */
export interface Start {
  readonly from: { readonly address: number } | { readonly pointer: Local; readonly entries: number };
  readonly stride: number;
}

export const at = (address: number, stride: number): Start => ({ from: { address }, stride });
export const behind = (pointer: Local, stride: number, entries = 0): Start => ({
  from: { pointer, entries },
  stride,
});

/** Writes a loop of a fixed number of rounds whose pointers move on each round. */
export function pointerLoop(
  body: FunctionBody,
  rounds: number,
  starts: readonly Start[],
  round: (pointers: Local[]) => void,
): void {
  const pointers = starts.map(({ from }) => {
    const local = body.local('i32');
    if ('address' in from) body.emit(...I.i32Const(from.address));
    else body.emit(...I.localGet(from.pointer), ...I.i32Const(8 * from.entries), ...I.i32Add);
    body.emit(...I.localSet(local));
    return local;
  });
  countedLoop(body, rounds, () => {
    round(pointers);
    for (const [i, { stride }] of starts.entries()) advance(body, pointers[i] as Local, 8 * stride);
  });
}

/** The same loop with up to `most` rounds in one, whose lines lie a stride apart; behind a pointer that moves backwards, one after the other. */
export function groupedLoop(
  body: FunctionBody,
  rounds: number,
  starts: readonly Start[],
  most: number,
  group: (pointers: Local[], count: number) => void,
): void {
  const size = starts.some(({ stride }) => stride < 0) ? 1 : most;
  const whole = Math.floor(rounds / size);
  pointerLoop(
    body,
    whole,
    starts.map(({ from, stride }) => ({ from, stride: size * stride })),
    (pointers) => group(pointers, size),
  );
  const rest = rounds - whole * size;
  if (rest === 0) return;
  pointerLoop(
    body,
    1,
    starts.map(({ from, stride }) => {
      const entries = whole * size * stride;
      if ('address' in from) return { from: { address: from.address + 8 * entries }, stride };
      return { from: { ...from, entries: from.entries + entries }, stride };
    }),
    (pointers) => group(pointers, rest),
  );
}
