/**
 * The smooth curve through points that rises wherever they do: piecewise cubic, its slope in a point the harmonic mean of those of the
 * straight lines beside it, weighted by their lengths (Fritsch & Butland 1984).
 * @param x Ascending, at least one.
 * @param y As many.
 * @returns y at a place; before the first point and beyond the last one that of the end.
 */
export function monotoneCurve(x: readonly number[], y: readonly number[]): (at: number) => number {
  const last = x.length - 1;
  const widths = x.slice(1).map((right, i) => right - (x[i] as number));
  const rises = widths.map((width, i) => ((y[i + 1] as number) - (y[i] as number)) / width);
  const slopes = x.map((_, i) => {
    const [before, after] = [rises[i - 1], rises[i]];
    if (before === undefined || after === undefined) return before ?? after ?? 0;
    if (!(before * after > 0)) return 0;
    const [left, right] = [widths[i - 1] as number, widths[i] as number];
    const share = (1 + right / (left + right)) / 3;
    return 1 / (share / before + (1 - share) / after);
  });
  return (at) => {
    if (!(at > (x[0] as number))) return y[0] as number;
    if (at >= (x[last] as number)) return y[last] as number;
    let [low, high] = [0, last];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((x[middle] as number) <= at) low = middle;
      else high = middle;
    }
    const width = widths[low] as number;
    const t = (at - (x[low] as number)) / width;
    const [from, to] = [y[low] as number, y[high] as number];
    const rise = to - from;
    const [a, b] = [(slopes[low] as number) * width, (slopes[high] as number) * width];
    return from + t * (a + t * (3 * rise - 2 * a - b + t * (a + b - 2 * rise)));
  };
}
