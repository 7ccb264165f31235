import { Xoshiro256 } from '../random/xoshiro256.ts';
import type { GradientFunction } from './source.ts';

/** A generator whose state can be taken and put back, with the two functions by which a gradient function offers that. */
export function randomState(start: Xoshiro256): {
  readonly generator: () => Xoshiro256;
  readonly access: Pick<GradientFunction, 'state' | 'restore'>;
} {
  let random = start;
  return {
    generator: () => random,
    access: {
      state: () => random.state,
      restore: (state) => {
        if (state === null)
          throw new TypeError('a random source goes on from the state of its generator, not from null');
        random = Xoshiro256.from(state);
      },
    },
  };
}
