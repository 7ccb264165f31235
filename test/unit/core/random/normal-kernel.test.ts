import { expect, it } from 'vitest';
import { fillNormal, normal } from '../../../../src/core/random/normal.ts';
import { Xoshiro256 } from '../../../../src/core/random/xoshiro256.ts';

it.each([63, 64, 1000, 2048, 2049, 100_000])(
  '%i deviates at once are those drawn one by one, to the last bit',
  (length) => {
    for (const seed of [0, 1, 42]) {
      const [one, other] = [new Xoshiro256(seed), new Xoshiro256(seed)];
      const out = new Float64Array(length);
      for (let again = 0; again < 3; again++) {
        fillNormal(one, out);
        expect(out.every((deviate) => Object.is(deviate, normal(other)))).toBe(true);
        expect(one.state).toEqual(other.state);
      }
    }
  },
);
