import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packArrays } from '../../../src/host/pack-arrays.ts';

const buffersOf = (message: unknown): Set<unknown> => {
  if (message instanceof Float64Array) return new Set([message.buffer]);
  if (typeof message !== 'object' || message === null || ArrayBuffer.isView(message)) return new Set();
  return new Set(Object.values(message).flatMap((each) => [...buffersOf(each)]));
};

const floats = fc.float64Array({ maxLength: 20 });

test('a message of many arrays says the same with one buffer', () => {
  const level = fc.record({ value: fc.double(), rings: fc.array(floats), lines: fc.array(floats) });
  fc.assert(
    fc.property(fc.array(level, { minLength: 20, maxLength: 40 }), floats, (levels, values) => {
      const message = {
        type: 'answered',
        id: 7,
        answer: { levels, values, none: undefined, cells: Int16Array.of(3) },
      };
      const packed = packArrays(message);
      expect(packed).toEqual(message);
      const count = levels.reduce((sum, { rings, lines }) => sum + rings.length + lines.length, 1);
      if (count > 16) expect(buffersOf(packed).size).toBe(1);
    }),
  );
});

test('an array that stands in two places is carried once, and few arrays stay as they are', () => {
  const twice = Float64Array.of(1, 2, 3);
  const many = Array.from({ length: 300 }, (_, i) => Float64Array.of(i));
  const packed = packArrays({ twice, again: twice, many });
  expect(packed.twice).toBe(packed.again);
  expect(packed.twice.buffer.byteLength).toBe(8 * 303);
  const few = { runs: [{ trace: { f: twice } }] };
  expect(packArrays(few)).toBe(few);
});
