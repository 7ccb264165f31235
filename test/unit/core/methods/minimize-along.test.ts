import fc from 'fast-check';
import { expect, it } from 'vitest';
import { minimizeAlong } from '../../../../src/core/methods/minimize-along.ts';

function search(phi: (t: number) => number, first = 0.1) {
  let count = 0;
  const found = minimizeAlong(
    (t) => {
      count++;
      const f = phi(t);
      return Number.isNaN(f) ? Number.POSITIVE_INFINITY : f;
    },
    phi(0),
    first,
    1e-8,
    1e-8,
  );
  return { ...found, count };
}

it('finds the minimum of any parabola within a few evaluations', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -100, max: 100, noNaN: true }),
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      (center, width) => {
        const { t, f, count } = search((x) => ((x - center) / width) ** 2);
        expect(Math.abs(t - center)).toBeLessThan(1e-6 * Math.max(1, Math.abs(center)));
        expect(f).toBeLessThan(1e-9);
        expect(count).toBeLessThan(30);
      },
    ),
  );
});

it('never ends higher than it began, whatever the function', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 4, maxLength: 4 }),
      (c) => {
        const phi = (t: number) =>
          Math.sin(c[0]! * t + c[1]!) + Math.abs(t - c[2]!) * 0.1 + c[3]! * Math.cos(7 * t);
        expect(search(phi).f).toBeLessThanOrEqual(phi(0));
      },
    ),
  );
});

it('stays at 0 where both sides are uphill, or are none', () => {
  expect(Math.abs(search(Math.abs).t)).toBeLessThan(1e-7);
  expect(search((t) => (t === 0 ? 1 : Number.NaN))).toMatchObject({ t: 0, f: 1 });
});

it('turns back at the border of the domain', () => {
  const { t } = search((x) => (x > 2 ? Number.NaN : -x));
  expect(t).toBeGreaterThan(1.99);
  expect(t).toBeLessThanOrEqual(2);
});

it('goes as far as numbers go where the function falls without end', () => {
  expect(search((t) => -t).f).toBeLessThan(-1e300);
  expect(search((t) => -(t ** 3)).f).toBe(Number.NEGATIVE_INFINITY);
});
