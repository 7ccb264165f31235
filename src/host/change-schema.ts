import * as v from 'valibot';
import { STOP_CONDITIONS } from '../core/run/stop-conditions.ts';

/** More runs, settings or entries than any experiment on a page has. */
const MOST = 100_000;
const LONGEST_TEXT = 10_000;

const run = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST));
const name = v.pipe(v.string(), v.maxLength(100));
// Infinity, as of a gradient that is not clipped, becomes null on the way through JSON.
const value = v.union([
  v.number(),
  v.pipe(
    v.null(),
    v.transform(() => Number.POSITIVE_INFINITY),
  ),
]);

const rate = v.variant('kind', [
  v.object({ kind: v.literal('constant'), value: v.pipe(v.number(), v.finite()) }),
  v.object({ kind: v.literal('schedule'), text: v.pipe(v.string(), v.maxLength(LONGEST_TEXT)) }),
  v.object({ kind: v.literal('search'), search: name, settings: v.record(name, value) }),
]);

const until = v.object(
  Object.fromEntries(STOP_CONDITIONS.map((condition) => [condition.name, v.optional(value)])),
);

/** A change of an experiment by the page; whether it makes sense for the experiment is seen when it is made. */
export const changeSchema = v.variant('kind', [
  v.object({
    kind: v.literal('start'),
    x: v.pipe(v.array(v.pipe(v.number(), v.finite())), v.maxLength(MOST)),
  }),
  v.object({ kind: v.literal('method'), run, method: name }),
  v.object({ kind: v.literal('rate'), run, rate: v.optional(rate) }),
  v.object({ kind: v.literal('hyperparameter'), run, name, value }),
  v.object({
    kind: v.literal('gradient'),
    run,
    gradient: v.object({ name, settings: v.record(name, v.union([value, name])) }),
  }),
  v.object({ kind: v.literal('add'), method: name }),
  v.object({ kind: v.literal('duplicate'), run }),
  v.object({ kind: v.literal('remove'), run }),
  v.object({ kind: v.literal('until'), until }),
  v.object({ kind: v.literal('sense'), sense: v.picklist(['minimize', 'maximize']) }),
]);
