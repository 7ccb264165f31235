import { integerBelow } from '../random/integer-below.ts';
import { latinHypercube } from '../random/latin-hypercube.ts';
import { type RandomState, Xoshiro256 } from '../random/xoshiro256.ts';
import type { Bounds } from './bounds.ts';
import { checkMemory } from './check-memory.ts';
import { SEED } from './seed.ts';
import type { Solver, StepOutcome } from './solver.ts';
import { valueOrInfinity } from './value-or-infinity.ts';

/** The population and the generator; plain data. */
export interface DifferentialEvolutionState {
  readonly population: Float64Array[];
  readonly values: Float64Array;
  /** Whose turn it is, and the factor F of this generation. */
  next: number;
  factor: number;
  random: RandomState;
  readonly crossover: number;
  readonly least: number;
  readonly most: number;
  readonly tolerance: number;
}

/** Generations without a better point that end a run in any case. */
const PATIENCE = 500;
/** Values that agree to this, relatively, cannot be told apart. */
const ROUNDING = 1e-13;

/**
 * Differential evolution, rand/1/bin: each member in turn is challenged by a mixture of itself with a + F (b − c) of three others, and gives way
 * if that is not higher. F is drawn anew for each generation (dithering, as SciPy does), and winners take part at once.
 *
 * The first population is a Latin hypercube around the start (over the box where there are bounds), which is a member itself; without bounds
 * later ones may leave it. One step goes on until a point is lower than all before. It is stuck when the population has gathered in one place.
 * The same seed gives the same run.
 */
export const differentialEvolution: Solver<DifferentialEvolutionState> = {
  kind: 'solver',
  name: 'de',
  title: 'Differential evolution',
  formula: String.raw`u_j = \begin{cases} a_j + F\,(b_j - c_j) & r_j < C_R\ \text{or}\ j = j_0 \\ x_{i,j} & \text{otherwise} \end{cases}, \quad x_i \leftarrow u\ \text{if}\ f(u) \le f(x_i), \quad F \sim U(F_{\min}, F_{\max})`,
  hyperparameters: [
    {
      name: 'size',
      symbol: 's',
      default: 5,
      range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'both' },
      meaning: 'how far the first population reaches to each side of the start',
    },
    {
      name: 'population',
      symbol: 'N_P',
      default: 0,
      range: { minimum: 0, maximum: 1e6, least: 4 },
      whole: true,
      meaning: 'the number of members; 0 for 15 n',
    },
    {
      name: 'crossover',
      symbol: 'C_R',
      default: 0.7,
      range: { minimum: 0, maximum: 1 },
      meaning: 'the probability with which a coordinate comes from the challenger',
    },
    {
      name: 'least',
      symbol: String.raw`F_{\min}`,
      default: 0.5,
      range: { minimum: 0, maximum: 2, open: 'minimum' },
      meaning: 'the least factor of the difference',
    },
    {
      name: 'most',
      symbol: String.raw`F_{\max}`,
      default: 1,
      range: { minimum: 0, maximum: 2, open: 'minimum' },
      meaning: 'the greatest factor of the difference',
    },
    {
      name: 'tolerance',
      symbol: String.raw`\delta`,
      default: 1e-8,
      range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'maximum' },
      meaning:
        'how close together the members lie in the end, in every coordinate, relative to its value (absolutely below 1)',
    },
    SEED,
  ],
  order: 0,
  begin: ({ x, f }, { hyperparameters, seed }, evaluator) => {
    const { size, population, crossover, least, most, tolerance } = hyperparameters as Record<
      'size' | 'population' | 'crossover' | 'least' | 'most' | 'tolerance',
      number
    >;
    const random = new Xoshiro256(seed);
    const n = x.length;
    const count = population > 0 ? population : Math.max(5, 15 * n);
    checkMemory(differentialEvolution.title, n, 2 * count * n);
    const cube = latinHypercube(random, count, n, () => evaluator.checkpoint());
    const sides = Array.from(x, (entry, j) => sideOf(entry, j, size, evaluator.bounds));
    const members = Array.from({ length: count }, (_, i) => {
      evaluator.checkpoint();
      return x.map((_entry, j) => sides[j]!.middle + sides[j]!.half * (2 * cube[i * n + j]! - 1));
    });
    members[0] = x.slice();
    return {
      population: members,
      values: Float64Array.from(members, (member, i) => (i === 0 ? f : valueOrInfinity(evaluator, member))),
      next: 0,
      factor: 0,
      random: random.state,
      crossover,
      least: Math.min(least, most),
      most: Math.max(least, most),
      tolerance,
    };
  },
  step: (state, current, evaluator): StepOutcome => {
    const { population, values } = state;
    const count = population.length;
    const lowest = values.indexOf(extremes(values)[0]);
    if (values[lowest]! < current.f) return found(state, lowest);
    const random = Xoshiro256.from(state.random);
    for (let n = 0; n < PATIENCE * count; n++) {
      const i = state.next;
      if (i === 0) {
        if (gathered(state)) return stuck(state);
        state.factor = state.least + (state.most - state.least) * random.uniform();
      }
      state.next = (i + 1) % count;
      const member = challenge(state, i, random);
      const f = valueOrInfinity(evaluator, member);
      state.random = random.state;
      if (f <= values[i]!) {
        population[i] = member;
        values[i] = f;
        if (f < current.f) return found(state, i);
      }
    }
    return { kind: 'stuck', message: `${PATIENCE} generations found nothing better` };
  },
  reference: 'Storn & Price 1997, Journal of Global Optimization 11:341–359',
};

/** Where the first population lies along a coordinate: over the whole interval where both its ends are finite. */
function sideOf(
  entry: number,
  j: number,
  size: number,
  bounds: Bounds | undefined,
): { readonly middle: number; readonly half: number } {
  if (!bounds) return { middle: entry, half: size };
  const [low, high] = [bounds.lower[j] as number, bounds.upper[j] as number];
  const finite = Number.isFinite(high - low);
  const [least, most] = finite ? [low, high] : [Math.max(low, entry - size), Math.min(high, entry + size)];
  return { middle: (least + most) / 2, half: (most - least) / 2 };
}

function found({ population, values, factor }: DifferentialEvolutionState, i: number): StepOutcome {
  return { kind: 'candidate', point: { x: population[i]!.slice(), f: values[i]! }, rate: factor };
}

/** A mixture of member i with a + F (b − c); a, b, c and i are four different members. */
function challenge(state: DifferentialEvolutionState, i: number, random: Xoshiro256): Float64Array {
  const { population, factor, crossover } = state;
  const chosen = [i];
  const other = () => {
    let j = integerBelow(random, population.length - chosen.length);
    // The numbers that are taken are passed over, in rising order.
    for (const taken of [...chosen].sort((p, q) => p - q)) if (j >= taken) j++;
    chosen.push(j);
    return population[j]!;
  };
  const [a, b, c] = [other(), other(), other()];
  const always = integerBelow(random, a.length);
  return population[i]!.map((entry, j) => {
    const taken = random.uniform() < crossover || j === always;
    return taken ? a[j]! + factor * (b[j]! - c[j]!) : entry;
  });
}

/** Whether all members lie together, in every coordinate, or their values differ by rounding only. */
function gathered({ population, values, tolerance }: DifferentialEvolutionState): boolean {
  const [least, most] = extremes(values);
  if (most - least <= ROUNDING * Math.abs(least)) return true;
  return population[0]!.every((_, j) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const member of population) {
      low = Math.min(low, member[j]!);
      high = Math.max(high, member[j]!);
    }
    return high - low <= tolerance * Math.max(1, Math.abs(low));
  });
}

/** The least and the greatest value. A loop: a population may be too large to be the arguments of a call. */
function extremes(values: Float64Array): [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}

function stuck({ tolerance }: DifferentialEvolutionState): StepOutcome {
  return {
    kind: 'stuck',
    message: `the population has gathered, to a tolerance of ${tolerance} in x or to rounding in f`,
  };
}
