import { describe, expect, it } from 'vitest';
import { Xoshiro256 } from '../../../../src/core/random/xoshiro256.ts';
import { chiSquareDeviation, kolmogorov } from './statistics.ts';

/** The next 64 bits in hexadecimal. */
function next(random: Xoshiro256): string {
  random.advance();
  return [random.high, random.low].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

const six = (random: Xoshiro256) => Array.from({ length: 6 }, () => next(random));

// Both tables were printed by test/oracles/xoshiro256.c.
const SEEDED: readonly [number, string][] = [
  [
    0,
    '53175d61490b23df 61da6f3dc380d507 5c0fdf91ec9a7bfc 02eebf8c3bbe5e1a 7eca04ebaf4a5eea 0543c37757f08d9a',
  ],
  [
    1,
    'cfc5d07f6f03c29b bf424132963fe08d 19a37d5757aaf520 bf08119f05cd56d6 2f47184b86186fa4 97299fcae7202345',
  ],
  [
    42,
    'd0764d4f4476689f 519e4174576f3791 fbe07cfb0c24ed8c b37d9f600cd835b8 cb231c3874846a73 968d9f004e50de7d',
  ],
  [
    2 ** 32,
    '665810f2ba1d6351 4be2ebc60ad0dae2 6e94302c72b799d9 22bb55c9d95f765d f68be9aeaa9346bf ebcb7b3c42f239e4',
  ],
  [
    2 ** 53 - 1,
    '8a4b44dd22696a64 95fd839afe27e9eb dcdfbcfcf11b8134 3fb8d8006842c916 60ac6bf708584740 eaec55a66c5efd0f',
  ],
];
const JUMPED: readonly [number, string][] = [
  [
    0,
    '2107d23f5380538b 860c46fba09246f0 e824e1ac3bb3b014 5fcec05a1c2523c9 92790ab81295cbdb 64680b8ea62e2978',
  ],
  [
    1,
    'dafd92f1adffc5b9 89d5ed6828f5becf c81a7b85673e9dac e3ed98a07ef5a746 e294a7e13e75c33c ccf30d2611797724',
  ],
  [
    2 ** 53 - 1,
    '7734ffc2a6f8a00d ea7b07d93516102e 77ee216302cdb6ff 472725f56d319ce4 8a21909f517b31eb 66457a8168a9ea64',
  ],
];

describe('Xoshiro256 agrees with the reference', () => {
  it('from the state 1, 2, 3, 4', () => {
    expect(six(Xoshiro256.from([1, 0, 2, 0, 3, 0, 4, 0, 0, 0]))).toEqual(
      '0000000002800001 0000000003800067 000cc00003800067 000cc201994400b2 8012a2019ac433cd 8a69978acdee33ba'.split(
        ' ',
      ),
    );
  });

  it.each(SEEDED)('from seed %d', (seed, words) => {
    expect(six(new Xoshiro256(seed))).toEqual(words.split(' '));
  });

  it.each(JUMPED)('after a jump from seed %d', (seed, words) => {
    const random = new Xoshiro256(seed);
    random.jump();
    expect(six(random)).toEqual(words.split(' '));
  });

  it('a million steps on', () => {
    const random = new Xoshiro256(42);
    for (let i = 0; i < 999_999; i++) random.advance();
    expect(six(random)[0]).toBe('38d26b526dd02d0f');
  });
});

describe('a generator', () => {
  it('goes on from its saved state, kept bits included', () => {
    const random = new Xoshiro256(7);
    for (let i = 0; i < 5; i++) random.bit();
    const saved = JSON.parse(JSON.stringify(random.state));
    const other = Xoshiro256.from(saved);
    const draw = (g: Xoshiro256) => Array.from({ length: 40 }, () => [g.bit(), g.uniform()]);
    expect(draw(other)).toEqual(draw(random));
  });

  it('copies itself', () => {
    const random = new Xoshiro256(7);
    const copy = random.copy();
    expect(six(copy)).toEqual(six(random));
  });

  it('has streams a jump apart', () => {
    const [first, second, third] = Xoshiro256.streams(1, 3) as [Xoshiro256, Xoshiro256, Xoshiro256];
    expect(next(first)).toBe(SEEDED[1]![1].slice(0, 16));
    const jumped = new Xoshiro256(1);
    jumped.jump();
    expect(next(second)).toBe(next(jumped.copy()));
    jumped.jump();
    expect(next(third)).toBe(next(jumped));
  });

  it.each([-1, 0.5, 2 ** 53, Number.NaN])('says which seeds there are (%d)', (seed) => {
    expect(() => new Xoshiro256(seed)).toThrow(
      `The seed is ${seed}; it must be a whole number from 0 to 9007199254740991`,
    );
  });

  it.each([
    [[]],
    [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    [[1.5, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    [[1, 0, 0, 0, 0, 0, 0, 0, 0, 33]],
  ])('refuses %j as a state', (state) => {
    expect(() => Xoshiro256.from(state)).toThrow(
      'This is no state of a generator; pass one that `state` gave, unchanged',
    );
  });
});

describe('uniform numbers', () => {
  it('are evenly spread over [0, 1)', () => {
    const random = new Xoshiro256(11);
    const sample = Float64Array.from({ length: 1e6 }, () => random.uniform());
    expect(kolmogorov(sample, (x) => x)).toBeLessThan(1.95);
    expect(sample.every((x) => x >= 0 && x < 1)).toBe(true);
  });

  it('are the upper 53 bits of a step', () => {
    expect(new Xoshiro256(1).uniform()).toBe(Number(0xcfc5d07f6f03c29bn >> 11n) * 2 ** -53);
  });

  it('fill pairs of neighbours evenly', () => {
    const random = new Xoshiro256(12);
    const counts = new Float64Array(64 * 64);
    for (let i = 0; i < 500_000; i++) {
      counts[Math.floor(random.uniform() * 64) * 64 + Math.floor(random.uniform() * 64)]!++;
    }
    expect(Math.abs(chiSquareDeviation(counts))).toBeLessThan(4);
  });

  it('are never 0 where they are open', () => {
    const random = new Xoshiro256(13);
    const sample = Float64Array.from({ length: 1e5 }, () => random.openUniform());
    expect(sample.every((x) => x > 0 && x < 1)).toBe(true);
    expect(kolmogorov(sample, (x) => x)).toBeLessThan(1.95);
  });
});
