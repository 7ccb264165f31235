import { Xoshiro256 } from '../random/xoshiro256.ts';
import type { Evaluations } from '../run/trace.ts';
import { copy } from './copy.ts';
import type { Derivatives } from './derivatives.ts';
import { orthonormalize } from './orthonormalize.ts';
import { randomState } from './random-state.ts';
import { SEED } from './seed.ts';
import type { ErrorTheory, GradientFunction, Source } from './source.ts';
import { TANGENTS, type TangentDistribution } from './tangents.ts';

interface ForwardSettings {
  readonly tangents: number;
  readonly distribution: string;
  readonly combine: string;
  readonly clip: number;
  readonly seed: number;
}

/**
 * The forward gradient: directional derivatives along random tangents, each by one forward pass that gives f as well, put
 * together again along these tangents. The mean of many is ∇f, but for the orthogonal combination, which is shorter by k/n.
 */
export const forward: Source = {
  name: 'forward',
  title: 'Forward gradient',
  formula: String.raw`\hat g = \frac1k \sum_{j=1}^k (\nabla f(x)\cdot v_j)\, v_j`,
  kind: 'random',
  settings: [
    {
      kind: 'number',
      name: 'tangents',
      symbol: 'k',
      default: 1,
      range: { minimum: 1, maximum: 100_000 },
      whole: true,
      meaning: 'how many directions are drawn for one gradient',
    },
    {
      kind: 'name',
      name: 'distribution',
      symbol: 'v',
      default: 'gaussian',
      choices: Object.values(TANGENTS).map(({ name, meaning }) => ({ name, meaning })),
      meaning: 'how directions are drawn',
    },
    {
      kind: 'name',
      name: 'combine',
      symbol: String.raw`\hat g`,
      default: 'mean',
      choices: [
        { name: 'mean', meaning: 'the mean of the forward gradients, unbiased' },
        {
          name: 'orthogonal',
          meaning:
            'the projection of ∇f on the space of the tangents, V(VᵀV)⁻¹Vᵀ∇f: exact for n tangents, too short below',
        },
      ],
      meaning: 'how the directional derivatives make one gradient',
    },
    {
      kind: 'number',
      name: 'clip',
      symbol: 'c',
      default: 0,
      range: { minimum: 0, maximum: Number.MAX_VALUE },
      whole: false,
      meaning:
        'the greatest size of a directional derivative (along unit directions where they are made orthogonal), 0 for no bound',
    },
    SEED,
  ],
  make: (settings, f) => makeForward(settings as unknown as ForwardSettings, f),
  theory: (settings, n) => forwardTheory(settings as unknown as ForwardSettings, n),
  reference:
    'Baydin et al. 2022, arXiv:2202.08587; several tangents: Flügel et al. 2024, arXiv:2410.17764; clipping: Silver et al. 2022, ICLR',
};

function makeForward(settings: ForwardSettings, f: Derivatives): GradientFunction {
  const { tangents: k, combine, seed } = settings;
  const distribution = TANGENTS[settings.distribution] as TangentDistribution;
  const clip = settings.clip > 0 ? settings.clip : Number.POSITIVE_INFINITY;
  const n = f.size;
  const pass = f.directional();
  const random = randomState(new Xoshiro256(seed));
  const cost: Evaluations = { f: 0, gradient: 0, jvp: k, hvp: 0 };
  const along = (): number => Math.min(Math.max(pass.derivative[0] as number, -clip), clip);
  const add = (g: Float64Array) => {
    const slope = along();
    for (let i = 0; i < n; i++) g[i]! += slope * (pass.v[i] as number);
  };
  if (combine === 'orthogonal') {
    const basis = new Float64Array(k * n);
    return {
      valueAndGradient: (x, g) => {
        distribution.fill(random.generator(), basis, n);
        cost.jvp = orthonormalize(basis, n);
        copy(x, pass.x);
        g.fill(0);
        let value = Number.NaN;
        for (let j = 0; j < cost.jvp; j++) {
          for (let i = 0; i < n; i++) pass.v[i] = basis[j * n + i] as number;
          value = pass.run();
          add(g);
        }
        return value;
      },
      cost,
      ...random.access,
    };
  }
  const sweep = f.sweep(settings.clip > 0);
  let block = new Float64Array(0);
  return {
    valueAndGradient: (x, g) => {
      copy(x, pass.x);
      g.fill(0);
      let value = Number.NaN;
      for (let j = 0; j < k; j++) {
        distribution.fill(random.generator(), pass.v, n);
        value = pass.run();
        add(g);
      }
      if (k > 1) for (let i = 0; i < n; i++) g[i]! /= k;
      return value;
    },
    ...(sweep && {
      sample: (x: Float64Array, out: Float64Array, count: number) => {
        const size = count * k * n;
        if (k > 1 && block.length < size) block = new Float64Array(size);
        const tangents = k > 1 ? block.subarray(0, size) : out.subarray(0, size);
        distribution.fill(random.generator(), tangents, n);
        sweep(x, tangents, out, count, k, clip);
      },
    }),
    cost,
    ...random.access,
  };
}

/**
 * E‖ĝ − g‖²/‖g‖². For one tangent it is E[(g·v)²‖v‖²]/‖g‖² − 1; for independent entries of variance 1 and fourth moment κ that is
 * κ + n − 2 (Gaussian κ = 3, signs κ = 1), and n − 1 where ‖v‖² = n. The mean of k independent ones has a k-th of it. A projection P
 * has ‖Pg − g‖² = gᵀ(I − P)g, and E[P] = (E[rank P]/n) I, since all four distributions look alike under swapped and mirrored axes.
 */
function forwardTheory(
  { tangents: k, distribution: name, combine, clip }: ForwardSettings,
  n: number,
): ErrorTheory {
  const distribution = TANGENTS[name] as TangentDistribution;
  if (clip > 0) return { note: 'a clipped directional derivative makes the error depend on f' };
  if (combine === 'mean') {
    return {
      relativeSquaredError: distribution.squaredError(n) / k,
      formula: `\\frac{${distribution.squaredErrorFormula}}{k}`,
      note: '',
    };
  }
  const rank = distribution.span(n, k);
  if (rank === undefined) {
    return { note: 'how many dimensions more than two vectors of signs span has no closed formula' };
  }
  return {
    relativeSquaredError: Math.max(0, 1 - rank / n),
    formula:
      name === 'coordinate'
        ? String.raw`\left(1-\frac1n\right)^k`
        : name === 'rademacher' && k === 2
          ? String.raw`1-\frac{2-2^{1-n}}n`
          : String.raw`1-\frac{\min(k,n)}n`,
    note: k < n ? 'biased: the mean is shorter than ∇f' : '',
  };
}
