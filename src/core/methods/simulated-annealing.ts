import { type RandomState, Xoshiro256 } from '../random/xoshiro256.ts';
import { SEED } from './seed.ts';
import type { Evaluator, Point, Solver, StepOutcome } from './solver.ts';
import { valueOrInfinity } from './value-or-infinity.ts';

/** Temperature, step lengths, counters and the generator; plain data. */
export interface SimulatedAnnealingState {
  temperature: number;
  /** The greatest move of each coordinate. */
  readonly lengths: Float64Array;
  /** Moves accepted along each coordinate since the lengths were last adjusted. */
  readonly accepted: Float64Array;
  /** Whose turn it is. */
  coordinate: number;
  /** Rounds over all coordinates since the last adjustment, and adjustments at this temperature. */
  round: number;
  adjustment: number;
  /** The walker's last values at the ends of the last temperatures. */
  ends: number[];
  best: Point;
  frozen: boolean;
  random: RandomState;
  readonly cooling: number;
  readonly rounds: number;
  readonly adjustments: number;
  readonly tolerance: number;
  readonly longest: number;
}

/** So many temperatures must agree. */
const AGREEING = 4;
/** How strongly the lengths follow the share of accepted moves. */
const CHANGE = 2;
/** A temperature for which a move of the mean rise is accepted with probability 0.8. */
const WARM = -1 / Math.log(0.8);

/**
 * Simulated annealing in the form of Corana et al.: one coordinate after the other is moved at random; what is lower is accepted, what is higher
 * by Δ with probability exp(−Δ/T). The lengths of the moves are kept such that about half are accepted; the temperature falls by a factor
 * after a fixed number of moves and begins anew from the best point so far.
 *
 * One step is one accepted move, so f rises too. When the value has not changed over four temperatures, the run goes back to the best point
 * and is stuck there. Each move takes a fixed number of random numbers: the same seed gives the same run.
 */
export const simulatedAnnealing: Solver<SimulatedAnnealingState> = {
  kind: 'solver',
  name: 'annealing',
  title: 'Simulated annealing',
  formula: String.raw`x' = x_k + r\,s_i\,e_i, \quad r \sim U(-1, 1), \quad P(x_{k+1} = x') = \min\bigl(1,\ e^{-(f(x')-f(x_k))/T}\bigr), \quad T \leftarrow \alpha T`,
  hyperparameters: [
    {
      name: 'temperature',
      symbol: 'T_0',
      default: 0,
      range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'maximum' },
      meaning: 'the rise of f that is accepted at first; 0: found from the rises around the start',
    },
    {
      name: 'cooling',
      symbol: String.raw`\alpha`,
      default: 0.92,
      range: { minimum: 0, maximum: 1, open: 'both' },
      meaning: 'the factor from one temperature to the next',
    },
    {
      name: 'size',
      symbol: 's',
      default: 1,
      range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'both' },
      meaning: 'the greatest move of a coordinate at first',
    },
    {
      name: 'rounds',
      symbol: 'N_s',
      default: 10,
      range: { minimum: 1, maximum: 1e6 },
      whole: true,
      meaning: 'how many moves of each coordinate there are before the lengths are adjusted',
    },
    {
      name: 'adjustments',
      symbol: 'N_T',
      default: 4,
      range: { minimum: 1, maximum: 1e6 },
      whole: true,
      meaning: 'how often the lengths are adjusted at each temperature',
    },
    {
      name: 'tolerance',
      symbol: String.raw`\delta`,
      default: 1e-6,
      range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'maximum' },
      meaning: 'how closely the values at the ends of five temperatures agree in the end',
    },
    SEED,
  ],
  order: 0,
  begin: (start, { hyperparameters, seed }, evaluator) => {
    const { temperature, cooling, size, rounds, adjustments, tolerance } = hyperparameters as Record<
      'temperature' | 'cooling' | 'size' | 'rounds' | 'adjustments' | 'tolerance',
      number
    >;
    const random = new Xoshiro256(seed);
    const n = start.x.length;
    return {
      temperature: temperature > 0 ? temperature : warm(start, size, random, evaluator),
      lengths: new Float64Array(n).fill(size),
      accepted: new Float64Array(n),
      coordinate: 0,
      round: 0,
      adjustment: 0,
      ends: [],
      best: { x: start.x.slice(), f: start.f },
      frozen: false,
      random: random.state,
      cooling,
      rounds,
      adjustments,
      tolerance,
      // In a valley without an end every move would be accepted and the lengths would grow for ever.
      longest: 100 * size,
    };
  },
  step: (state, current, evaluator): StepOutcome => {
    const random = Xoshiro256.from(state.random);
    const { x } = current;
    let outcome: StepOutcome | undefined;
    while (!outcome)
      outcome = state.frozen ? settle(state, current) : move(state, { x, f: current.f }, random, evaluator);
    state.random = random.state;
    return outcome;
  },
  reference:
    'Corana, Marchesi, Martini & Ridella 1987, ACM TOMS 13(3):262–280; Kirkpatrick, Gelatt & Vecchi 1983, Science 220:671–680',
};

/** A temperature at which four of five moves of the first lengths that go up are accepted. */
function warm({ x, f }: Point, size: number, random: Xoshiro256, evaluator: Evaluator): number {
  let [rises, sum] = [0, 0];
  for (let trial = 0; trial < 10 * x.length; trial++) {
    const i = trial % x.length;
    const other = x.slice();
    other[i] = (x[i] as number) + size * (2 * random.uniform() - 1);
    const difference = Math.abs(valueOrInfinity(evaluator, other) - f);
    if (Number.isFinite(difference)) {
      rises++;
      sum += difference;
    }
  }
  return sum > 0 ? (WARM * sum) / rises : 1;
}

/** Tries one move; the outcome if it is accepted. */
function move(
  state: SimulatedAnnealingState,
  { x, f }: Point,
  random: Xoshiro256,
  evaluator: Evaluator,
): StepOutcome | undefined {
  const i = state.coordinate;
  const trial = x.slice();
  trial[i] = (x[i] as number) + (state.lengths[i] as number) * (2 * random.uniform() - 1);
  const value = valueOrInfinity(evaluator, trial);
  const accepted = random.openUniform() < Math.exp((f - value) / state.temperature);
  if (accepted) state.accepted[i] = (state.accepted[i] as number) + 1;
  const point: Point = accepted ? { x: trial, f: value } : { x, f };
  if (value < state.best.f) state.best = { x: trial.slice(), f: value };
  state.coordinate = (i + 1) % x.length;
  const cooled = state.coordinate === 0 && ++state.round === state.rounds && adjust(state, point.f);
  // Each temperature begins at the best point; where that is the current one, the move is taken back.
  if (cooled && !state.frozen && state.best.f < point.f) {
    return state.best.f < f ? candidate(state, state.best) : undefined;
  }
  return accepted ? candidate(state, point) : undefined;
}

function candidate(state: SimulatedAnnealingState, { x, f }: Point): StepOutcome {
  return { kind: 'candidate', point: { x: x.slice(), f }, rate: state.temperature };
}

/** Lengths follow the share of accepted moves; after enough of that the temperature falls, and true is returned. */
function adjust(state: SimulatedAnnealingState, f: number): boolean {
  const { lengths, accepted, rounds } = state;
  state.round = 0;
  for (let i = 0; i < lengths.length; i++) {
    const share = (accepted[i] as number) / rounds;
    const length = lengths[i] as number;
    const longer = share > 0.6 ? length * (1 + (CHANGE * (share - 0.6)) / 0.4) : length;
    lengths[i] = Math.min(
      state.longest,
      share < 0.4 ? length / (1 + (CHANGE * (0.4 - share)) / 0.4) : longer,
    );
  }
  accepted.fill(0);
  if (++state.adjustment < state.adjustments) return false;
  state.adjustment = 0;
  const agree = (end: number) => Math.abs(end - f) <= state.tolerance;
  state.frozen =
    state.ends.length === AGREEING && state.ends.every(agree) && f - state.best.f <= state.tolerance;
  state.ends = [...state.ends, f].slice(-AGREEING);
  state.temperature *= state.cooling;
  return true;
}

/** The last steps: back to the best point, then no more. */
function settle(state: SimulatedAnnealingState, current: Point): StepOutcome {
  if (state.best.f < current.f) return candidate(state, state.best);
  return {
    kind: 'stuck',
    message: `frozen at a temperature of ${state.temperature.toPrecision(3)}: the values at the ends of the last ${AGREEING + 1} temperatures agree to ${state.tolerance}`,
  };
}
