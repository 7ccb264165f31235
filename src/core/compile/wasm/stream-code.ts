import { I } from './instructions.ts';
import type { FunctionBody } from './module-builder.ts';
import { type Local, VectorCode } from './vector-code.ts';

/** A pointer that moves along with the loops; addresses are it plus a fixed offset. */
export interface Pointer {
  readonly local: Local;
  readonly strides: readonly number[];
  readonly start: number;
}

/** An array as the loops see it. */
export interface Stream {
  readonly pointer: Pointer;
  readonly offset: number;
  /** In entries, along the innermost axis. */
  readonly stride: number;
}

/** Reads the entries of a point, or of a pair of points. */
export function loadFrom(v: VectorCode, { pointer, offset, stride }: Stream): Local {
  const { body } = v;
  body.emit(...I.localGet(pointer.local));
  if (v.lanes === 1) body.emit(...I.f64Load(offset));
  else if (stride === 1) body.emit(...I.v128Load(offset));
  else if (stride === 0) body.emit(...I.v128Load64Splat(offset));
  else {
    const low = body.local('v128');
    body.emit(...I.v128Load64Splat(offset), ...I.localSet(low));
    neighbour(body, pointer, stride);
    body.emit(...I.localGet(low), ...I.v128Load64Lane(offset, 1));
  }
  return v.keep();
}

/** The pointer of the second point of a pair. */
function neighbour(body: FunctionBody, pointer: Pointer, stride: number): void {
  body.emit(...I.localGet(pointer.local), ...I.i32Const(8 * stride), ...I.i32Add);
}

/** Writes the entries of a point, or of a pair of points. */
export function storeTo(v: VectorCode, { pointer, offset, stride }: Stream, value: Local): void {
  const { body } = v;
  body.emit(...I.localGet(pointer.local), ...I.localGet(value));
  if (v.lanes === 1) body.emit(...I.f64Store(offset));
  else if (stride === 1) body.emit(...I.v128Store(offset));
  else {
    body.emit(...I.v128Store64Lane(offset, 0));
    neighbour(body, pointer, stride);
    body.emit(...I.localGet(value), ...I.v128Store64Lane(offset, 1));
  }
}

/** Adds to what is there. Where both points of a pair go to the same entry, their sum is added. */
export function addTo(v: VectorCode, stream: Stream, value: Local, sign: 1 | -1): void {
  const { body } = v;
  if (v.lanes === 2 && stream.stride === 0) {
    body.emit(
      ...I.localGet(value),
      ...I.f64x2ExtractLane(0),
      ...I.localGet(value),
      ...I.f64x2ExtractLane(1),
      ...I.f64Add,
    );
    const single = new VectorCode(body, 1);
    const sum = single.keep();
    addTo(single, stream, sum, sign);
    return;
  }
  const there = loadFrom(v, stream);
  storeTo(v, stream, sign === 1 ? v.add(there, value) : v.sub(there, value));
}

function positionAddress(body: FunctionBody, positions: Stream, lane: number): void {
  body.emit(
    ...I.localGet(positions.pointer.local),
    ...I.i32Load(positions.offset + 4 * lane),
    ...I.i32Const(3),
    ...I.i32Shl,
  );
}

/** Reads entries at positions. @param offset - The address of the array that they are of. */
export function gatherFrom(v: VectorCode, positions: Stream, offset: number): Local {
  const { body } = v;
  positionAddress(body, positions, 0);
  if (v.lanes === 1) {
    body.emit(...I.f64Load(offset));
    return v.keep();
  }
  body.emit(...I.v128Load64Splat(offset));
  const low = v.keep();
  positionAddress(body, positions, 1);
  body.emit(...I.localGet(low), ...I.v128Load64Lane(offset, 1));
  return v.keep();
}

/** Adds to entries at positions: one lane after the other, since both may go to the same entry. @param offset - As of `gatherFrom`. */
export function scatterTo(
  v: VectorCode,
  positions: Stream,
  offset: number,
  value: Local,
  sign: 1 | -1,
): void {
  const { body } = v;
  const place = body.local('i32');
  for (let lane = 0; lane < v.lanes; lane++) {
    positionAddress(body, positions, lane);
    body.emit(...I.localTee(place), ...I.localGet(place), ...I.f64Load(offset), ...I.localGet(value));
    if (v.lanes === 2) body.emit(...I.f64x2ExtractLane(lane));
    body.emit(...(sign === 1 ? I.f64Add : I.f64Sub), ...I.f64Store(offset));
  }
}
