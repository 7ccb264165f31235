import { local } from '../measure/contender.mjs';
import { interleave } from '../measure/interleave.mjs';
import { absent, ratio } from '../report/row.mjs';
import { BOWL } from '../texts.mjs';
import { available } from './available.mjs';

const SAMPLES = 1_000_000;
const WHAT = 'forward gradient, a million samples: ours ÷ C -O3 with a ziggurat';
const AIM = { most: 2.2 };

/**
 * As the command line's `estimate`.
 * @typedef {(target: unknown, request: object) => { readonly mean: ArrayLike<number> }} Estimate
 */

/**
 * The mean of a million forward gradients of the bowl at (2, 1).
 * @type {import('./context.mjs').Group}
 */
export const sampling = {
  name: 'sampling',
  measure: async ({ library, rivals, rounds }) => {
    const estimate = /** @type {{ estimate?: Estimate }} */ (/** @type {unknown} */ (library)).estimate;
    if (!estimate) return [absent(WHAT, 'estimate: not there yet', AIM)];
    const c = await available(rivals.c, 'C', 'forward-gradient');
    if (typeof c === 'string') return [absent(WHAT, c, AIM)];
    const target = library.objective(`f(x, y) = ${BOWL}`);
    const gradient = { name: 'forward', settings: { tangents: 1, seed: 1 } };
    let mean = 0;
    const ours = local(
      'estimate',
      (count) => {
        for (let i = 0; i < count; i++) {
          const result = estimate(target, { at: [2, 1], gradient, samples: SAMPLES });
          mean = result.mean[0] + result.mean[1];
        }
      },
      () => mean,
    );
    const best = await interleave({ ours, c }, { rounds, agree: false });
    return [ratio(WHAT, ['ours', best.ours], ['C', best.c], AIM)];
  },
};
