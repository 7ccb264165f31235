import * as v from 'valibot';
import type { FromPage } from '../protocol/page.ts';
import { changeSchema } from './change-schema.ts';
import { askSchema, coordinate } from './question-schemas.ts';

/** The longest picture in characters: no figure comes near it. */
const LONGEST_CONTENT = 50_000_000;

const exportTo = { type: v.literal('export'), to: v.picklist(['file', 'clipboard']) };

const messageSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('rerun') }),
  v.object({ type: v.literal('cancel') }),
  v.object({ type: v.literal('write') }),
  v.object({ type: v.literal('reveal') }),
  v.object({ type: v.literal('reset') }),
  v.variant('what', [
    v.object({
      ...exportTo,
      what: v.literal('view'),
      name: v.pipe(v.string(), v.maxLength(100)),
      format: v.picklist(['svg', 'png', 'csv', 'json', 'tex', 'webm']),
      content: v.pipe(v.string(), v.maxLength(LONGEST_CONTENT)),
    }),
    v.object({ ...exportTo, what: v.literal('runs'), format: v.picklist(['csv', 'json']) }),
    v.object({ ...exportTo, what: v.literal('experiment'), format: v.literal('gd') }),
  ]),
  v.object({
    type: v.literal('adjust'),
    gesture: coordinate,
    change: changeSchema,
  }),
  v.object({ type: v.literal('undo') }),
  v.object({ type: v.literal('redo') }),
  v.object({ type: v.literal('abandon'), id: coordinate }),
  askSchema,
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
