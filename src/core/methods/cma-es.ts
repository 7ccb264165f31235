import { fillNormal } from '../random/normal.ts';
import { type RandomState, Xoshiro256 } from '../random/xoshiro256.ts';
import { mirror } from './bounds.ts';
import { checkMemory } from './check-memory.ts';
import { type CmaWeights, cmaWeights } from './cma-es-weights.ts';
import { SEED } from './seed.ts';
import type { Evaluator, Solver, StepOutcome } from './solver.ts';
import { symmetricEigen } from './symmetric-eigen.ts';
import { valueOrInfinity } from './value-or-infinity.ts';

/** The search distribution N(mean, σ²C) and its memory; plain data. */
export interface CmaEsState {
  readonly first: Float64Array;
  readonly size: number;
  readonly tolerance: number;
  readonly restarts: number;
  constants: CmaWeights;
  restarted: number;
  generation: number;
  mean: Float64Array;
  sigma: number;
  /** C, row-major, with its eigenvectors (columns) and the roots of its eigenvalues as of `decomposed`. */
  covariance: Float64Array;
  axes: Float64Array;
  scales: Float64Array;
  decomposed: number;
  /** p_σ and p_c. */
  sigmaPath: Float64Array;
  path: Float64Array;
  /** The best value of each of the last generations. */
  history: number[];
  random: RandomState;
}

interface Individual {
  readonly x: Float64Array;
  readonly f: number;
  /** The unit deviate it comes from, and (x − mean)/σ. */
  readonly z: Float64Array;
  readonly y: Float64Array;
}

/** Generations without a better point that end a run in any case. */
const PATIENCE = 2000;

/**
 * CMA-ES: each generation is drawn from a normal distribution whose mean, step size and covariance follow the better half of it, with
 * negative weights for the worse half. Within bounds f goes on beyond the border as its mirror image. One step goes on until a point is lower than all before, so that f falls in every step.
 *
 * It is stuck when the distribution has shrunk or f does not vary any more (`tolerance`), or has become degenerate, see `endOf`; with
 * restarts it begins again at the first mean with twice the population (IPOP-CMA-ES, Auger & Hansen 2005). The same seed gives the same run.
 */
export const cmaEs: Solver<CmaEsState> = {
  kind: 'solver',
  name: 'cmaes',
  title: 'CMA-ES',
  formula: String.raw`x_i \sim m + \sigma\,\mathcal N(0, C), \quad m \leftarrow \sum_{i\le\mu} w_i\,x_{i:\lambda}, \quad C \leftarrow (1 - c_1 - c_\mu \textstyle\sum w_i)\,C + c_1\,p_c p_c^\top + c_\mu \sum_{i\le\lambda} w_i\,y_{i:\lambda}\,y_{i:\lambda}^\top, \quad \sigma \leftarrow \sigma\,e^{\frac{c_\sigma}{d_\sigma}\left(\frac{\lVert p_\sigma\rVert}{E\lVert N(0,I)\rVert} - 1\right)}`,
  hyperparameters: [
    {
      name: 'size',
      symbol: String.raw`\sigma_0`,
      default: 0.5,
      range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'both' },
      meaning:
        'the standard deviation of the first generation; the minimum should lie within some three of it',
    },
    {
      name: 'population',
      symbol: String.raw`\lambda`,
      default: 0,
      range: { minimum: 0, maximum: 1e6, least: 4 },
      whole: true,
      meaning: 'the points of a generation; 0 for 4 + 3 log n',
    },
    {
      name: 'tolerance',
      symbol: String.raw`\delta`,
      default: 1e-12,
      range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'maximum' },
      meaning:
        'how closely the best values of some generations agree in the end (relatively above 1); also the least width, relative to the first',
    },
    {
      name: 'restarts',
      symbol: 'r',
      default: 0,
      range: { minimum: 0, maximum: 20 },
      whole: true,
      meaning: 'how often it begins again, each time with twice the population',
    },
    SEED,
  ],
  order: 0,
  begin: ({ x }, { hyperparameters, seed }) => {
    const { size, population, tolerance, restarts } = hyperparameters as Record<
      'size' | 'population' | 'tolerance' | 'restarts',
      number
    >;
    const n = x.length;
    const lambda = population > 0 ? population : 4 + Math.floor(3 * Math.log(n));
    checkMemory(cmaEs.title, n, 4 * n * n + 4 * lambda * n);
    return {
      first: x.slice(),
      size,
      tolerance,
      restarts,
      restarted: 0,
      ...fresh(x, size, lambda),
      random: new Xoshiro256(seed).state,
    };
  },
  step: (state, current, evaluator): StepOutcome => {
    const random = Xoshiro256.from(state.random);
    for (let n = 0; n < PATIENCE; n++) {
      const end = endOf(state);
      if (end) {
        if (state.restarted >= state.restarts) return { kind: 'stuck', message: end };
        state.restarted++;
        Object.assign(state, fresh(state.first, state.size, 2 * state.constants.population));
      }
      const generation = sample(state, random, evaluator);
      const best = generation[0] as Individual;
      adapt(state, generation, evaluator);
      state.random = random.state;
      if (best.f < current.f) {
        return { kind: 'candidate', point: { x: best.x, f: best.f }, rate: state.sigma };
      }
    }
    return { kind: 'stuck', message: `${PATIENCE} generations found nothing better` };
  },
  reference:
    'Hansen & Ostermeier 2001, Evolutionary Computation 9(2):159–195; with the constants of Hansen 2016, arXiv:1604.00772',
};

function fresh(mean: Float64Array, size: number, population: number) {
  const n = mean.length;
  const identity = new Float64Array(n * n);
  for (let i = 0; i < n; i++) identity[i * n + i] = 1;
  return {
    constants: cmaWeights(n, population),
    generation: 0,
    mean: mean.slice(),
    sigma: size,
    covariance: identity.slice(),
    axes: identity,
    scales: new Float64Array(n).fill(1),
    decomposed: 0,
    sigmaPath: new Float64Array(n),
    path: new Float64Array(n),
    history: [],
  };
}

/** A generation, the lowest value first; of equal ones the earlier. */
function sample(state: CmaEsState, random: Xoshiro256, evaluator: Evaluator): Individual[] {
  const { mean, sigma, axes, scales, constants } = state;
  const n = mean.length;
  const generation = Array.from({ length: constants.population }, () => {
    const z = new Float64Array(n);
    fillNormal(random, z);
    const y = times(
      axes,
      z.map((entry, i) => entry * scales[i]!),
      n,
    );
    const x = mean.map((entry, i) => entry + sigma * y[i]!);
    if (evaluator.bounds) mirror(x, evaluator.bounds);
    return { x, f: valueOrInfinity(evaluator, x), z, y };
  });
  return generation.sort((a, b) => (a.f < b.f ? -1 : a.f > b.f ? 1 : 0));
}

/** Equations 39 to 47 of the tutorial. */
function adapt(state: CmaEsState, generation: readonly Individual[], evaluator: Evaluator): void {
  const { axes, constants, covariance, sigmaPath, path } = state;
  const { weights, parents, mass, cSigma, dSigma, cPath, cOne, cMu, chi } = constants;
  const n = state.mean.length;
  state.generation++;
  const step = weightedSum(
    generation.map(({ y }) => y),
    weights,
    parents,
  );
  const white = times(
    axes,
    weightedSum(
      generation.map(({ z }) => z),
      weights,
      parents,
    ),
    n,
  );
  state.mean = state.mean.map((entry, i) => entry + state.sigma * step[i]!);
  const keepSigma = Math.sqrt(cSigma * (2 - cSigma) * mass);
  for (let i = 0; i < n; i++) sigmaPath[i] = (1 - cSigma) * sigmaPath[i]! + keepSigma * white[i]!;
  const length = Math.hypot(...sigmaPath);
  const expected = Math.sqrt(1 - (1 - cSigma) ** (2 * state.generation)) * chi;
  // While the step size grows fast the path would only make C grow along with it.
  const moving = length / expected < 1.4 + 2 / (n + 1);
  const keep = moving ? Math.sqrt(cPath * (2 - cPath) * mass) : 0;
  for (let i = 0; i < n; i++) path[i] = (1 - cPath) * path[i]! + keep * step[i]!;
  const lost = moving ? 0 : cPath * (2 - cPath);
  const sumOfWeights = weights.reduce((sum, w) => sum + w, 0);
  // A worse point counts as if it lay at the distance √n of the distribution, so that C stays positive definite.
  const active = weights.map((w, i) => (w >= 0 ? w : (w * n) / squared(generation[i]!.z)));
  for (let i = 0; i < n; i++) {
    evaluator.checkpoint();
    for (let j = 0; j <= i; j++) {
      let rank = 0;
      for (let k = 0; k < active.length; k++)
        rank += active[k]! * generation[k]!.y[i]! * generation[k]!.y[j]!;
      const old = (1 + cOne * lost - cOne - cMu * sumOfWeights) * covariance[i * n + j]!;
      const entry = old + cOne * path[i]! * path[j]! + cMu * rank;
      covariance[i * n + j] = entry;
      covariance[j * n + i] = entry;
    }
  }
  state.sigma *= Math.exp(Math.min(1, (cSigma / dSigma) * (length / chi - 1)));
  // Decomposing every time would take longer than all else in many dimensions; so often is enough (Hansen's purecma).
  if (state.generation - state.decomposed >= 0.5 / ((cOne + cMu) * n)) decompose(state, evaluator);
  const window = 10 + Math.ceil((30 * n) / constants.population);
  state.history = [...state.history, generation[0]!.f].slice(-window);
}

function decompose(state: CmaEsState, evaluator: Evaluator): void {
  const { values, vectors } = symmetricEigen(state.covariance, state.mean.length, () =>
    evaluator.checkpoint(),
  );
  state.axes = vectors;
  // Rounding may leave an eigenvalue of 0 or below; NaN there ends the run.
  state.scales = values.map(Math.sqrt);
  state.decomposed = state.generation;
}

/** Why it should not go on (section B.3 of the tutorial); undefined while it should. */
function endOf({
  mean,
  sigma,
  size,
  scales,
  axes,
  covariance,
  path,
  history,
  tolerance,
  constants,
  generation,
}: CmaEsState): string | undefined {
  const n = mean.length;
  const widths = mean.map((_, i) => sigma * Math.sqrt(covariance[i * n + i]!));
  if (widths.every((width, i) => width < tolerance * size && sigma * Math.abs(path[i]!) < tolerance * size)) {
    return `the distribution has shrunk to ${tolerance} of its first width`;
  }
  const window = 10 + Math.ceil((30 * n) / constants.population);
  const range = Math.max(...history) - Math.min(...history);
  if (history.length >= window && !(range > tolerance * Math.max(1, Math.abs(history.at(-1) as number)))) {
    return `the best values of the last ${window} generations agree to ${tolerance}`;
  }
  const [most, least] = [Math.max(...scales), Math.min(...scales)];
  if (!(least > 0 && most / least < 1e7 && Number.isFinite(sigma))) {
    return 'the distribution is degenerate: one axis is more than 1e7 times as long as another';
  }
  if (sigma * most > 1e8 * size) {
    return 'the distribution grows without end: f has no optimum here, or the first size is far too small';
  }
  const axis = generation % n;
  const unmoved = mean.every(
    (entry, i) => entry === entry + 0.1 * sigma * scales[axis]! * axes[i * n + axis]!,
  );
  if (unmoved || mean.some((entry, i) => entry === entry + 0.2 * widths[i]!)) {
    return 'the distribution is narrower than the distance between neighbouring numbers';
  }
  return undefined;
}

function times(matrix: Float64Array, vector: Float64Array, n: number): Float64Array {
  return vector.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += matrix[i * n + j]! * vector[j]!;
    return sum;
  });
}

function weightedSum(vectors: readonly Float64Array[], weights: Float64Array, count: number): Float64Array {
  const out = new Float64Array(vectors[0]!.length);
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < out.length; i++) out[i] = out[i]! + weights[k]! * vectors[k]![i]!;
  }
  return out;
}

function squared(vector: Float64Array): number {
  return vector.reduce((sum, entry) => sum + entry * entry, 0);
}
