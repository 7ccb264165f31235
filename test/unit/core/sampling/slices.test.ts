import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { newtonPlace } from '../../../../src/core/figures/slice-figure.ts';
import { sampleSlices } from '../../../../src/core/sampling/slices.ts';
import { objectiveOf } from '../../support/objectives.ts';

const rosenbrock = () => compileObjective(objectiveOf('f(x, y) = (1 - x)^2 + 100*(y - x^2)^2'));

describe('slices', () => {
  test('have the value, slope and curvature of f at the point', () => {
    const { f, at, lines } = sampleSlices(rosenbrock(), {
      x: [-1.2, 1],
      lines: [
        { coordinate: 0, interval: [-2, 2] },
        { coordinate: 1, interval: [-1, 3] },
      ],
      samples: 5,
    });
    expect(f).toBeCloseTo(24.2, 10);
    expect(at).toEqual([-1.2, 1]);
    expect(lines[0]?.slope).toBeCloseTo(-215.6, 9);
    expect(lines[0]?.curvature).toBeCloseTo(1330, 8);
    expect(lines[1]?.slope).toBeCloseTo(-88, 9);
    expect(lines[1]?.curvature).toBeCloseTo(200, 9);
    expect([...(lines[0]?.values ?? [])]).toEqual([909, 4, 101, 0, 901]);
  });

  test('refuse an entry that x does not have', () => {
    const lines = [{ coordinate: 2, interval: [0, 1] as const }];
    expect(() => sampleSlices(rosenbrock(), { x: [0, 0], lines, samples: 2 })).toThrow('there is no 3');
  });

  test("Newton's parabola has a lowest place only where it opens upwards", () => {
    expect(newtonPlace({ slope: 1.5, curvature: 2 }, 0.75, 1)).toEqual([0, 0.4375]);
    expect(newtonPlace({ slope: 1.5, curvature: 0 }, 0.75, 1)).toBeUndefined();
    expect(newtonPlace({ slope: 1.5, curvature: -1 }, 0.75, 1)).toBeUndefined();
  });
});
