import type { BoundsView } from '../src/core/figures/bounds-layer.ts';
import type { RunResult } from '../src/core/run/run-result.ts';
import type { Trace } from '../src/core/run/trace.ts';
import type { Failure } from '../src/protocol/failure.ts';
import type { ObjectiveView, PageState, ProblemView, RunView, ToPage } from '../src/protocol/page.ts';
import type { AnsweredMessage } from '../src/protocol/questions.ts';
import type { ChoiceView, GroupPlan, PlanView, RateView, RunPlan } from '../src/protocol/worker.ts';
import {
  count,
  type Decoder,
  dictionary,
  either,
  finite,
  flag,
  floats,
  list,
  number,
  oneOf,
  record,
  text,
} from './decode.ts';
import { windowOf } from './decode-window.ts';

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

const rateKinds: { readonly [Kind in RateView['kind']]: Decoder<Extract<RateView, { kind: Kind }>> } = {
  constant: record({ kind: oneOf('constant'), value: finite }),
  schedule: record({ kind: oneOf('schedule'), text }),
  search: record({ kind: oneOf('search'), search: text, settings: dictionary(number) }),
};

const rateView: Decoder<RateView> = (value, path) => {
  const { kind } = record({ kind: oneOf('constant', 'schedule', 'search') })(value, path);
  return rateKinds[kind](value, path);
};

const choice = record<Omit<ChoiceView, 'rate'>, Required<Pick<ChoiceView, 'rate'>>>(
  {
    method: text,
    hyperparameters: dictionary(number),
    gradient: record<ChoiceView['gradient']>({ name: text, settings: dictionary(either(number, text)) }),
  },
  { rate: rateView },
);

const methodPlan = { method: text, title: text, detail: text, choice, text };

const plan = record<Omit<RunPlan, 'start' | 'values'>, Required<Pick<RunPlan, 'start' | 'values'>>>(
  { ...methodPlan, group: count },
  { start: list(number), values: list(number) },
);

/** The end of an interval; null where it is infinite. */
const side: Decoder<number | null> = (value, path) => (value === null ? null : finite(value, path));

const planView = record<Omit<PlanView, 'bounds'>, Required<Pick<PlanView, 'bounds'>>>(
  {
    start: list(number),
    runs: list(plan),
    groups: list(record<GroupPlan>({ ...methodPlan, runs: count, swept: list(text) })),
    text,
    until: record<Record<never, never>, Required<PlanView['until']>>(
      {},
      {
        decrease: number,
        relativeDecrease: number,
        gradient: number,
        step: number,
        target: number,
        iterations: number,
        evaluations: number,
        time: number,
      },
    ),
  },
  { bounds: record<BoundsView>({ lower: list(side), upper: list(side) }) },
);

/** Reads what a run came to. */
export const runResult = record<RunResult>({
  start: list(number),
  x: list(number),
  f: number,
  gradientNorm: number,
  best: record<RunResult['best']>({ x: list(number), f: number, iteration: count }),
  iterations: count,
  evaluations: record<RunResult['evaluations']>({ f: number, gradient: number, jvp: number, hvp: number }),
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
  { trace, result: runResult },
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

type Sure = 'source' | 'generation' | 'written' | 'adjusted' | 'canUndo' | 'canRedo' | 'runs' | 'busy';

const state = record<Pick<PageState, Sure>, Required<Omit<PageState, Sure>>>(
  {
    source: text,
    generation: count,
    written: flag,
    adjusted: flag,
    canUndo: flag,
    canRedo: flag,
    runs: list(run),
    busy: flag,
  },
  { objective, plan: planView, window: windowOf, tuned: number, problem, failure: text },
);

const failure = record<Failure>({ message: text, kind: oneOf('cancelled', 'input', 'internal') });

/** A message of the host; what was answered is read by who has asked. */
export type Incoming =
  | Exclude<ToPage, AnsweredMessage>
  | { readonly type: 'answered'; readonly id: number; readonly answer: unknown };

const BODIES: { readonly [Type in Incoming['type']]: Decoder<Extract<Incoming, { type: Type }>> } = {
  state: record({ type: oneOf('state'), state }),
  runs: record({ type: oneOf('runs'), generation: count, runs: list(record({ index: count, run })) }),
  answered: record({ type: oneOf('answered'), id: count, answer: (value: unknown) => value }),
  failed: record({ type: oneOf('failed'), id: count, failure }),
};

/**
 * Reads what came in, which may be anything.
 * @throws {TypeError} naming what does not fit.
 */
export function decodeMessage(value: unknown): Incoming {
  const { type } = record({ type: oneOf('state', 'runs', 'answered', 'failed') })(value, 'message');
  return BODIES[type](value, type);
}
