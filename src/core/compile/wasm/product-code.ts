import type { Access, Product } from '../loops/program.ts';
import { I } from './instructions.ts';
import type { FunctionBody } from './module-builder.ts';
import { type Local, VectorCode } from './vector-code.ts';

/**
 * Writes a matrix product C = A·B into zeroed memory. The order of the loops follows the memory: where rows of B are dense, a
 * multiple of a row of B is added to a row of C; where columns of B are (or B is a vector), each entry of C is a dot product.
 *
 * @param address - The address of an access's first entry.
 * @param result - The address of C, row-major.
 */
export function writeProduct(
  body: FunctionBody,
  { left, right, rows, inner, columns }: Product,
  address: (access: Access) => number,
  result: number,
): void {
  const loop = new ProductLoops(body);
  const [a, b] = [address(left), address(right)];
  const [aRow, aInner] = left.strides as [number, number];
  const [bInner, bColumn] = right.strides as [number, number];
  if (columns === 1 && aRow === 1 && rows > 1) {
    // A is stored by columns: C += A[:, l]·B[l].
    loop.counted(
      inner,
      [
        [a, aInner],
        [b, bInner],
      ],
      ([column, factor]) => {
        loop.addMultiple(factor as Local, column as Local, result, rows);
      },
    );
  } else if (columns > 1 && bColumn === 1) {
    loop.counted(
      rows,
      [
        [a, aRow],
        [result, columns],
      ],
      ([row, out]) => {
        loop.counted(
          inner,
          [
            [row as Local, aInner, 'local'],
            [b, bInner],
          ],
          ([factor, line]) => {
            loop.addMultiple(factor as Local, line as Local, out as Local, columns, 'local');
          },
        );
      },
    );
  } else {
    loop.counted(
      rows,
      [
        [a, aRow],
        [result, columns],
      ],
      ([row, out]) => {
        loop.counted(
          columns,
          [
            [b, bColumn],
            [out as Local, 1, 'local'],
          ],
          ([column, entry]) => {
            loop.dot(row as Local, aInner, column as Local, bInner, entry as Local, inner);
          },
        );
      },
    );
  }
}

type Start = readonly [from: number, stride: number, kind?: 'local' | undefined];

/** Loops over addresses. */
class ProductLoops {
  constructor(private readonly body: FunctionBody) {}

  /** A loop with pointers that begin at an address (or a local's value) and move by a stride of entries each round. */
  counted(rounds: number, starts: readonly Start[], round: (pointers: Local[]) => void): void {
    const { body } = this;
    const pointers = starts.map(([from, , kind]) => {
      const local = body.local('i32');
      body.emit(...(kind === 'local' ? I.localGet(from) : I.i32Const(from)), ...I.localSet(local));
      return local;
    });
    const counter = body.local('i32');
    body.emit(...I.i32Const(rounds), ...I.localSet(counter), ...I.loop);
    round(pointers);
    for (const [i, [, stride]] of starts.entries()) this.advance(pointers[i] as Local, 8 * stride);
    body.emit(
      ...I.localGet(counter),
      ...I.i32Const(1),
      ...I.i32Sub,
      ...I.localTee(counter),
      ...I.brIf(0),
      ...I.end,
    );
  }

  private advance(pointer: Local, bytes: number): void {
    if (bytes === 0) return;
    this.body.emit(...I.localGet(pointer), ...I.i32Const(bytes), ...I.i32Add, ...I.localSet(pointer));
  }

  /** out[0…n) += factor·line[0…n), all dense. */
  addMultiple(factor: Local, line: Local, out: number, n: number, kind?: 'local'): void {
    const { body } = this;
    const v = new VectorCode(body, 2);
    body.emit(...I.localGet(factor), ...I.v128Load64Splat(0));
    const splat = v.keep();
    const step = (lanes: 1 | 2, from: Local, to: Local, offset: number) => {
      body.emit(...I.localGet(to));
      body.emit(...I.localGet(to), ...(lanes === 2 ? I.v128Load(offset) : I.f64Load(offset)));
      body.emit(...I.localGet(splat), ...(lanes === 2 ? [] : I.f64x2ExtractLane(0)));
      body.emit(...I.localGet(from), ...(lanes === 2 ? I.v128Load(offset) : I.f64Load(offset)));
      body.emit(...(lanes === 2 ? I.f64x2Mul : I.f64Mul), ...(lanes === 2 ? I.f64x2Add : I.f64Add));
      body.emit(...(lanes === 2 ? I.v128Store(offset) : I.f64Store(offset)));
    };
    this.unrolled(
      n,
      [
        [line, 1, 'local'],
        [out, 1, kind],
      ],
      (lanes, [from, to], offset) => step(lanes, from as Local, to as Local, offset),
    );
  }

  /** entry += Σ row[l·rowStride]·column[l·columnStride]. */
  dot(row: Local, rowStride: number, column: Local, columnStride: number, entry: Local, n: number): void {
    const { body } = this;
    const sums = Array.from({ length: 4 }, () => {
      body.emit(...I.v128Const(0));
      const local = body.local('v128');
      body.emit(...I.localSet(local));
      return local;
    });
    const rest = body.local('f64');
    body.emit(...I.f64Const(0), ...I.localSet(rest));
    const dense = rowStride === 1 && columnStride === 1;
    if (dense) {
      this.unrolled(
        n,
        [
          [row, 1, 'local'],
          [column, 1, 'local'],
        ],
        (lanes, [x, y], offset) => {
          const sum = lanes === 2 ? (sums[(offset / 16) % 4] as Local) : rest;
          const load = lanes === 2 ? I.v128Load(offset) : I.f64Load(offset);
          body.emit(
            ...I.localGet(sum),
            ...I.localGet(x as Local),
            ...load,
            ...I.localGet(y as Local),
            ...load,
          );
          body.emit(
            ...(lanes === 2 ? [...I.f64x2Mul, ...I.f64x2Add] : [...I.f64Mul, ...I.f64Add]),
            ...I.localSet(sum),
          );
        },
      );
    } else {
      this.counted(
        n,
        [
          [row, rowStride, 'local'],
          [column, columnStride, 'local'],
        ],
        ([x, y]) => {
          body.emit(
            ...I.localGet(rest),
            ...I.localGet(x as Local),
            ...I.f64Load(0),
            ...I.localGet(y as Local),
            ...I.f64Load(0),
          );
          body.emit(...I.f64Mul, ...I.f64Add, ...I.localSet(rest));
        },
      );
    }
    body.emit(...I.localGet(entry), ...I.localGet(entry), ...I.f64Load(0), ...I.localGet(rest), ...I.f64Add);
    if (dense) {
      const [p, q, r, s] = sums as [Local, Local, Local, Local];
      body.emit(
        ...I.localGet(p),
        ...I.localGet(q),
        ...I.f64x2Add,
        ...I.localGet(r),
        ...I.localGet(s),
        ...I.f64x2Add,
        ...I.f64x2Add,
      );
      body.emit(
        ...I.localSet(p),
        ...I.localGet(p),
        ...I.f64x2ExtractLane(0),
        ...I.localGet(p),
        ...I.f64x2ExtractLane(1),
      );
      body.emit(...I.f64Add, ...I.f64Add);
    }
    body.emit(...I.f64Store(0));
  }

  /** Eight entries a round, then pairs, then one. */
  private unrolled(
    n: number,
    starts: readonly Start[],
    step: (lanes: 1 | 2, pointers: Local[], offset: number) => void,
  ): void {
    const blocks = Math.floor(n / 8);
    const rest = n - 8 * blocks;
    const inPlace = (pointers: Local[]) => {
      for (let i = 0; i + 2 <= rest; i += 2) step(2, pointers, 8 * i);
      if (rest % 2 === 1) step(1, pointers, 8 * (rest - 1));
    };
    const { body } = this;
    const pointers = starts.map(([from, , kind]) => {
      const local = body.local('i32');
      body.emit(...(kind === 'local' ? I.localGet(from) : I.i32Const(from)), ...I.localSet(local));
      return local;
    });
    if (blocks > 0) {
      const counter = body.local('i32');
      body.emit(...I.i32Const(blocks), ...I.localSet(counter), ...I.loop);
      for (let i = 0; i < 4; i++) step(2, pointers, 16 * i);
      for (const pointer of pointers) this.advance(pointer, 64);
      body.emit(
        ...I.localGet(counter),
        ...I.i32Const(1),
        ...I.i32Sub,
        ...I.localTee(counter),
        ...I.brIf(0),
        ...I.end,
      );
    }
    inPlace(pointers);
  }
}
