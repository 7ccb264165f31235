import { type CompiledObjective, compileObjective } from '../compile/compile-objective.ts';
import { makeFunction } from '../compile/make-function.ts';
import type { Objective } from '../objective.ts';
import type { Evaluations } from '../run/trace.ts';
import { copy } from './copy.ts';
import { derivativesOf } from './derivatives.ts';
import { makeGradient } from './make-gradient.ts';

/** What one gradient costs. */
export interface GradientCost {
  /** `jvp` is one directional derivative together with f; the others are gradient sources. */
  readonly name: 'jvp' | 'forward' | 'backprop' | 'difference';
  readonly title: string;
  /** Its time ÷ that of one evaluation of f; the best time of each over all rounds. */
  readonly ratio: number;
  /** The quartiles of the ratio over the rounds: how far noise reaches. */
  readonly low: number;
  readonly high: number;
  readonly evaluations: Readonly<Evaluations>;
  /** Where it would take too long to measure, the ratio is that of the evaluations. */
  readonly measured: boolean;
}

/** The cost of gradients of an objective relative to f. */
export interface GradientCosts {
  readonly costs: readonly GradientCost[];
  /** R_f of arXiv:2202.08587: one forward gradient ÷ f. */
  readonly forward: number;
  /** R_b: one backpropagation, with the value that it gives, ÷ f. */
  readonly backprop: number;
  /** The time of one evaluation of f in seconds; of this run only, ratios carry further. */
  readonly seconds: number;
  readonly rounds: number;
}

/** What is measured: one call evaluates at x and may write to g. */
interface Contender {
  readonly call: (x: Float64Array, g: Float64Array) => number;
  readonly evaluations: Readonly<Evaluations>;
}

/** Calls something `count` times at points that take turns. */
type Loop = (
  call: Contender['call'],
  x: Float64Array,
  g: Float64Array,
  points: Float64Array,
  count: number,
) => number;

const ROUNDS = 40;
/** Each contender's share of a round, in milliseconds: above the grain of clocks, below the time slice of a busy machine. */
const SHARE = 1;
/** The most calls in one go, should the clock stand still. */
const MOST_CALLS = 2 ** 24;
/** How long each contender is called before anything is measured, in milliseconds: long enough to be optimized. */
const WARM_UP = 100;

/**
 * Measures gradients against evaluations of f, in turns, so that noise meets all alike.
 *
 * @param x - The point.
 * @param clock - Tells milliseconds.
 * @param budget - About how many milliseconds it may take; what would take longer is told from its evaluations.
 */
export function measureCosts(
  objective: Objective,
  x: ArrayLike<number>,
  clock: () => number,
  compiled: CompiledObjective = compileObjective(objective),
  budget = 2000,
): GradientCosts {
  const steps = costSteps(objective, x, clock, compiled, budget);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** `measureCosts` piece by piece: yields between two measurements, so that whoever runs it can look for messages. */
export function* costSteps(
  objective: Objective,
  x: ArrayLike<number>,
  clock: () => number,
  compiled: CompiledObjective,
  budget: number,
): Generator<undefined, GradientCosts> {
  const n = objective.size;
  const [f, ...gradients] = contenders(objective, compiled) as [Contender, ...Contender[]];
  const point = Float64Array.from(x);
  const g = new Float64Array(n);
  // Neighbours in the last bits, so that no result can be used twice.
  const first = point[0] ?? 0;
  const points = Float64Array.from(
    { length: 8 },
    (_, i) => first + i * Number.EPSILON * Math.max(1, Math.abs(first)),
  );
  const times = [f, ...gradients].map((): number[] => []);
  const timer = (contender: Contender) => {
    const loop = makeLoop();
    return (count: number) => {
      const begin = clock();
      loop(contender.call, point, g, points, count);
      return (clock() - begin) / count;
    };
  };
  const patience = budget / 6;
  const timeOfF = timer(f);
  const one = timeOfF(calibrate(timeOfF, 1, SHARE, patience));
  const timers = [f, ...gradients].map((contender, i) => {
    if (i > 0 && one * work(contender) > patience / 3) return undefined;
    return { run: i === 0 ? timeOfF : timer(contender), count: 1 };
  });
  for (const fill of [WARM_UP, SHARE]) {
    for (const each of timers) {
      if (each) each.count = calibrate(each.run, each.count, fill, patience);
      yield;
    }
  }
  const begin = clock();
  let rounds = 0;
  while (rounds < ROUNDS && (rounds < 3 || clock() - begin < budget / 2)) {
    timers.forEach((each, i) => {
      if (each) times[i]?.push(each.run(each.count));
    });
    rounds++;
    yield;
  }
  const base = times[0] as number[];
  const costs = gradients.map(({ evaluations }, i): GradientCost => {
    const own = times[i + 1] as number[];
    const ratios = own.map((time, round) => time / (base[round] as number)).sort((a, c) => a - c);
    const counted = evaluations.f + evaluations.gradient + evaluations.jvp;
    const quartile = (share: number) => ratios[Math.floor(share * (ratios.length - 1))] ?? counted;
    const measured = own.length > 0;
    return {
      ...(NAMES[i] as (typeof NAMES)[number]),
      ratio: measured ? Math.min(...own) / Math.min(...base) : counted,
      low: quartile(0.25),
      high: quartile(0.75),
      evaluations,
      measured,
    };
  });
  return {
    costs,
    forward: costs[1]?.ratio as number,
    backprop: costs[2]?.ratio as number,
    seconds: Math.min(...base) / 1000,
    rounds,
  };
}

const NAMES = [
  { name: 'jvp', title: 'f and one directional derivative' },
  { name: 'forward', title: 'one forward gradient' },
  { name: 'backprop', title: 'one backpropagation' },
  { name: 'difference', title: 'one gradient by forward differences' },
] as const;

/** f, then what `NAMES` tells. */
function contenders(objective: Objective, compiled: CompiledObjective): Contender[] {
  const pass = derivativesOf(objective, compiled).directional();
  const direction = Float64Array.from({ length: objective.size }, (_, i) => (i % 2 === 0 ? 1 : -1));
  const sources = [
    { name: 'forward', settings: {} },
    { name: 'backprop', settings: {} },
    { name: 'difference', settings: { scheme: 'forward' } },
  ].map((source): Contender => {
    const gradient = makeGradient(source, objective, compiled);
    return { call: gradient.valueAndGradient, evaluations: gradient.cost };
  });
  return [
    { call: compiled.value, evaluations: { f: 1, gradient: 0, jvp: 0, hvp: 0 } },
    {
      call: (x) => {
        copy(x, pass.x);
        copy(direction, pass.v);
        return pass.run() + (pass.derivative[0] as number);
      },
      evaluations: { f: 0, gradient: 0, jvp: 1, hvp: 0 },
    },
    ...sources,
  ];
}

function work({ evaluations: { f, gradient, jvp } }: Contender): number {
  return f + 4 * gradient + 3 * jvp;
}

/** How many calls take about so many milliseconds; the doubling on the way there warms the code up. */
function calibrate(run: (count: number) => number, start: number, fill: number, patience: number): number {
  let count = Math.max(1, Math.floor(start / 64));
  for (let spent = 0; spent < patience && count < MOST_CALLS; ) {
    const time = run(count) * count;
    spent += time;
    if (time >= fill) return Math.max(1, Math.round((count * fill) / time));
    count *= 2;
  }
  return count;
}

let made = 0;

/** A loop of its own for each contender: a call site that sees several functions is slower for all of them. */
function makeLoop(): Loop {
  const body = `// ${made++}
let sum = 0;
for (let i = 0; i < count; i++) {
  x[0] = points[i & 7];
  sum += call(x, g);
}
return sum;`;
  return makeFunction<Loop>('call, x, g, points, count', body) ?? plainLoop;
}

function plainLoop(
  call: Contender['call'],
  x: Float64Array,
  g: Float64Array,
  points: Float64Array,
  count: number,
): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    x[0] = points[i & 7] as number;
    sum += call(x, g);
  }
  return sum;
}
