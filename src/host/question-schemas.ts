import * as v from 'valibot';
import type { QuestionName, QuestionOf } from '../protocol/questions.ts';

/** More samples along an axis than any screen has pixels to show. */
const MOST_SAMPLES = 4096;

/** A place in a list, from 0. */
export const coordinate = v.pipe(v.number(), v.integer(), v.minValue(0));
const samples = v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(MOST_SAMPLES));
const interval = v.tuple([v.pipe(v.number(), v.finite()), v.pipe(v.number(), v.finite())]);

/** More slices at once than anybody looks at. */
const MOST_LINES = 12;

const place = { run: coordinate, iteration: coordinate };

const QUESTIONS = {
  sample: v.object({
    window: v.object({ coordinates: v.tuple([coordinate, coordinate]), x: interval, y: interval }),
    columns: samples,
    rows: samples,
  }),
  slice: v.object({
    ...place,
    lines: v.pipe(v.array(v.object({ coordinate, interval })), v.maxLength(MOST_LINES)),
    samples,
  }),
  explain: v.object(place),
} satisfies { [Name in QuestionName]: v.GenericSchema<unknown, QuestionOf<Name>> };

/** A question of the page, see `Questions`. */
export const askSchema = v.variant('about', [ask('sample'), ask('slice'), ask('explain')]);

function ask<Name extends QuestionName>(about: Name) {
  return v.object({
    type: v.literal('ask'),
    id: v.number(),
    generation: v.number(),
    about: v.literal(about),
    question: QUESTIONS[about],
  });
}
