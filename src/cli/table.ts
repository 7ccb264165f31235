/** A table as lines: the first column ends where its longest entry does, all others end at the same place. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const length = (cell: string) => [...cell].length;
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...rows.map((row) => length(row[i] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, i) => {
        const space = ' '.repeat((widths[i] as number) - length(cell));
        return i === 0 ? cell + space : space + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}
