/** The entry of a table under a name that the user wrote; `constructor` and the like, which every object has, are none. */
export function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
