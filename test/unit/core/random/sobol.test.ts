import { describe, expect, it } from 'vitest';
import { SOBOL_DIMENSIONS, Sobol } from '../../../../src/core/random/sobol.ts';

function points(sequence: Sobol, dimension: number, count: number): number[][] {
  const out = new Float64Array(dimension);
  return Array.from({ length: count }, () => {
    sequence.next(out);
    return [...out];
  });
}

// SciPy's, from test/oracles/sobol-points.py.
const FIRST = [
  [0, 0, 0, 0],
  [0.5, 0.5, 0.5, 0.5],
  [0.75, 0.25, 0.25, 0.25],
  [0.25, 0.75, 0.75, 0.75],
  [0.375, 0.375, 0.625, 0.875],
  [0.875, 0.875, 0.125, 0.375],
  [0.625, 0.125, 0.875, 0.625],
  [0.125, 0.625, 0.375, 0.125],
];
const LATER: [number, number[]][] = [
  [100, [0.4140625, 0.2578125, 0.6953125, 0.1328125, 0.6015625, 0.4609375]],
  [777, [0.6923828125, 0.9365234375, 0.3232421875, 0.3583984375, 0.4365234375, 0.1181640625]],
  [1023, [0.0009765625, 0.7529296875, 0.8505859375, 0.6982421875, 0.5263671875, 0.7001953125]],
];

describe('Sobol', () => {
  it('begins as the textbook has it', () => {
    expect(points(new Sobol(4), 4, 8)).toEqual(FIRST);
  });

  it('has the published points in high dimensions', () => {
    const all = points(new Sobol(128), 128, 1024);
    for (const [index, values] of LATER) {
      expect([0, 1, 9, 39, 79, 127].map((d) => all[index]![d])).toEqual(values);
    }
  });

  it.each([undefined, 1, 99])(
    'puts one point into each of 256 intervals of every dimension (seed %s)',
    (seed) => {
      const all = points(new Sobol(SOBOL_DIMENSIONS, seed), SOBOL_DIMENSIONS, 256);
      for (let d = 0; d < SOBOL_DIMENSIONS; d++) {
        expect(new Set(all.map((point) => Math.floor(point[d]! * 256))).size).toBe(256);
      }
    },
  );

  it('puts one point into each cell of a 16×16 grid of the first two dimensions, shifted or not', () => {
    for (const seed of [undefined, 5]) {
      const all = points(new Sobol(2, seed), 2, 256);
      expect(new Set(all.map(([x, y]) => Math.floor(x! * 16) * 16 + Math.floor(y! * 16))).size).toBe(256);
    }
  });

  it('is shifted by its seed, the same way each time', () => {
    expect(points(new Sobol(3, 7), 3, 5)).toEqual(points(new Sobol(3, 7), 3, 5));
    expect(points(new Sobol(3, 7), 3, 5)).not.toEqual(points(new Sobol(3, 8), 3, 5));
    expect(points(new Sobol(3, 7), 3, 1)[0]).not.toEqual([0, 0, 0]);
  });

  it('integrates a smooth function far better than random points', () => {
    const count = 4096;
    const mean =
      points(new Sobol(5), 5, count).reduce((s, p) => s + p.reduce((q, x) => q * (1 + (x - 0.5) / 2), 1), 0) /
      count;
    expect(Math.abs(mean - 1)).toBeLessThan(1e-3);
  });

  it.each([0, 129, 1.5])('says which dimensions there are (%d)', (dimension) => {
    expect(() => new Sobol(dimension)).toThrow(
      `A Sobol sequence of dimension ${dimension} is not to be had; take 1 to 128, or a Latin hypercube`,
    );
  });
});
