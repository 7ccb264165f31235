import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { confidenceEllipse } from '../../../../src/core/figures/confidence-ellipse.ts';

describe('the ellipse of a normal distribution', () => {
  test('has its axes along those of the covariance', () => {
    // χ²₂(0.95) = 5.991464547 (tables of the χ² distribution).
    const { radii, angle } = confidenceEllipse([0, 0], [4, 0, 1]);
    expect(radii[0]).toBeCloseTo(2 * Math.sqrt(5.991464547), 8);
    expect(radii[1]).toBeCloseTo(Math.sqrt(5.991464547), 8);
    expect(angle).toBe(0);
  });

  test('satisfies the equation of its rim', () => {
    const deviation = fc.double({ min: 0.1, max: 10, noNaN: true });
    const correlation = fc.double({ min: -0.95, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(
        deviation,
        deviation,
        correlation,
        fc.double({ min: 0, max: 6.3, noNaN: true }),
        (a, b, r, turn) => {
          const [xx, xy, yy] = [a * a, r * a * b, b * b];
          const { radii, angle } = confidenceEllipse([0, 0], [xx, xy, yy]);
          const [along, across] = [radii[0] * Math.cos(turn), radii[1] * Math.sin(turn)];
          const x = along * Math.cos(angle) - across * Math.sin(angle);
          const y = along * Math.sin(angle) + across * Math.cos(angle);
          const distance = (yy * x * x - 2 * xy * x * y + xx * y * y) / (xx * yy - xy * xy);
          expect(distance / 5.991464547).toBeCloseTo(1, 6);
        },
      ),
    );
  });
});
