import type { StepExplanation, StepLine } from '../src/core/explain/explain-step.ts';
import type { Window } from '../src/core/run/experiment.ts';
import type { RunResult } from '../src/core/run/run-result.ts';
import type { Trace } from '../src/core/run/trace.ts';
import type { ContourLevel, ContourSet } from '../src/core/sampling/contour-set.ts';
import type { Field } from '../src/core/sampling/field.ts';
import type { Slice, SliceSet } from '../src/core/sampling/slices.ts';
import type { Failure } from '../src/protocol/failure.ts';
import type { ObjectiveView, PageState, ProblemView, RunView, ToPage } from '../src/protocol/page.ts';
import type { PlanView, RunPlan } from '../src/protocol/worker.ts';
import {
  count,
  type Decoder,
  finite,
  flag,
  floats,
  list,
  number,
  oneOf,
  pair,
  record,
  text,
} from './decode.ts';

const rawTrace = record<Trace>({
  length: count,
  dimension: count,
  iteration: floats,
  f: floats,
  gradientNorm: floats,
  step: floats,
  rate: floats,
  evaluations: floats,
  x: floats,
  stride: count,
});

const trace: Decoder<Trace> = (value, path) => {
  const read = rawTrace(value, path);
  const { length, dimension, iteration, f, gradientNorm, step, rate, evaluations, x } = read;
  const columns = [iteration, f, gradientNorm, step, rate, evaluations];
  if (columns.some((column) => column.length < length) || x.length < length * dimension)
    throw new TypeError(`${path} has columns shorter than its length`);
  return read;
};

const interval: Decoder<readonly [number, number]> = (value, path) => {
  const [low, high] = pair(finite)(value, path);
  if (!(high > low)) throw new TypeError(`${path} is empty`);
  return [low, high];
};

/** A part of the plane; for a curve, whose y is free, y is taken to be as wide as x. */
export const windowOf: Decoder<Window> = (value, path) => {
  const { coordinates, x, y } = record<Omit<Window, 'y'> & { readonly y: unknown }>({
    coordinates: pair(count),
    x: interval,
    y: (each) => each,
  })(value, path);
  return { coordinates, x, y: coordinates[0] === coordinates[1] ? x : interval(y, `${path}.y`) };
};

const plan = record<Omit<RunPlan, 'rate'>, { rate: number }>(
  { method: text, title: text, detail: text, text },
  { rate: finite },
);

const planView = record<PlanView>({
  start: list(number),
  runs: list(plan),
  text,
  until: record<Record<never, never>, Required<PlanView['until']>>(
    {},
    {
      decrease: number,
      gradient: number,
      step: number,
      target: number,
      iterations: number,
      evaluations: number,
      time: number,
    },
  ),
});

const result = record<RunResult>({
  start: list(number),
  x: list(number),
  f: number,
  gradientNorm: number,
  best: record<RunResult['best']>({ x: list(number), f: number, iteration: count }),
  iterations: count,
  evaluations: record<RunResult['evaluations']>({ f: count, gradient: count, jvp: count, hvp: count }),
  reason: oneOf(
    'decrease',
    'gradient',
    'step',
    'target',
    'iterations',
    'evaluations',
    'time',
    'diverged',
    'flat',
    'nonfinite',
    'cancelled',
  ),
  message: text,
  seconds: number,
});

const run = record<Pick<RunView, 'plan' | 'status'>, Required<Pick<RunView, 'trace' | 'result'>>>(
  { plan, status: oneOf('waiting', 'running', 'done') },
  { trace, result },
);

const objective = record<ObjectiveView>({
  name: text,
  coordinates: list(text),
  text,
  mathml: text,
  documentation: text,
  sense: oneOf('minimize', 'maximize'),
});

const problem = record<ProblemView>({ message: text, line: count, column: count });

type Sure = 'source' | 'generation' | 'written' | 'adjusted' | 'runs' | 'busy';

const state = record<Pick<PageState, Sure>, Required<Omit<PageState, Sure>>>(
  { source: text, generation: count, written: flag, adjusted: flag, runs: list(run), busy: flag },
  { objective, plan: planView, window: windowOf, problem, failure: text },
);

const rawField = record<Field>({
  window: windowOf,
  columns: count,
  rows: count,
  values: floats,
  minimum: number,
  maximum: number,
});

const field: Decoder<Field> = (value, path) => {
  const read = rawField(value, path);
  if (read.columns < 2 || read.rows < 2 || read.values.length < read.columns * read.rows)
    throw new TypeError(`${path} has fewer samples than its size says`);
  return read;
};

const contours = record<ContourSet>({
  levels: list(record<ContourLevel>({ value: number, rings: list(floats), lines: list(floats) })),
  scale: oneOf('linear', 'logarithmic', 'quantile'),
});

const slices = record<SliceSet>({
  f: number,
  at: list(number),
  lines: list(
    record<Slice>({ coordinate: count, interval, values: floats, slope: number, curvature: number }),
  ),
});

const stepLine = record<Pick<StepLine, 'left' | 'value'>, { right: string }>(
  { left: text, value: text },
  { right: text },
);

const step = record<Omit<StepExplanation, 'sequential'>, { sequential: readonly StepLine[] }>(
  {
    k: count,
    rule: text,
    settings: list(stepLine),
    source: text,
    estimated: flag,
    point: list(stepLine),
    gradient: list(stepLine),
    state: list(stepLine),
    temporaries: list(stepLine),
    rest: count,
  },
  { sequential: list(stepLine) },
);

const failure = record<Failure>({ message: text, kind: oneOf('cancelled', 'input', 'internal') });

const BODIES: { readonly [Type in ToPage['type']]: Decoder<Extract<ToPage, { type: Type }>> } = {
  state: record({ type: oneOf('state'), state }),
  runs: record({ type: oneOf('runs'), generation: count, runs: list(record({ index: count, run })) }),
  sampled: record({ type: oneOf('sampled'), id: count, field, contours }),
  sliced: record({ type: oneOf('sliced'), id: count, slices }),
  explained: record({ type: oneOf('explained'), id: count, step }),
  failed: record({ type: oneOf('failed'), id: count, failure }),
};

/**
 * Reads what came in, which may be anything.
 * @throws {TypeError} naming what does not fit.
 */
export function decodeMessage(value: unknown): ToPage {
  const { type } = record({ type: oneOf('state', 'runs', 'sampled', 'sliced', 'explained', 'failed') })(
    value,
    'message',
  );
  return BODIES[type](value, type);
}
