import type { Tuning } from './experiment.ts';
import { withArgument } from './fan-out.ts';
import { outcomeOf, spreadOf, totalOf } from './outcome.ts';
import type { RunRequest } from './run-request.ts';
import type { RunResult } from './run-result.ts';
import { sweepValues } from './sweep.ts';

/** A rate that was tried. */
export interface TuningTrial {
  readonly rate: number;
  /** The median of the last f over the runs of the last round that it was in; infinite where most of them were lost. */
  readonly f: number;
  /** The evaluations of each run in that round. */
  readonly evaluations: number;
}

/** The rate that a search has found, and what it took. */
export interface TunedRate {
  readonly rate: number;
  /** All evaluations that the search has made. */
  readonly evaluations: number;
  /** Every rate that was tried, in rising order. */
  readonly trials: readonly TuningTrial[];
}

/** The rates of each of the two stages at their beginning: a power of two, which is halved round by round. */
const RATES = 16;
const ROUNDS = Math.log2(RATES);
/** Runs at most whose median decides, so that a rate is not chosen for one lucky start or seed. */
const MOST_REPETITIONS = 4;

/** Runs whose results a search waits for. */
export interface TuningBatch {
  readonly runs: readonly RunRequest[];
  /** The part of all evaluations that have been made before. */
  readonly part: number;
}

/** The rates of several methods, see `tuneRate`, searched for side by side: the runs of a round of all of them wait for nothing but one another. */
export function* tuneRates(
  methods: readonly (readonly RunRequest[])[],
  tuning: Tuning,
): Generator<TuningBatch, TunedRate[], readonly RunResult[]> {
  const searches = methods.map((requests) => {
    const search = tuneRate(requests, tuning);
    return { search, state: search.next([]) };
  });
  const budget = tuning.evaluations * methods.length;
  let spent = 0;
  for (;;) {
    const waiting = searches.flatMap((each) => {
      const { done, value } = each.state;
      return done ? [] : [{ each, runs: value }];
    });
    if (waiting.length === 0) return searches.map(({ state }) => state.value as TunedRate);
    const results = yield { runs: waiting.flatMap(({ runs }) => runs), part: spent / budget };
    for (const { evaluations } of results) spent += totalOf(evaluations);
    let from = 0;
    for (const { each, runs } of waiting) {
      each.state = each.search.next(results.slice(from, from + runs.length));
      from += runs.length;
    }
  }
}

/**
 * The rate at which a method comes furthest, by successive halving (Jamieson & Talwalkar 2016, AISTATS) on a logarithmic grid: 16 rates
 * have a few evaluations each, the better half twice as many, and so on to the last two; then the same between the neighbours of the better one, with
 * the other half of the budget. Every round runs from the start, and everything that is evaluated counts.
 *
 * A generator: it yields the runs of a round, which do not depend on one another, and goes on with their results, in the same order.
 *
 * @param requests - The runs that are to be good; of each the rate is chosen.
 * @param budget - The interval of rates, and the evaluations, which are exceeded by one step of the method at most.
 */
export function* tuneRate(
  requests: readonly RunRequest[],
  { low, high, evaluations: budget }: Tuning,
): Generator<readonly RunRequest[], TunedRate, readonly RunResult[]> {
  const repeated = requests.slice(0, MOST_REPETITIONS);
  const sense = repeated[0]?.sense ?? 'minimize';
  const sign = sense === 'maximize' ? -1 : 1;
  const trials = new Map<number, TuningTrial>();
  let spent = 0;
  let [from, to] = [low, high];
  let best = low;
  for (const stage of [1, 2]) {
    const grid = roundRates(from, to);
    let rates = grid;
    for (let round = 0; round < ROUNDS; round++) {
      const left = (stage === 1 ? budget / 2 : budget) - spent;
      const each = Math.floor(left / (ROUNDS - round) / rates.length / repeated.length);
      if (each < 1) break;
      const results = yield rates.flatMap((rate) => repeated.map((request) => trialOf(request, rate, each)));
      for (const { evaluations } of results) spent += totalOf(evaluations);
      const found = rates.map((rate, i): TuningTrial => {
        const own = results.slice(i * repeated.length, (i + 1) * repeated.length);
        const f = spreadOf(own.map((result) => outcomeOf(result, sense))).median;
        return { rate, f, evaluations: each };
      });
      for (const made of found) trials.set(made.rate, made);
      const ranked = [...found].sort((a, c) => rank(sign * a.f) - rank(sign * c.f) || a.rate - c.rate);
      best = (ranked[0] as TuningTrial).rate;
      rates = ranked.slice(0, Math.ceil(rates.length / 2)).map(({ rate }) => rate);
    }
    const at = grid.indexOf(best);
    [from, to] = [grid[Math.max(0, at - 1)] as number, grid[Math.min(grid.length - 1, at + 1)] as number];
  }
  return { rate: best, evaluations: spent, trials: [...trials.values()].sort((a, c) => a.rate - c.rate) };
}

/** Rates from one end to the other, evenly spaced in their logarithm, those between with three digits. */
function roundRates(from: number, to: number): number[] {
  const values = sweepValues({ scale: 'log', from, to, count: RATES });
  return [...new Set(values.map((rate, i) => (i % (RATES - 1) === 0 ? rate : Number(rate.toPrecision(3)))))];
}

/** Lost runs come last, also among each other comparable. */
function rank(f: number): number {
  return Number.isFinite(f) ? f : Number.MAX_VALUE;
}

/** A run of which only the end counts. */
function trialOf(request: RunRequest, rate: number, evaluations: number): RunRequest {
  const { iterations, target } = request.until;
  const until = {
    evaluations,
    ...(iterations === undefined ? {} : { iterations }),
    ...(target === undefined ? {} : { target }),
  };
  return { ...request, choice: withArgument(request.choice, 'rate', rate), until, traceBudget: 0 };
}
