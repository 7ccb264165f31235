import { I } from './instructions.ts';
import type { FunctionBody } from './module-builder.ts';
import type { Local } from './vector-code.ts';

/** Writes a loop of a fixed number of rounds. */
export function countedLoop(body: FunctionBody, rounds: number, round: () => void): void {
  if (rounds === 0) return;
  const counter = body.local('i32');
  body.emit(...I.i32Const(rounds), ...I.localSet(counter), ...I.loop);
  round();
  body.emit(
    ...I.localGet(counter),
    ...I.i32Const(1),
    ...I.i32Sub,
    ...I.localTee(counter),
    ...I.brIf(0),
    ...I.end,
  );
}

/** Moves a pointer by a number of bytes. */
export function advance(body: FunctionBody, pointer: Local, bytes: number): void {
  if (bytes === 0) return;
  body.emit(...I.localGet(pointer), ...I.i32Const(bytes), ...I.i32Add, ...I.localSet(pointer));
}
