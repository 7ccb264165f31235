/** JSON in which numbers that are not finite are the strings "NaN", "Infinity" and "-Infinity". */
export function toJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_, entry) => (typeof entry === 'number' && !Number.isFinite(entry) ? String(entry) : entry),
    2,
  );
}
