import { fillRademacher } from '../random/rademacher.ts';
import { Xoshiro256 } from '../random/xoshiro256.ts';
import { pairInside } from './pair-inside.ts';
import { randomState } from './random-state.ts';
import { SEED } from './seed.ts';
import type { Source } from './source.ts';

/** Simultaneous perturbation: all variables are shaken at once by random signs, and two values of f compared. */
export const spsa: Source = {
  name: 'spsa',
  title: 'Simultaneous perturbation (SPSA)',
  formula: String.raw`\hat g = \frac{f(x+c\Delta)-f(x-c\Delta)}{2c}\,\Delta, \quad \Delta_i = \pm1`,
  kind: 'random',
  settings: [
    {
      kind: 'number',
      name: 'c',
      symbol: 'c',
      default: 1e-4,
      range: { minimum: 0, maximum: Number.MAX_VALUE, open: 'minimum' },
      whole: false,
      meaning: 'how far the point is shaken; for c → 0 this is the forward gradient with one vector of signs',
    },
    SEED,
  ],
  make: ({ c: shake, seed }, { compiled, size }, bounds) => {
    const c = shake as number;
    const random = randomState(new Xoshiro256(seed as number));
    const [signs, plus, minus] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
    return {
      valueAndGradient: (x, g) => {
        fillRademacher(random.generator(), signs);
        for (let i = 0; i < size; i++) signs[i]! *= c;
        pairInside(x, signs, bounds, plus, minus);
        const slope = (compiled.value(plus) - compiled.value(minus)) / 2;
        for (let i = 0; i < size; i++) g[i] = signs[i] === 0 ? 0 : slope / (signs[i] as number);
        return compiled.value(x);
      },
      cost: { f: 3, gradient: 0, jvp: 0, hvp: 0 },
      ...random.access,
    };
  },
  theory: (_settings, n) => ({
    relativeSquaredError: n - 1,
    formula: 'n-1',
    note: 'in the limit c → 0; for every c where f is quadratic',
  }),
  reference: 'Spall 1992, IEEE Trans. Automatic Control 37(3):332–341',
};
