/** So many arrays may have buffers of their own. */
const FEW = 16;

/**
 * A message whose numbers come through to a webview: VS Code counts the buffers of a message in a byte and loses those beyond 255, as
 * a field with hundreds of level lines has them, or dozens of runs. Many arrays of numbers therefore become views of one buffer.
 *
 * @param message - Plain data; it stays as it is.
 * @returns the message itself where it has few arrays, else a copy.
 */
export function packArrays<Message>(message: Message): Message {
  const arrays = new Set<Float64Array>();
  collect(message, arrays);
  if (arrays.size <= FEW) return message;
  let length = 0;
  for (const array of arrays) length += array.length;
  const all = new Float64Array(length);
  const packed = new Map<unknown, Float64Array>();
  let end = 0;
  for (const array of arrays) {
    all.set(array, end);
    packed.set(array, all.subarray(end, end + array.length));
    end += array.length;
  }
  return copyWith(message, packed) as Message;
}

function collect(value: unknown, found: Set<Float64Array>): void {
  if (value instanceof Float64Array) found.add(value);
  else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))
    for (const each of Object.values(value)) collect(each, found);
}

function copyWith(value: unknown, packed: ReadonlyMap<unknown, Float64Array>): unknown {
  const there = packed.get(value);
  if (there) return there;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map((each) => copyWith(each, packed));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copyWith(each, packed)]));
}
