import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { distance, dot, norm } from '../../../../src/core/methods/vector.ts';
import {
  distanceTo,
  movedTo,
  type ObliqueWindow,
  partsIn,
  placeIn,
  pointAt,
  samePlane,
} from '../../../../src/core/sampling/plane.ts';
import { makePlane } from '../../../../src/core/sampling/planes/make-plane.ts';
import { principalDirections } from '../../../../src/core/sampling/planes/principal-directions.ts';
import { spanPlane } from '../../../../src/core/sampling/planes/span-plane.ts';
import { expectClose } from '../../support/close.ts';
import { objectiveOf } from '../../support/objectives.ts';

const vector = (size: number) =>
  fc
    .array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: size, maxLength: size })
    .map((entries) => Float64Array.from(entries));

const windowOf = (plane: ObliqueWindow['plane']): ObliqueWindow => ({ plane, x: [-1, 1], y: [-1, 1] });

describe('a window in a plane', () => {
  test('is at a distance from a point of more entries than a call takes arguments', () => {
    const n = 200_000;
    const window = { coordinates: [0, 1], x: [-1, 1], y: [-1, 1] } as const;
    const x = new Float64Array(n).fill(1);
    expect(distanceTo(window, new Float64Array(n), x)).toBeCloseTo(Math.sqrt(n - 2), 9);
  });

  test('the foot of the perpendicular is the nearest point, and moving along the plane keeps the distance', () => {
    fc.assert(
      fc.property(vector(5), vector(5), vector(5), vector(5), vector(2), (origin, a, b, x, place) => {
        const [u, v] = spanPlane([a, b], 5);
        const window = windowOf({ key: '', origin, u, v, labels: ['s', 't'] });
        const [s, t] = placeIn(window, x);
        const foot = pointAt(window, [], s, t);
        const away = x.map((entry, i) => entry - (foot[i] as number));
        expectClose([dot(away, u), dot(away, v)], [0, 0], 1e-9);
        expectClose([distanceTo(window, [], x)], [distance(x, foot)], 1e-9);
        const moved = movedTo(window, x, place[0] as number, place[1] as number);
        expectClose(placeIn(window, moved), place, 1e-9);
        expectClose([distanceTo(window, [], moved)], [distanceTo(window, [], x)], 1e-9);
      }),
    );
  });

  test('of two coordinates reads them, and counts the others as distance', () => {
    const window = { coordinates: [2, 0], x: [0, 1], y: [0, 1] } as const;
    expect(placeIn(window, [1, 2, 3, 4], 0)).toEqual([3, 1]);
    expect(partsIn(window, [1, 2, 3, 4])).toEqual([3, 1]);
    expect([...pointAt(window, [1, 2, 3, 4], 7, 8)]).toEqual([8, 2, 7, 4]);
    expect(distanceTo(window, [9, 2 + 3, 9, 4 + 4], [1, 2, 3, 4])).toBe(5);
    const curve = { coordinates: [0, 0], x: [0, 1], y: [0, 1] } as const;
    expect([...movedTo(curve, [5], 3, 99)]).toEqual([3]);
    expect(samePlane(window, { ...window, x: [5, 6] })).toBe(true);
    expect(samePlane(window, curve)).toBe(false);
  });
});

describe('planes', () => {
  test('are spanned by directions of length 1 at right angles, whatever is wanted', () => {
    const usual = vector(4);
    const wanted = fc.array(fc.oneof(usual, fc.constant(new Float64Array(4))), { maxLength: 4 });
    fc.assert(
      fc.property(wanted, (given) => {
        const [u, v] = spanPlane([...given, ...given], 4);
        expectClose([norm(u), norm(v), dot(u, v)], [1, 1, 0], 1e-12);
      }),
    );
  });

  test('at random are the same for the same seed, and others for another', () => {
    const f = compileObjective(objectiveOf('f(x[6]) = sum(x.^2)'));
    const origin = new Float64Array(6).fill(1);
    const plane = (seed: number) => makePlane(f, { key: '', kind: 'random', seed, origin });
    expect(plane(3)).toEqual(plane(3));
    expect(plane(3).u).not.toEqual(plane(4).u);
  });

  test('of the gradient hold it, and its change: two steps of gradient descent on a quadratic stay in the plane', () => {
    const f = compileObjective(objectiveOf('f(x[5]) = sum(i, 1, 5, i^2*x[i]^2) + x[1]*x[4]'));
    const origin = Float64Array.of(1, -2, 0.5, 0.25, 2);
    const plane = makePlane(f, { key: 'g', kind: 'gradient', origin });
    const x = origin.slice();
    const g = new Float64Array(5);
    for (let step = 0; step < 2; step++) {
      f.valueAndGradient(x, g);
      x.forEach((entry, i) => {
        x[i] = entry - 0.01 * (g[i] as number);
      });
      expectClose([distanceTo(windowOf(plane), [], x)], [0], 1e-12);
    }
    f.valueAndGradient(origin, g);
    expectClose(partsIn(windowOf(plane), g), [norm(g), 0], 1e-12);
  });

  test('of the gradient where its change adds nothing are still planes', () => {
    const f = compileObjective(objectiveOf('f(x[3]) = sum(x.^2)'));
    const plane = makePlane(f, { key: '', kind: 'gradient', origin: Float64Array.of(1, 2, 2) });
    expectClose(plane.u, [1 / 3, 2 / 3, 2 / 3]);
    expectClose([norm(plane.v), dot(plane.u, plane.v)], [1, 0]);
    expect(() => makePlane(f, { key: '', kind: 'gradient', origin: new Float64Array(3) })).toThrow(
      'the gradient is 0 there, so it spans no plane; choose another iterate',
    );
  });

  test('of a path hold it where it lies in a plane', () => {
    const f = compileObjective(objectiveOf('f(x[4]) = sum(x.^2)'));
    const path = Float64Array.from({ length: 4 * 30 }, (_, i) => {
      const k = Math.floor(i / 4);
      const [s, t] = [Math.cos(k / 5) * (30 - k), Math.sin(k / 5) * (30 - k)];
      return [s + t, s - t, 2 * s, 7][i % 4] as number;
    });
    const plane = makePlane(f, { key: '', kind: 'principal', path });
    for (let k = 0; k < 30; k++) expectClose([distanceTo(windowOf(plane), [], path, 4 * k)], [0], 1e-9);
    const [s, t] = placeIn(windowOf(plane), path);
    expect(s).toBeGreaterThan(0);
    expect(t).toBeGreaterThanOrEqual(0);
  });

  test.each([
    ['fewer variables than points', 6, 40],
    ['more variables than points', 40, 6],
    ['many of both', 200, 300],
  ])('principal directions maximize what they hold: %s', (_, size, count) => {
    // Spread 9 along one direction, 4 along another, and 0.1 along a third.
    const [a, b] = spanPlane([], size, 5);
    const [c] = spanPlane([], size, 6);
    const points = new Float64Array(size * count);
    for (let k = 0; k < count; k++) {
      const phase = (2 * Math.PI * k) / count;
      const weights = [9 * Math.cos(phase), 4 * Math.sin(phase), 0.1 * Math.cos(2 * phase)];
      for (let i = 0; i < size; i++)
        points[k * size + i] = [a, b, c].reduce(
          (sum, direction, j) => sum + (weights[j] as number) * (direction[i] as number),
          0,
        );
    }
    const { directions, shares } = principalDirections(points, size);
    const [first, second] = spanPlane(directions, size);
    expect(Math.abs(dot(first, a))).toBeGreaterThan(0.999);
    expect(Math.abs(dot(second, b))).toBeGreaterThan(0.999);
    expect(shares[0]).toBeCloseTo(81 / 97, 2);
    expect(shares[1]).toBeCloseTo(16 / 97, 2);
  });
});
