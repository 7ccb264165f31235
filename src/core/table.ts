/** Numbers and texts in rows, as a figure shows them. */
export interface Table {
  readonly columns: readonly string[];
  /** Each as long as the columns. */
  readonly rows: readonly (readonly (number | string)[])[];
}

/** As CSV after RFC 4180, but with plain line feeds: a line of names, then a line per row. */
export function tableCsv({ columns, rows }: Table): string {
  return [columns, ...rows].map((cells) => `${cells.map(cell).join(',')}\n`).join('');
}

/** As JSON: an object per row, numbers that are not finite as texts. */
export function tableJson({ columns, rows }: Table): string {
  const objects = rows.map((cells) => Object.fromEntries(columns.map((name, at) => [name, cells[at]])));
  return `${JSON.stringify(objects, plainNumbers, 1)}\n`;
}

/** Keeps what JSON has no numbers for: for `JSON.stringify`. */
export function plainNumbers(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

function cell(value: number | string): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
