import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Watch } from '../../../../src/core/run/watch.ts';

test('long computations are watched as closely after any number of quick evaluations', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 20_000 }),
      fc.double({ min: 0.5, max: 20, noNaN: true }),
      (evaluations, milliseconds) => {
        let now = 0;
        let looked = 0;
        const watch = new Watch(
          () => now,
          (time) => {
            looked = time;
          },
        );
        for (let i = 0; i < evaluations; i++) {
          now += 1e-4;
          watch.check();
        }
        looked = now;
        let longest = 0;
        for (let i = 0; i < 200; i++) {
          now += milliseconds;
          const before = looked;
          watch.checkInside();
          longest = Math.max(longest, now - before);
        }
        // Twice what is aimed at, or two calls, where one takes longer; the pace at most doubles from look to look.
        expect(longest).toBeLessThanOrEqual(Math.max(16, 2 * milliseconds) + 1e-6);
      },
    ),
  );
});

test('quick evaluations are not held up: a look comes every few thousand', () => {
  let looks = 0;
  const watch = new Watch(
    () => 0,
    () => looks++,
  );
  for (let i = 0; i < 1_000_000; i++) watch.check();
  expect(looks).toBeLessThan(300);
});
