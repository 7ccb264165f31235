/**
 * The name most like the one that was written, or undefined where none is near: at most a third of its letters (of a word
 * at least one) inserted, left out, changed or swapped (optimal string alignment distance).
 */
export function nearest(written: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(written.length > 1 ? 1 : 0, Math.floor(written.length / 3)) + 1;
  for (const name of names) {
    if (name.toLowerCase() === written.toLowerCase()) return name;
    // No name is nearer than their lengths are.
    if (Math.abs(name.length - written.length) >= least) continue;
    const distance = alignmentDistance(written, name);
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

function alignmentDistance(a: string, c: string): number {
  const rows: number[][] = [Array.from({ length: c.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= c.length; j++) {
      const same = a[i - 1] === c[j - 1] ? 0 : 1;
      let cost = Math.min(
        (rows[i - 1]?.[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (rows[i - 1]?.[j - 1] as number) + same,
      );
      if (i > 1 && j > 1 && a[i - 1] === c[j - 2] && a[i - 2] === c[j - 1]) {
        cost = Math.min(cost, (rows[i - 2]?.[j - 2] as number) + 1);
      }
      row.push(cost);
    }
    rows.push(row);
  }
  return rows[a.length]?.[c.length] as number;
}
