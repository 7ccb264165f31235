import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { integerBelow } from '../../../../src/core/random/integer-below.ts';
import { latinHypercube } from '../../../../src/core/random/latin-hypercube.ts';
import { shuffle } from '../../../../src/core/random/shuffle.ts';
import { Xoshiro256 } from '../../../../src/core/random/xoshiro256.ts';
import { chiSquareDeviation } from './statistics.ts';

describe('integerBelow', () => {
  it('is the upper half of the exact product, rejections apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 1, max: 2 ** 32 }), (seed, n) => {
        const random = new Xoshiro256(seed);
        const copy = random.copy();
        let product: bigint;
        do product = BigInt(copy.uint32()) * BigInt(n);
        while ((product & 0xffffffffn) < BigInt(2 ** 32 % n));
        expect(integerBelow(random, n)).toBe(Number(product >> 32n));
        expect(random.state).toEqual(copy.state);
      }),
    );
  });

  it.each([2, 3, 7, 1000])('gives each number below %d equally often', (n) => {
    const random = new Xoshiro256(n);
    const counts = new Float64Array(n);
    for (let i = 0; i < 200_000; i++) counts[integerBelow(random, n)]!++;
    expect(Math.abs(chiSquareDeviation(counts))).toBeLessThan(4);
  });

  it('is unbiased where many words must be rejected', () => {
    const random = new Xoshiro256(1);
    const n = 3 * 2 ** 30;
    const thirds = new Float64Array(3);
    for (let i = 0; i < 100_000; i++) thirds[integerBelow(random, n) % 3]!++;
    expect(Math.abs(chiSquareDeviation(thirds))).toBeLessThan(4);
  });

  it.each([0, -1, 1.5, 2 ** 32 + 1, Number.NaN])('says which bounds there are (%d)', (n) => {
    expect(() => integerBelow(new Xoshiro256(1), n)).toThrow(
      `A random whole number below ${n} was asked for; the bound must be a whole number from 1 to 2³²`,
    );
  });
});

describe('shuffle', () => {
  it('makes each of the 24 orders of four things equally often', () => {
    const random = new Xoshiro256(8);
    const counts = new Map<string, number>();
    for (let i = 0; i < 48_000; i++) {
      const items = ['a', 'b', 'c', 'd'];
      shuffle(random, items);
      const order = items.join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    expect(Math.abs(chiSquareDeviation([...counts.values()]))).toBeLessThan(4);
  });

  it('leaves nothing and one thing as they are', () => {
    const one = [1];
    shuffle(new Xoshiro256(1), one);
    shuffle(new Xoshiro256(1), []);
    expect(one).toEqual([1]);
  });
});

describe('latinHypercube', () => {
  it('has one point in each interval of each dimension', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 6 }),
        (seed, count, dimension) => {
          const points = latinHypercube(new Xoshiro256(seed), count, dimension);
          for (let j = 0; j < dimension; j++) {
            const intervals = Array.from({ length: count }, (_, i) =>
              Math.floor(points[i * dimension + j]! * count),
            );
            expect(intervals.sort((a, b) => a - b)).toEqual(intervals.map((_, i) => i));
          }
        },
      ),
    );
  });

  it('is empty for no points', () => {
    expect(latinHypercube(new Xoshiro256(1), 0, 3)).toEqual(new Float64Array(0));
  });
});
