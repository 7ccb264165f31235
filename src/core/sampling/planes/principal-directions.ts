import { symmetricEigen } from '../../methods/symmetric-eigen.ts';

/** A matrix of more rows and columns than this takes too long to take apart. */
const MOST = 128;

/** The two directions along which points spread most, and what share of their spread each holds. */
export interface PrincipalDirections {
  /** Shorter than two where the points lie on a line or in one place. */
  readonly directions: readonly Float64Array[];
  /** From 0 to 1; together at most 1. */
  readonly shares: readonly [number, number];
}

/**
 * The principal directions of differences d₁ … dₘ: those of the greatest Σ (dᵢ·u)². They are the eigenvectors of Σ dᵢdᵢᵀ, or
 * come from those of the smaller matrix dᵢ·dⱼ where there are more variables than points (the method of snapshots, Sirovich
 * 1987). Of more than 128 points with more than 128 entries so many are taken, evenly.
 * @param differences one after the other.
 * @param size the number of entries of each.
 */
export function principalDirections(differences: Float64Array, size: number): PrincipalDirections {
  const count = differences.length / size;
  const points = count > MOST && size > MOST ? evenly(differences, size, MOST) : differences;
  const rows = points.length / size;
  const wide = size > rows;
  const n = wide ? rows : size;
  const matrix = new Float64Array(n * n);
  const at = (row: number, entry: number) => points[row * size + entry] as number;
  const inner = wide ? size : rows;
  for (let i = 0; i < n; i++)
    for (let j = i; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += wide ? at(i, k) * at(j, k) : at(k, i) * at(k, j);
      matrix[i * n + j] = sum;
      matrix[j * n + i] = sum;
    }
  const { values, vectors } = symmetricEigen(matrix, n);
  const order = Array.from(values.keys()).sort((a, b) => (values[b] as number) - (values[a] as number));
  let total = 0;
  for (const value of values) total += Math.max(value, 0);
  const share = (place: number) => (total > 0 ? Math.max(values[order[place] ?? -1] ?? 0, 0) / total : 0);
  const directions = order.slice(0, 2).flatMap((column, place) => {
    if (!(share(place) > 1e-16)) return [];
    const direction = new Float64Array(size);
    for (let i = 0; i < n; i++) {
      const weight = vectors[i * n + column] as number;
      if (!wide) direction[i] = weight;
      else for (let k = 0; k < size; k++) direction[k] = (direction[k] as number) + weight * at(i, k);
    }
    return [direction];
  });
  return { directions, shares: [share(0), share(1)] };
}

function evenly(points: Float64Array, size: number, wanted: number): Float64Array {
  const count = points.length / size;
  const taken = new Float64Array(wanted * size);
  for (let i = 0; i < wanted; i++) {
    const from = Math.round((i * (count - 1)) / (wanted - 1)) * size;
    taken.set(points.subarray(from, from + size), i * size);
  }
  return taken;
}
