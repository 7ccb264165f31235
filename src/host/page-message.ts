import * as v from 'valibot';
import type { FromPage } from '../protocol/page.ts';

/** More samples along an axis than any screen has pixels to show. */
const MOST_SAMPLES = 4096;

const coordinate = v.pipe(v.number(), v.integer(), v.minValue(0));
const samples = v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(MOST_SAMPLES));
const interval = v.tuple([v.pipe(v.number(), v.finite()), v.pipe(v.number(), v.finite())]);

/** The longest picture in characters: no figure comes near it. */
const LONGEST_CONTENT = 50_000_000;

/** More slices at once than anybody looks at. */
const MOST_LINES = 12;

const messageSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('rerun') }),
  v.object({ type: v.literal('cancel') }),
  v.object({ type: v.literal('write') }),
  v.object({ type: v.literal('reveal') }),
  v.object({ type: v.literal('reset') }),
  v.object({
    type: v.literal('export'),
    format: v.picklist(['svg', 'png', 'csv', 'json']),
    to: v.picklist(['file', 'clipboard']),
    content: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_CONTENT))),
  }),
  v.object({
    type: v.literal('adjust'),
    start: v.optional(v.array(v.pipe(v.number(), v.finite()))),
    rate: v.optional(v.object({ run: coordinate, value: v.pipe(v.number(), v.finite(), v.minValue(0)) })),
  }),
  v.object({
    type: v.literal('sample'),
    id: v.number(),
    generation: v.number(),
    window: v.object({ coordinates: v.tuple([coordinate, coordinate]), x: interval, y: interval }),
    columns: samples,
    rows: samples,
  }),
  v.object({
    type: v.literal('explain'),
    id: v.number(),
    generation: v.number(),
    run: coordinate,
    iteration: coordinate,
  }),
  v.object({
    type: v.literal('slice'),
    id: v.number(),
    generation: v.number(),
    run: coordinate,
    iteration: coordinate,
    lines: v.pipe(v.array(v.object({ coordinate, interval })), v.maxLength(MOST_LINES)),
    samples,
  }),
]);

const callSchema = v.object({ id: v.number() });

/**
 * Reads what the page sent.
 * @returns the message; for anything else why it is none, with the id of the call that waits for an answer, if any.
 */
export function readPageMessage(
  value: unknown,
): FromPage | { readonly type: 'invalid'; id?: number; why: string } {
  const result = v.safeParse(messageSchema, value);
  if (result.success) return result.output;
  const why = v.summarize(result.issues);
  const call = v.safeParse(callSchema, value);
  return { type: 'invalid', why, ...(call.success && { id: call.output.id }) };
}
