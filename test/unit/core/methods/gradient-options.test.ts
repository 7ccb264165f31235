import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GRADIENT_OPTIONS, shapeGradient } from '../../../../src/core/methods/gradient-options.ts';
import { expectClose } from '../../support/close.ts';

const OFF = { clip: Number.POSITIVE_INFINITY, clipvalue: Number.POSITIVE_INFINITY, decay: 0 };

function shaped(g: readonly number[], options: Partial<typeof OFF>, x: readonly number[] = g): number[] {
  const out = new Float64Array(g.length);
  shapeGradient(Float64Array.from(g), Float64Array.from(x), { ...OFF, ...options }, out);
  return Array.from(out);
}

it('is nothing by default, bit for bit', () => {
  expect(Object.fromEntries(GRADIENT_OPTIONS.map((option) => [option.name, option.default]))).toEqual(OFF);
  expect(shaped([3, -0, 1e-310], {}, [1, 1, 1])).toEqual([3, -0, 1e-310]);
});

it('clips by norm, by value, and then adds the decay', () => {
  expectClose(shaped([3, 4], { clip: 1 }), [0.6, 0.8]);
  expect(shaped([3, 4], { clip: 5 })).toEqual([3, 4]);
  expect(shaped([3, -4], { clipvalue: 2 })).toEqual([2, -2]);
  expect(shaped([3, 4], { decay: 0.5 }, [2, -2])).toEqual([4, 3]);
  expectClose(shaped([3, 4], { clip: 1, clipvalue: 0.7, decay: 1 }, [10, 10]), [10.6, 10.7]);
});

it('shortens a gradient whose square overflows', () => {
  expectClose(shaped([3e200, 4e200], { clip: 10 }), [6, 8]);
});

it('leaves what is not finite visible', () => {
  expect(shaped([Number.NaN, 1], { clip: 1, clipvalue: 1 })[0]).toBeNaN();
});

it('never exceeds the norm and keeps the direction', () => {
  const entry = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 1, maxLength: 6 }),
      fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      (g, clip) => {
        const out = shaped(g, { clip });
        expect(Math.hypot(...out)).toBeLessThanOrEqual(clip * (1 + 1e-12) + 1e-12);
        const factor = Math.min(1, clip / Math.hypot(...g));
        expectClose(
          out,
          g.map((value) => (Number.isFinite(factor) ? factor : 1) * value),
          1e-12,
        );
      },
    ),
  );
});
