import { describe, expect, it } from 'vitest';
import { fillCoordinate } from '../../../../src/core/random/coordinate.ts';
import { fillNormal } from '../../../../src/core/random/normal.ts';
import { fillRademacher, rademacher } from '../../../../src/core/random/rademacher.ts';
import { fillSphere } from '../../../../src/core/random/sphere.ts';
import { Xoshiro256 } from '../../../../src/core/random/xoshiro256.ts';
import { chiSquareDeviation } from './statistics.ts';

type Fill = (random: Xoshiro256, out: Float64Array) => void;
const FILLS: [string, Fill][] = [
  ['fillNormal', fillNormal],
  ['fillRademacher', fillRademacher],
  ['fillSphere', fillSphere],
  ['fillCoordinate', fillCoordinate],
];

describe.each(FILLS)('%s', (name, fill) => {
  it('has the identity for its second moment, which makes a forward gradient right on average', () => {
    const n = 4;
    const samples = 200_000;
    const random = new Xoshiro256(3);
    const v = new Float64Array(n);
    const moments = new Float64Array(n * n);
    const means = new Float64Array(n);
    for (let s = 0; s < samples; s++) {
      fill(random, v);
      for (let i = 0; i < n; i++) {
        means[i]! += v[i]! / samples;
        for (let j = 0; j < n; j++) moments[i * n + j]! += (v[i]! * v[j]!) / samples;
      }
    }
    // vᵢ² has a standard deviation of at most √3 (coordinate: 4·¼·(1 − ¼)… = √3).
    const tolerance = 4 * Math.sqrt(3 / samples);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++)
        expect(Math.abs(moments[i * n + j]! - (i === j ? 1 : 0))).toBeLessThan(tolerance);
      if (name !== 'fillCoordinate') expect(Math.abs(means[i]!)).toBeLessThan(4 / Math.sqrt(samples));
    }
  });

  it('takes nothing and one number', () => {
    const random = new Xoshiro256(3);
    fill(random, new Float64Array(0));
    const one = new Float64Array(1);
    fill(random, one);
    expect(Number.isFinite(one[0]) && one[0] !== 0).toBe(true);
    if (name !== 'fillNormal') expect(Math.abs(one[0]!)).toBeCloseTo(1, 15);
  });
});

/** How many of `samples` directions fall into each of the 2ⁿ orthants. */
function orthants(fill: Fill, n: number, samples: number): Float64Array {
  const random = new Xoshiro256(9);
  const counts = new Float64Array(2 ** n);
  const v = new Float64Array(n);
  for (let s = 0; s < samples; s++) {
    fill(random, v);
    counts[v.reduce((index, x) => 2 * index + (x > 0 ? 1 : 0), 0)]!++;
  }
  return counts;
}

describe('orthants', () => {
  it.each(FILLS.slice(0, 3))('%s favours none', (_, fill) => {
    expect(Math.abs(chiSquareDeviation(orthants(fill, 7, 100_000)))).toBeLessThan(4);
  });
});

describe('fillSphere', () => {
  it('has length √n', () => {
    const v = new Float64Array(37);
    fillSphere(new Xoshiro256(1), v);
    expect(Math.hypot(...v)).toBeCloseTo(Math.sqrt(37), 13);
  });

  it('spreads a coordinate evenly in three dimensions (Archimedes)', () => {
    const random = new Xoshiro256(2);
    const counts = new Float64Array(50);
    const v = new Float64Array(3);
    for (let s = 0; s < 100_000; s++) {
      fillSphere(random, v);
      counts[Math.min(49, Math.floor((v[2]! / Math.sqrt(3) + 1) * 25))]!++;
    }
    expect(Math.abs(chiSquareDeviation(counts))).toBeLessThan(4);
  });
});

describe('fillCoordinate', () => {
  it('is √n along one axis, each as often as the other', () => {
    const random = new Xoshiro256(4);
    const counts = new Float64Array(9);
    const v = new Float64Array(9);
    let others = 0;
    for (let s = 0; s < 90_000; s++) {
      fillCoordinate(random, v);
      if (v.filter((x) => x === 0).length !== 8) others++;
      counts[v.indexOf(3)]!++;
    }
    expect(others).toBe(0);
    expect(Math.abs(chiSquareDeviation(counts))).toBeLessThan(4);
  });
});

describe('rademacher', () => {
  it('gives −1 and 1, all 32 bits of a word and in no pattern', () => {
    const random = new Xoshiro256(6);
    const counts = new Float64Array(2 ** 12);
    let index = 0;
    let others = 0;
    for (let s = 0; s < 1_000_000; s++) {
      const sign = rademacher(random);
      if (sign !== 1 && sign !== -1) others++;
      index = ((index << 1) | (sign > 0 ? 1 : 0)) & 0xfff;
      if (s % 12 === 11) counts[index]!++;
    }
    expect(others).toBe(0);
    expect(Math.abs(chiSquareDeviation(counts))).toBeLessThan(4);
  });
});
