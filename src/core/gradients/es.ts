import { fillNormal } from '../random/normal.ts';
import { Xoshiro256 } from '../random/xoshiro256.ts';
import { pairInside } from './pair-inside.ts';
import { randomState } from './random-state.ts';
import { SEED } from './seed.ts';
import type { Source } from './source.ts';

/** Evolution strategies: the gradient of f smoothed by a normal distribution around x, from mirrored pairs of values. */
export const es: Source = {
  name: 'es',
  title: 'Evolution strategies',
  formula: String.raw`\hat g = \frac1{2\sigma m}\sum_{j=1}^m \bigl(f(x+\sigma v_j)-f(x-\sigma v_j)\bigr)\,v_j, \quad v_j \sim N(0, I)`,
  kind: 'random',
  settings: [
    {
      kind: 'number',
      name: 'sigma',
      symbol: String.raw`\sigma`,
      default: 0.01,
      range: { minimum: 0, maximum: Number.MAX_VALUE, open: 'minimum' },
      whole: false,
      meaning:
        'the standard deviation of the points around x; for σ → 0 this is the mean of forward gradients',
    },
    {
      kind: 'number',
      name: 'samples',
      symbol: 'm',
      default: 10,
      range: { minimum: 1, maximum: 100_000 },
      whole: true,
      meaning: 'how many mirrored pairs of points are drawn for one gradient',
    },
    SEED,
  ],
  make: ({ sigma: deviation, samples, seed }, { compiled, size }, bounds) => {
    const [sigma, pairs] = [deviation as number, samples as number];
    const random = randomState(new Xoshiro256(seed as number));
    const make = () => new Float64Array(size);
    const [v, d, plus, minus] = [make(), make(), make(), make()];
    return {
      valueAndGradient: (x, g) => {
        g.fill(0);
        for (let j = 0; j < pairs; j++) {
          fillNormal(random.generator(), v);
          for (let i = 0; i < size; i++) d[i] = sigma * (v[i] as number);
          pairInside(x, d, bounds, plus, minus);
          const slope = (compiled.value(plus) - compiled.value(minus)) / (2 * sigma * pairs);
          for (let i = 0; i < size; i++) g[i]! += slope * (v[i] as number);
        }
        return compiled.value(x);
      },
      cost: { f: 2 * pairs + 1, gradient: 0, jvp: 0, hvp: 0 },
      ...random.access,
    };
  },
  theory: ({ samples }, n) => ({
    relativeSquaredError: (n + 1) / (samples as number),
    formula: String.raw`\frac{n+1}m`,
    note: 'in the limit σ → 0; for every σ where f is quadratic',
  }),
  reference:
    'Salimans et al. 2017, arXiv:1703.03864; Nesterov & Spokoiny 2017, Found. Comput. Math. 17:527–566',
};
