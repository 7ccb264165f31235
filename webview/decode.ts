/** Reads a value of unknown shape. @throws {TypeError} naming the path of what does not fit. */
export type Decoder<T> = (value: unknown, path: string) => T;

type Fields<T> = { readonly [Key in keyof T]-?: Decoder<T[Key]> };

function fail(path: string, expected: string): never {
  throw new TypeError(`${path} is not ${expected}`);
}

export const text: Decoder<string> = (value, path) =>
  typeof value === 'string' ? value : fail(path, 'a text');

export const flag: Decoder<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : fail(path, 'true or false');

/** A number; `null` is read as NaN, since that is what becomes of NaN and infinities on the way through JSON. */
export const number: Decoder<number> = (value, path) => {
  if (value === null) return Number.NaN;
  return typeof value === 'number' ? value : fail(path, 'a number');
};

export const finite: Decoder<number> = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? value : fail(path, 'a finite number');

/** A whole number from 0. */
export const count: Decoder<number> = (value, path) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : fail(path, 'a whole number');

export const floats: Decoder<Float64Array> = (value, path) =>
  value instanceof Float64Array ? value : fail(path, 'a Float64Array');

/** One of some texts. */
export const oneOf =
  <T extends string>(...choices: readonly T[]): Decoder<T> =>
  (value, path) =>
    choices.includes(value as T) ? (value as T) : fail(path, `one of ${choices.join(', ')}`);

/** A list of any length. */
export const list =
  <T>(item: Decoder<T>): Decoder<readonly T[]> =>
  (value, path) =>
    Array.isArray(value) ? value.map((each, index) => item(each, `${path}[${index}]`)) : fail(path, 'a list');

/** Values of a kind by any names. */
export const dictionary =
  <T>(item: Decoder<T>): Decoder<Readonly<Record<string, T>>> =>
  (value, path) => {
    if (typeof value !== 'object' || value === null) fail(path, 'an object');
    const entries = Object.entries(value).map(([name, each]) => [name, item(each, `${path}.${name}`)]);
    return Object.fromEntries(entries) as Record<string, T>;
  };

/** The one kind, or else the other. */
export const either =
  <A, B>(first: Decoder<A>, second: Decoder<B>): Decoder<A | B> =>
  (value, path) => {
    try {
      return first(value, path);
    } catch {
      return second(value, path);
    }
  };

/** Exactly two of a kind. */
export const pair =
  <T>(item: Decoder<T>): Decoder<readonly [T, T]> =>
  (value, path) => {
    const [first, second, ...rest] = list(item)(value, path);
    if (first === undefined || second === undefined || rest.length > 0) fail(path, 'a pair');
    return [first, second];
  };

/** The named properties of an object; those of `optional` may be absent. Whatever else it has is dropped. */
export function record<Required extends object, Optional extends object = Record<never, never>>(
  required: Fields<Required>,
  optional: Fields<Optional> = {} as Fields<Optional>,
): Decoder<Required & Partial<Optional>> {
  return (value, path) => {
    if (typeof value !== 'object' || value === null) fail(path, 'an object');
    const source = value as Record<string, unknown>;
    const result: Record<string, unknown> = {};
    for (const name of Object.keys(required) as (keyof Required & string)[])
      result[name] = required[name](source[name], `${path}.${name}`);
    for (const name of Object.keys(optional) as (keyof Optional & string)[])
      if (source[name] !== undefined && source[name] !== null)
        result[name] = optional[name](source[name], `${path}.${name}`);
    return result as Required & Partial<Optional>;
  };
}
