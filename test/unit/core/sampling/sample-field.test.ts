import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CompiledObjective, compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { sampleField } from '../../../../src/core/sampling/sample-field.ts';
import { objectiveOf } from '../../support/objectives.ts';

const window = { coordinates: [0, 1], x: [-1, 1], y: [-2, 2] } as const;
const compiled = compileObjective(objectiveOf('f(x, y) = x^2 + y'));

/** f whose samples take so long by a clock that only they move, after a while for compiling. */
function taking(perSample: number, compiling = 0) {
  let time = 0;
  let begun = false;
  const field: CompiledObjective['field'] = (where, columns, rows, out, base) => {
    time += columns * rows * perSample + (begun ? 0 : compiling);
    begun = true;
    return compiled.field(where, columns, rows, out, base);
  };
  const f = new Proxy(compiled, {
    get: (target, name) => (name === 'field' ? field : Reflect.get(target, name)),
  });
  return { f, clock: () => time };
}

describe('a field', () => {
  test('is as fine as was asked for where that takes less than a second, however long it takes to compile', () => {
    const { f, clock } = taking(0.01, 5000);
    const field = sampleField(f, { window, columns: 301, rows: 200, base: [0, 0] }, clock);
    expect([field.columns, field.rows]).toEqual([301, 200]);
    expect([field.values[0], field.minimum, field.maximum]).toEqual([-1, -2, 3]);
  });

  test('takes a second or two at most, whatever a sample takes, down to 24 samples a side', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-4, max: 2, noNaN: true }),
        fc.integer({ min: 24, max: 600 }),
        fc.integer({ min: 24, max: 600 }),
        (perSample, columns, rows) => {
          const { f, clock } = taking(perSample);
          const field = sampleField(f, { window, columns, rows, base: [0, 0] }, clock);
          const least = 24 * 24 * perSample;
          const trials = (4 + 16 + 2 * 144) * perSample;
          expect(clock()).toBeLessThan(Math.max(1.1 * 1500, 25 * least) + trials);
          expect(field.columns).toBeGreaterThanOrEqual(24);
          expect(field.rows).toBeGreaterThanOrEqual(24);
          expect(field.values.length).toBe(field.columns * field.rows);
          if (field.columns > 24 && field.rows > 24)
            expect(field.columns / field.rows / (columns / rows)).toBeCloseTo(1, 1);
        },
      ),
    );
  });

  test('that few samples were asked for of has them', () => {
    const { f, clock } = taking(1000);
    const field = sampleField(f, { window, columns: 9, rows: 5, base: [0, 0] }, clock);
    expect([field.columns, field.rows]).toEqual([9, 5]);
  });
});
