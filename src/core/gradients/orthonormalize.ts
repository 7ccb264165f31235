/** A vector that shrinks below this share of its length lies in the span of those before it, to rounding. */
const DEPENDENT = 1e-10;

/**
 * Replaces k vectors of n entries by an orthonormal basis of their span, the first columns of Q in V = QR.
 *
 * Modified Gram–Schmidt, each vector twice, which keeps the basis orthogonal to rounding (Giraud, Langou & Rozložník 2005,
 * Comput. Math. Appl. 50). Vectors that depend on those before them are left out.
 *
 * @param vectors - One after the other; the basis takes their place.
 * @returns The dimension of the span.
 */
export function orthonormalize(vectors: Float64Array, n: number): number {
  let rank = 0;
  for (let first = 0; first < vectors.length && rank < n; first += n) {
    const place = rank * n;
    vectors.copyWithin(place, first, first + n);
    const length = norm(vectors, place, n);
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < place; other += n) {
        let dot = 0;
        for (let i = 0; i < n; i++) dot += (vectors[other + i] as number) * (vectors[place + i] as number);
        for (let i = 0; i < n; i++) vectors[place + i]! -= dot * (vectors[other + i] as number);
      }
    }
    const rest = norm(vectors, place, n);
    if (!(rest > DEPENDENT * length)) continue;
    for (let i = 0; i < n; i++) vectors[place + i]! /= rest;
    rank++;
  }
  return rank;
}

function norm(vectors: Float64Array, first: number, n: number): number {
  let sum = 0;
  for (let i = first; i < first + n; i++) sum += (vectors[i] as number) ** 2;
  return Math.sqrt(sum);
}
