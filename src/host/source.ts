import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const sourceSchema = v.variant('kind', [
  v.object({
    kind: v.literal('gd'),
    uri: v.string(),
    name: v.string(),
    experiment: v.optional(count),
  }),
  v.object({ kind: v.literal('code'), uri: v.string(), name: v.string(), nth: count }),
  v.object({
    kind: v.literal('selection'),
    uri: v.string(),
    name: v.string(),
    text: v.string(),
    range: v.object({ start: count, end: count }),
    edited: v.optional(v.boolean()),
  }),
]);

/**
 * Where a panel has its objective from. Plain data, kept over a reload of the window.
 * `gd`: a definition of a `.gd` document, with which of its experiments (counted from 0; absent: the first, else
 * defaults). `code`: an objective found in a document of code, the `nth` of its name (counted from 0). `selection`: a part of any document, read as the `.gd`
 * text beside it; `edited` since, it must be read anew.
 */
export type Source = v.InferOutput<typeof sourceSchema>;

/** Reads what was kept, or what a command was called with; `undefined` for anything else. */
export function readSource(value: unknown): Source | undefined {
  const result = v.safeParse(sourceSchema, value);
  return result.success ? result.output : undefined;
}
