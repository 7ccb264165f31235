/** Words that mean something in `.gd` files: its keywords, constants and functions. */
const RESERVED = new Set(
  `minimize maximize from with until show in to mod and or xor not end true false null undefined
  e i pi tau Infinity NaN
  exp log log10 log2 log1p expm1 sqrt cbrt abs sign min max floor ceil round fix pow square cube
  sin cos tan sec csc cot sinh cosh tanh asin acos atan asinh acosh atanh atan2 hypot
  erf gamma lgamma factorial sigmoid softplus relu norm dot cross sum mean prod var std size length
  transpose inv det trace diag zeros ones identity range csv map filter sort concat
  softmax logsumexp conv maxpool reshape re im arg conj unit number string`.split(/\s+/),
);

/**
 * The name as `.gd` allows it: a word that means something there gets an underscore behind it, and so does one that is
 * `taken`; characters that are neither letters, digits nor underscores become underscores.
 */
export function gdName(name: string, taken: (name: string) => boolean = () => false): string {
  const plain = name.normalize('NFC').replace(/[^A-Za-z0-9_\u00C0-\u02AF\u0370-\u03FF]/g, '_');
  let result = /^[0-9]/.test(plain) || plain === '' ? `x${plain}` : plain;
  while (RESERVED.has(result) || taken(result)) result += '_';
  return result;
}

/** A name for a counter: the wish, or the next letter that is free. `i` and `e` are fine: a sum binds its counter. */
export function counterName(wish: string | undefined, taken: (name: string) => boolean): string {
  const wishes = wish && (wish.length === 1 || !RESERVED.has(wish)) && wish !== '_' ? [wish] : [];
  for (const each of [...wishes, 'i', 'j', 'k', 'l', 'm', 'n', 'p', 'q']) {
    if (!taken(each) && /^[A-Za-z][A-Za-z0-9_]*$/.test(each)) return each;
  }
  return gdName('index', taken);
}
