import * as v from 'valibot';
import { DERIVATION_WAYS } from '../core/explain/derivation-way.ts';
import type { QuestionName, QuestionOf } from '../protocol/questions.ts';

/** More samples along an axis than any screen has pixels to show. */
const MOST_SAMPLES = 4096;

/** A place in a list, from 0. */
export const coordinate = v.pipe(v.number(), v.integer(), v.minValue(0));
const samples = v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(MOST_SAMPLES));
const interval = v.tuple([v.pipe(v.number(), v.finite()), v.pipe(v.number(), v.finite())]);

/** More slices at once than anybody looks at. */
const MOST_LINES = 12;

/** Longer vectors are in no objective that can be compiled. */
const MOST_ENTRIES = 10_000_000;

const place = { run: coordinate, iteration: coordinate };

const vector = v.pipe(
  v.instance(Float64Array),
  v.check(
    (entries) => entries.length <= MOST_ENTRIES && entries.every(Number.isFinite),
    'not a finite vector',
  ),
);

const coordinateWindow = v.object({
  coordinates: v.tuple([coordinate, coordinate]),
  x: interval,
  y: interval,
});

const window = v.union([
  coordinateWindow,
  v.object({
    plane: v.object({
      key: v.string(),
      origin: vector,
      u: vector,
      v: vector,
      labels: v.tuple([v.string(), v.string()]),
    }),
    x: interval,
    y: interval,
  }),
]);

/** More starts along a side of a map than can be told apart. */
const MOST_CELLS = 512;

const cells = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_CELLS));

/** More arrows in either direction than any picture has room for. */
const MOST_ARROWS = 200;

const arrows = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_ARROWS));

/** More estimates at once are for the command line. */
const MOST_ESTIMATES = 10_000_000;

/** More rates at once than a page waits for. */
const MOST_RATES = 64;

const rate = v.pipe(v.number(), v.finite(), v.minValue(0));

const QUESTIONS = {
  sample: v.object({
    window,
    columns: samples,
    rows: samples,
    scale: v.optional(v.picklist(['linear', 'logarithmic', 'quantile'])),
  }),
  slice: v.object({
    ...place,
    lines: v.pipe(v.array(v.object({ coordinate, interval })), v.maxLength(MOST_LINES)),
    samples,
  }),
  explain: v.object(place),
  derive: v.object({ ...place, way: v.picklist(DERIVATION_WAYS), coordinate }),
  graph: v.object({ ...place, coordinate }),
  probe: v.object({ x: vector }),
  gradients: v.object({ window, columns: arrows, rows: arrows }),
  evaluations: v.object({ ...place, window }),
  basins: v.object({
    run: coordinate,
    basins: v.object({ window, columns: cells, rows: cells }),
  }),
  sweep: v.object({ run: coordinate, rates: v.pipe(v.array(rate), v.maxLength(MOST_RATES)) }),
  profile: v.object({ problem: coordinate, over: v.picklist(['classical', 'text', 'both']) }),
  cost: v.object(place),
  plane: v.variant('kind', [
    v.object({ kind: v.literal('random'), key: v.string(), seed: coordinate }),
    v.object({ kind: v.literal('gradient'), key: v.string(), ...place }),
    v.object({ kind: v.literal('principal'), key: v.string(), run: coordinate }),
  ]),
  estimate: v.object({
    ...place,
    gradient: v.object({
      name: v.string(),
      settings: v.record(v.string(), v.union([v.pipe(v.number(), v.finite()), v.string()])),
    }),
    samples: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_ESTIMATES)),
    coordinates: v.tuple([coordinate, coordinate]),
  }),
  differences: v.object(place),
  catalogue: v.strictObject({}),
} satisfies { [Name in QuestionName]: v.GenericSchema<unknown, QuestionOf<Name>> };

/** A question of the page, see `Questions`. */
export const askSchema = v.variant('about', [
  ask('sample'),
  ask('slice'),
  ask('explain'),
  ask('derive'),
  ask('graph'),
  ask('probe'),
  ask('gradients'),
  ask('evaluations'),
  ask('basins'),
  ask('sweep'),
  ask('profile'),
  ask('cost'),
  ask('plane'),
  ask('estimate'),
  ask('differences'),
  ask('catalogue'),
]);

function ask<Name extends QuestionName>(about: Name) {
  return v.object({
    type: v.literal('ask'),
    id: v.number(),
    generation: v.number(),
    about: v.literal(about),
    question: QUESTIONS[about],
  });
}
