/** The buffers of all typed arrays in plain data, each once, to be transferred with it. */
export function buffersOf(data: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const pending = [data];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (!ArrayBuffer.isView(value)) pending.push(...Object.values(value));
    else if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  }
  return [...found];
}
