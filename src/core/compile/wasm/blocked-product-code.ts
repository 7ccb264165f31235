import type { Product } from '../loops/program.ts';
import { I } from './instructions.ts';
import type { FunctionBody } from './module-builder.ts';
import { at, behind, pointerLoop } from './pointer-loop.ts';
import type { Local } from './vector-code.ts';

/** The side of the tiles of C that are kept in registers: eight pairs of sums, next to two pairs of B and an entry of A. */
const TILE = 4;
/** Rows of a block of B; with the columns of a block, 512 KB, which a second-level cache holds. */
const BLOCK_ROWS = 256;
/** Columns of a block of B, whole tiles. */
const BLOCK_COLUMNS = 256;
/** Copying pays where every side has so many entries. */
const LEAST_SIDE = 64;
/** The bytes that the copies of a block of B and of a strip of A take. */
export const BLOCKED_PRODUCT_BYTES = 8 * BLOCK_ROWS * (BLOCK_COLUMNS + TILE);

/** The rows and columns of a product, from the first on, that are worth computing in blocks; undefined where none are. */
export function blockedPart({
  left,
  right,
  rows,
  inner,
  columns,
}: Product): { rows: number; columns: number } | undefined {
  const forwards = [...left.strides, ...right.strides].every((stride) => stride >= 0);
  if (!forwards || Math.min(rows, inner, columns) < LEAST_SIDE) return undefined;
  return { rows: rows - (rows % TILE), columns: columns - (columns % TILE) };
}

/**
 * Writes the part of a matrix product C = A·B that is worth it, into zeroed memory, in blocks that stay in the cache (Goto & van de
 * Geijn 2008): a block of B is copied tile by tile, each strip of A once for each block, and a tile of C is summed up in
 * registers. Each entry is Σₗ aᵢₗ·bₗⱼ in ascending order of l.
 *
 * @param a - The address of A's first entry; `b` and `result` those of B and C.
 * @param scratch - The address of memory for the copies.
 */
export function writeBlockedProduct(
  body: FunctionBody,
  product: Product,
  part: { readonly rows: number; readonly columns: number },
  { a, b, result, scratch }: Readonly<Record<'a' | 'b' | 'result' | 'scratch', number>>,
): void {
  const [aRow, aInner] = product.left.strides as [number, number];
  const [bInner, bColumn] = product.right.strides as [number, number];
  const strip = scratch + 8 * BLOCK_ROWS * BLOCK_COLUMNS;
  for (const deep of pieces(product.inner, BLOCK_ROWS)) {
    const upper = [
      at(a + 8 * deep.first * aInner, deep.size * aInner),
      at(b + 8 * deep.first * bInner, deep.size * bInner),
    ];
    pointerLoop(body, deep.rounds, upper, ([left, right]) => {
      for (const wide of pieces(part.columns, BLOCK_COLUMNS)) {
        const tiles = wide.size / TILE;
        const block = [
          behind(right as Local, wide.size * bColumn, wide.first * bColumn),
          at(result + 8 * wide.first, wide.size),
        ];
        pointerLoop(body, wide.rounds, block, ([source, out]) => {
          const tile = [behind(source as Local, TILE * bColumn), at(scratch, TILE * deep.size)];
          pointerLoop(body, tiles, tile, ([from, to]) => {
            copyFours(body, deep.size, from as Local, bInner, bColumn, to as Local);
          });
          const rows = [behind(left as Local, TILE * aRow), behind(out as Local, TILE * product.columns)];
          pointerLoop(body, part.rows / TILE, rows, ([from, target]) => {
            pointerLoop(body, 1, [at(strip, 0)], ([to]) => {
              copyFours(body, deep.size, from as Local, aInner, aRow, to as Local);
            });
            pointerLoop(
              body,
              tiles,
              [at(scratch, TILE * deep.size), behind(target as Local, TILE)],
              ([four, entry]) => {
                addTile(body, deep.size, strip, four as Local, entry as Local, product.columns);
              },
            );
          });
        });
      }
    });
  }
}

/** A length as pieces: whole ones, `rounds` of them from the first place on, and what is left. */
function pieces(length: number, size: number): { first: number; size: number; rounds: number }[] {
  const rounds = Math.floor(length / size);
  const rest = length - rounds * size;
  return [
    { first: 0, size, rounds },
    { first: rounds * size, size: rest, rounds: rest > 0 ? 1 : 0 },
  ].filter((piece) => piece.rounds > 0);
}

/** Copies n times four entries that lie a stride apart, one four after the other. */
function copyFours(
  body: FunctionBody,
  n: number,
  from: Local,
  next: number,
  stride: number,
  to: Local,
): void {
  pointerLoop(body, n, [behind(from, next), behind(to, TILE)], ([source, target]) => {
    for (let i = 0; i < TILE; i += stride === 1 ? 2 : 1) {
      body.emit(...I.localGet(target as Local), ...I.localGet(source as Local));
      if (stride === 1) body.emit(...I.v128Load(8 * i), ...I.v128Store(8 * i));
      else body.emit(...I.f64Load(8 * i * stride), ...I.f64Store(8 * i));
    }
  });
}

/** Adds to a tile of C the products of n columns of a strip of A with n rows of a tile of B. */
function addTile(
  body: FunctionBody,
  n: number,
  strip: number,
  tile: Local,
  entry: Local,
  rowLength: number,
): void {
  const sums = Array.from({ length: TILE }, () => [body.local('v128'), body.local('v128')] as const);
  const each = (write: (sum: Local, row: number, half: number) => void) => {
    sums.forEach((pair, row) => {
      pair.forEach((sum, half) => {
        write(sum, row, half);
      });
    });
  };
  const offset = (row: number, half: number) => 8 * (row * rowLength + 2 * half);
  each((sum, row, half) => {
    body.emit(...I.localGet(entry), ...I.v128Load(offset(row, half)), ...I.localSet(sum));
  });
  const halves = [body.local('v128'), body.local('v128')];
  const factor = body.local('v128');
  // Several rows a round, as far as they divide evenly.
  const unrolled = [4, 2, 1].find((count) => n % count === 0) as number;
  pointerLoop(body, n / unrolled, [at(strip, TILE * unrolled), behind(tile, TILE * unrolled)], ([x, y]) => {
    for (let i = 0; i < unrolled; i++) {
      halves.forEach((half, place) => {
        body.emit(...I.localGet(y as Local), ...I.v128Load(8 * (TILE * i + 2 * place)), ...I.localSet(half));
      });
      each((sum, row, half) => {
        if (half === 0) {
          body.emit(
            ...I.localGet(x as Local),
            ...I.v128Load64Splat(8 * (TILE * i + row)),
            ...I.localSet(factor),
          );
        }
        body.emit(...I.localGet(sum), ...I.localGet(factor), ...I.localGet(halves[half] as Local));
        body.emit(...I.f64x2Mul, ...I.f64x2Add, ...I.localSet(sum));
      });
    }
  });
  each((sum, row, half) => {
    body.emit(...I.localGet(entry), ...I.localGet(sum), ...I.v128Store(offset(row, half)));
  });
}
