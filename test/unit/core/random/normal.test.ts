import { describe, expect, it } from 'vitest';
import { fillNormal, normal } from '../../../../src/core/random/normal.ts';
import { Xoshiro256 } from '../../../../src/core/random/xoshiro256.ts';
import { erfc } from '../../../../src/core/special/erfc.ts';
import { autocorrelation, kolmogorov, mean } from './statistics.ts';

const N = 1_000_000;
const sample = new Float64Array(N);
fillNormal(new Xoshiro256(2024), sample);

describe('normal deviates', () => {
  it('follow the normal distribution (Kolmogorov and Smirnov)', () => {
    expect(kolmogorov(sample, (x) => 0.5 * erfc(-x / Math.SQRT2))).toBeLessThan(1.95);
  });

  // The k-th moment's estimate has the variance (E x²ᵏ − (E xᵏ)²)/N.
  it.each([
    [1, 0, 1],
    [2, 1, 2],
    [3, 0, 15],
    [4, 3, 96],
  ])('have the right moment %d', (k, truth, variance) => {
    expect(Math.abs(mean(sample, (x) => x ** k) - truth)).toBeLessThan(4 * Math.sqrt(variance / N));
  });

  it.each([1, 2, 3, 3.6541528853610088, 4])('lie beyond ±%d as often as they should, on either side', (z) => {
    const expected = N * 0.5 * erfc(z / Math.SQRT2);
    for (const side of [-1, 1]) {
      const count = mean(sample, (x) => (side * x > z ? 1 : 0)) * N;
      expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected));
    }
  });

  it.each([1, 2, 3])('have nothing to do with the one %d before, nor have their squares', (lag) => {
    expect(Math.abs(autocorrelation(sample, lag))).toBeLessThan(4 / Math.sqrt(N));
    const squares = sample.map((x) => (x * x - 1) / Math.SQRT2);
    expect(Math.abs(autocorrelation(squares, lag))).toBeLessThan(4 / Math.sqrt(N));
  });

  it('are symmetric: sign and size are independent', () => {
    expect(Math.abs(mean(sample, (x) => Math.sign(x)))).toBeLessThan(4 / Math.sqrt(N));
    expect(Math.abs(mean(sample, (x) => Math.sign(x) * Math.sin(40 * Math.abs(x))))).toBeLessThan(
      4 / Math.sqrt(N),
    );
  });

  it('are the same one by one and all at once, and leave the generator the same', () => {
    const one = new Xoshiro256(5);
    const all = one.copy();
    const out = new Float64Array(100_000);
    fillNormal(all, out);
    expect(out.every((x) => x === normal(one))).toBe(true);
    expect(all.state).toEqual(one.state);
  });

  it('go on over several fills, empty ones too', () => {
    const random = new Xoshiro256(5);
    const whole = new Float64Array(1000);
    fillNormal(random.copy(), whole);
    const parts = new Float64Array(1000);
    for (const [from, to] of [
      [0, 0],
      [0, 1],
      [1, 3],
      [3, 500],
      [500, 1000],
    ] as const) {
      fillNormal(random, parts.subarray(from, to));
    }
    expect(parts).toEqual(whole);
  });
});
