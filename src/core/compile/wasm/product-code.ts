import type { Access, Product } from '../loops/program.ts';
import { blockedPart, writeBlockedProduct } from './blocked-product-code.ts';
import { I } from './instructions.ts';
import { advance, countedLoop } from './loop-code.ts';
import type { FunctionBody } from './module-builder.ts';
import { at, behind, groupedLoop, pointerLoop } from './pointer-loop.ts';
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
  const vector = columns === 1 && rowLength === 1;
  if (vector && aRow === 1 && rows > 1) {
    // A is stored by columns: C += A[:, l]·B[l].
    groupedLoop(body, inner, [at(b, bInner), at(a, aInner), at(result, 0)], MULTIPLES, (lines, count) => {
      const [factor, column, out] = lines as [Local, Local, Local];
      code.addMultiples(
        { pointer: factor, stride: bInner },
        { pointer: column, stride: aInner },
        out,
        rows,
        count,
      );
    });
    return;
  }
  if (vector && aInner === 1 && bInner === 1) {
    const starts = [at(b, 0), at(a, aRow), at(result, 1)];
    groupedLoop(body, rows, starts, DOTS, ([column, row, entry], count) => {
      code.addDots(column as Local, { pointer: row as Local, stride: aRow }, entry as Local, inner, count);
    });
    return;
  }
  pointerLoop(body, rows, [at(a, aRow), at(result, rowLength)], ([row, out]) => {
    if (columns > 1 && bColumn === 1) {
      const starts = [behind(row as Local, aInner), at(b, bInner)];
      groupedLoop(body, inner, starts, MULTIPLES, ([factor, line], count) => {
        const factors = { pointer: factor as Local, stride: aInner };
        code.addMultiples(factors, { pointer: line as Local, stride: bInner }, out as Local, columns, count);
      });
    } else if (aInner === 1 && bInner === 1) {
      const starts = [behind(row as Local, 0), at(b, bColumn), behind(out as Local, 1)];
      groupedLoop(body, columns, starts, DOTS, ([same, column, entry], count) => {
        const ends = { pointer: column as Local, stride: bColumn };
        code.addDots(same as Local, ends, entry as Local, inner, count);
      });
    } else {
      pointerLoop(body, columns, [at(b, bColumn), behind(out as Local, 1)], ([column, entry]) => {
        code.addStridedDot(row as Local, aInner, column as Local, bInner, entry as Local, inner);
      });
    }
  });
}

/** So many multiples are added together, which share the entries that they are added to. */
const MULTIPLES = 4;
/** So many dot products are taken together, which share one factor; the partial sums of more do not stay in registers. */
const DOTS = 2;
/** Up to so many entries are written out, without a loop. */
const WRITTEN_OUT = 64;
/** The bytes of the lower numbers of two pairs, and of the upper ones. */
const [LOWER, UPPER] = [0, 8].map((from) =>
  [0, 16].flatMap((pair) => Array.from({ length: 8 }, (_, i) => pair + from + i)),
);

/** Lines of entries that lie so many entries apart. */
interface Lines {
  readonly pointer: Local;
  readonly stride: number;
}

class ProductCode {
  constructor(private readonly body: FunctionBody) {}

  /** out[0…n) += Σ factorᵢ·lineᵢ[0…n), added in the order of i; lines and out are dense. */
  addMultiples(factors: Lines, lines: Lines, out: Local, n: number, count: number): void {
    const { body } = this;
    const splats = Array.from({ length: count }, (_, i) => {
      const splat = body.local('v128');
      body.emit(
        ...I.localGet(factors.pointer),
        ...I.v128Load64Splat(8 * factors.stride * i),
        ...I.localSet(splat),
      );
      return splat;
    });
    this.dense(n, [lines.pointer, out], (lanes, [from, to], offset) => {
      const load = (at: number) => (lanes === 2 ? I.v128Load(at) : I.f64Load(at));
      body.emit(...I.localGet(to as Local), ...I.localGet(to as Local), ...load(offset));
      splats.forEach((splat, i) => {
        body.emit(...I.localGet(splat));
        if (lanes === 1) body.emit(...I.f64x2ExtractLane(0));
        body.emit(...I.localGet(from as Local), ...load(offset + 8 * lines.stride * i));
        body.emit(...(lanes === 2 ? [...I.f64x2Mul, ...I.f64x2Add] : [...I.f64Mul, ...I.f64Add]));
      });
      body.emit(...(lanes === 2 ? I.v128Store(offset) : I.f64Store(offset)));
    });
  }

  /** entryᵢ = Σ line[l]·lineᵢ[l], each in four partial sums; everything is dense, the entries too. */
  addDots(line: Local, lines: Lines, entry: Local, n: number, count: number): void {
    const { body } = this;
    const partial = Math.min(4, Math.floor(n / 2));
    const sums = Array.from({ length: count }, () =>
      Array.from({ length: partial }, () => this.zero('v128')),
    );
    const rests = n % 2 === 1 ? sums.map(() => this.zero('f64')) : [];
    this.dense(n, [line, lines.pointer], (lanes, [x, y], offset) => {
      const [load, multiplyAdd] =
        lanes === 2 ? [I.v128Load, [...I.f64x2Mul, ...I.f64x2Add]] : [I.f64Load, [...I.f64Mul, ...I.f64Add]];
      const shared = body.local(lanes === 2 ? 'v128' : 'f64');
      body.emit(...I.localGet(x as Local), ...load(offset), ...I.localSet(shared));
      for (let i = 0; i < count; i++) {
        const sum = (lanes === 2 ? sums[i]?.[(offset / 16) % partial] : rests[i]) as Local;
        body.emit(...I.localGet(sum), ...I.localGet(shared), ...I.localGet(y as Local));
        body.emit(...load(offset + 8 * lines.stride * i), ...multiplyAdd, ...I.localSet(sum));
      }
    });
    const totals = sums.map((parts) => this.total(parts));
    for (let i = 0; i < count; i += 2) {
      const [first, second] = [totals[i] as Local, totals[i + 1]];
      body.emit(...I.localGet(entry));
      if (second === undefined) {
        for (const lane of [0, 1]) body.emit(...I.localGet(first), ...I.f64x2ExtractLane(lane));
        body.emit(...I.f64Add);
        if (rests.length > 0) body.emit(...I.localGet(rests[i] as Local), ...I.f64Add);
        body.emit(...I.f64Store(8 * i));
      } else {
        for (const half of [LOWER, UPPER])
          body.emit(...I.localGet(first), ...I.localGet(second), ...I.i8x16Shuffle(half as number[]));
        body.emit(...I.f64x2Add);
        if (rests.length > 0) {
          body.emit(
            ...I.localGet(rests[i] as Local),
            ...I.f64x2Splat,
            ...I.localGet(rests[i + 1] as Local),
            ...I.f64x2ReplaceLane(1),
            ...I.f64x2Add,
          );
        }
        body.emit(...I.v128Store(8 * i));
      }
    }
  }

  /** entry = Σ row[l·rowStride]·column[l·columnStride]. */
  addStridedDot(
    row: Local,
    rowStride: number,
    column: Local,
    columnStride: number,
    entry: Local,
    n: number,
  ): void {
    const { body } = this;
    const sum = this.zero('f64');
    pointerLoop(body, n, [behind(row, rowStride), behind(column, columnStride)], ([x, y]) => {
      body.emit(
        ...I.localGet(sum),
        ...I.localGet(x as Local),
        ...I.f64Load(0),
        ...I.localGet(y as Local),
        ...I.f64Load(0),
      );
      body.emit(...I.f64Mul, ...I.f64Add, ...I.localSet(sum));
    });
    body.emit(...I.localGet(entry), ...I.localGet(sum), ...I.f64Store(0));
  }

  private zero(type: 'v128' | 'f64'): Local {
    const local = this.body.local(type);
    this.body.emit(...(type === 'v128' ? I.v128Const(0) : I.f64Const(0)), ...I.localSet(local));
    return local;
  }

  /** The sum of pairs, added two by two. */
  private total(parts: readonly Local[]): Local {
    if (parts.length === 0) return this.zero('v128');
    if (parts.length === 1) return parts[0] as Local;
    const half = Math.ceil(parts.length / 2);
    const [left, right] = [this.total(parts.slice(0, half)), this.total(parts.slice(half))];
    const sum = this.body.local('v128');
    this.body.emit(...I.localGet(left), ...I.localGet(right), ...I.f64x2Add, ...I.localSet(sum));
    return sum;
  }

  /** Runs along dense entries: eight a round, then pairs, then one. */
  private dense(
    n: number,
    starts: readonly Local[],
    step: (lanes: 1 | 2, pointers: readonly Local[], offset: number) => void,
  ): void {
    const { body } = this;
    const rounds = n > WRITTEN_OUT ? Math.floor(n / 8) : 0;
    const rest = n - 8 * rounds;
    let pointers = starts;
    if (rounds > 0) {
      pointers = starts.map((from) => {
        const local = body.local('i32');
        body.emit(...I.localGet(from), ...I.localSet(local));
        return local;
      });
      countedLoop(body, rounds, () => {
        for (let i = 0; i < 4; i++) step(2, pointers, 16 * i);
        for (const pointer of pointers) advance(body, pointer, 64);
      });
    }
    for (let i = 0; i + 2 <= rest; i += 2) step(2, pointers, 8 * i);
    if (rest % 2 === 1) step(1, pointers, 8 * (rest - 1));
  }
}
