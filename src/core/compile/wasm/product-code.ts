import type { Access, Product } from '../loops/program.ts';
import { blockedPart, writeBlockedProduct } from './blocked-product-code.ts';
import { I } from './instructions.ts';
import { advance, countedLoop } from './loop-code.ts';
import type { FunctionBody } from './module-builder.ts';
import { at, behind, pointerLoop } from './pointer-loop.ts';
import type { Local } from './vector-code.ts';

/**
 * Writes a matrix product C = A·B into zeroed memory: large ones in blocks. Else the order of the loops follows the memory: where rows
 * of B are dense, a multiple of a row of B is added to a row of C; where columns of B are (or B is a vector), each entry of C is a
 * dot product.
 *
 * @param address - The address of an access's first entry.
 * @param result - The address of C, row-major.
 * @param scratch - The address of memory for a product in blocks.
 */
export function writeProduct(
  body: FunctionBody,
  product: Product,
  address: (access: Access) => number,
  result: number,
  scratch: number,
): void {
  const [a, b] = [address(product.left), address(product.right)];
  const blocked = blockedPart(product);
  if (!blocked) {
    writeWhole(body, product, a, b, result);
    return;
  }
  writeBlockedProduct(body, product, blocked, { a, b, result, scratch });
  // What is left at the right of the blocks, and below them.
  const { rows, columns } = blocked;
  const [right, below] = [product.columns - columns, product.rows - rows];
  if (right > 0) {
    const from = b + 8 * columns * (product.right.strides[1] as number);
    writeWhole(body, { ...product, rows, columns: right }, a, from, result + 8 * columns, product.columns);
  }
  if (below > 0) {
    const from = a + 8 * rows * (product.left.strides[0] as number);
    writeWhole(body, { ...product, rows: below }, from, b, result + 8 * rows * product.columns);
  }
}

function writeWhole(
  body: FunctionBody,
  { left, right, rows, inner, columns }: Omit<Product, 'result'>,
  a: number,
  b: number,
  result: number,
  rowLength = columns,
): void {
  const code = new ProductCode(body);
  const [aRow, aInner] = left.strides as [number, number];
  const [bInner, bColumn] = right.strides as [number, number];
  if (columns === 1 && rowLength === 1 && aRow === 1 && rows > 1) {
    // A is stored by columns: C += A[:, l]·B[l].
    pointerLoop(body, inner, [at(a, aInner), at(b, bInner), at(result, 0)], ([column, factor, out]) => {
      code.addMultiple(factor as Local, column as Local, out as Local, rows);
    });
    return;
  }
  pointerLoop(body, rows, [at(a, aRow), at(result, rowLength)], ([row, out]) => {
    if (columns > 1 && bColumn === 1) {
      pointerLoop(body, inner, [behind(row as Local, aInner), at(b, bInner)], ([factor, line]) => {
        code.addMultiple(factor as Local, line as Local, out as Local, columns);
      });
    } else {
      pointerLoop(body, columns, [at(b, bColumn), behind(out as Local, 1)], ([column, entry]) => {
        code.addDot(row as Local, aInner, column as Local, bInner, entry as Local, inner);
      });
    }
  });
}

class ProductCode {
  constructor(private readonly body: FunctionBody) {}

  /** out[0…n) += factor·line[0…n), both dense. */
  addMultiple(factor: Local, line: Local, out: Local, n: number): void {
    const { body } = this;
    const splat = body.local('v128');
    body.emit(...I.localGet(factor), ...I.v128Load64Splat(0), ...I.localSet(splat));
    this.dense(n, [line, out], (lanes, [from, to], offset) => {
      const load = lanes === 2 ? I.v128Load(offset) : I.f64Load(offset);
      body.emit(...I.localGet(to as Local), ...I.localGet(to as Local), ...load, ...I.localGet(splat));
      if (lanes === 1) body.emit(...I.f64x2ExtractLane(0));
      body.emit(...I.localGet(from as Local), ...load);
      body.emit(...(lanes === 2 ? [...I.f64x2Mul, ...I.f64x2Add] : [...I.f64Mul, ...I.f64Add]));
      body.emit(...(lanes === 2 ? I.v128Store(offset) : I.f64Store(offset)));
    });
  }

  /** entry += Σ row[l·rowStride]·column[l·columnStride], in four partial sums where both are dense. */
  addDot(row: Local, rowStride: number, column: Local, columnStride: number, entry: Local, n: number): void {
    const { body } = this;
    const rest = body.local('f64');
    body.emit(...I.f64Const(0), ...I.localSet(rest));
    const dense = rowStride === 1 && columnStride === 1;
    const sums = dense ? Array.from({ length: 4 }, () => body.local('v128')) : [];
    for (const sum of sums) body.emit(...I.v128Const(0), ...I.localSet(sum));
    if (dense) {
      this.dense(n, [row, column], (lanes, [x, y], offset) => {
        const sum = lanes === 2 ? (sums[(offset / 16) % 4] as Local) : rest;
        const load = lanes === 2 ? I.v128Load(offset) : I.f64Load(offset);
        body.emit(...I.localGet(sum), ...I.localGet(x as Local), ...load, ...I.localGet(y as Local), ...load);
        body.emit(
          ...(lanes === 2 ? [...I.f64x2Mul, ...I.f64x2Add] : [...I.f64Mul, ...I.f64Add]),
          ...I.localSet(sum),
        );
      });
    } else {
      pointerLoop(body, n, [behind(row, rowStride), behind(column, columnStride)], ([x, y]) => {
        body.emit(
          ...I.localGet(rest),
          ...I.localGet(x as Local),
          ...I.f64Load(0),
          ...I.localGet(y as Local),
          ...I.f64Load(0),
        );
        body.emit(...I.f64Mul, ...I.f64Add, ...I.localSet(rest));
      });
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
      );
      body.emit(...I.f64x2Add, ...I.localSet(p));
      for (const lane of [0, 1]) body.emit(...I.localGet(p), ...I.f64x2ExtractLane(lane), ...I.f64Add);
    }
    body.emit(...I.f64Store(0));
  }

  /** Runs along dense entries: eight a round, then pairs, then one. */
  private dense(
    n: number,
    starts: readonly Local[],
    step: (lanes: 1 | 2, pointers: Local[], offset: number) => void,
  ): void {
    const blocks = Math.floor(n / 8);
    const rest = n - 8 * blocks;
    const { body } = this;
    const pointers = starts.map((from) => {
      const local = body.local('i32');
      body.emit(...I.localGet(from), ...I.localSet(local));
      return local;
    });
    countedLoop(body, blocks, () => {
      for (let i = 0; i < 4; i++) step(2, pointers, 16 * i);
      for (const pointer of pointers) advance(body, pointer, 64);
    });
    for (let i = 0; i + 2 <= rest; i += 2) step(2, pointers, 8 * i);
    if (rest % 2 === 1) step(1, pointers, 8 * (rest - 1));
  }
}
