import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { objectiveOf } from '../../support/objectives.ts';

const { POSITIVE_INFINITY: most, NEGATIVE_INFINITY: least, NaN: none } = Number;

/** As the limits have it: where entries are infinite the sum is, and those that are share the slope. */
const CASES = [
  { x: [most, 1, 2], value: most, slopes: [1, 0, 0] },
  { x: [1, most, most], value: most, slopes: [0, 0.5, 0.5] },
  { x: [least, most, 0], value: most, slopes: [0, 1, 0] },
  { x: [least, 5, least], value: 5, slopes: [0, 1, 0] },
  { x: [least, least, least], value: least, slopes: [1 / 3, 1 / 3, 1 / 3] },
  { x: [most, none, 1], value: none, slopes: [none, none, none] },
] as const;

/** The same function as straight-line code, on a tape, and (with entries that count for nothing) as loops. */
const WAYS = {
  'straight-line code': ['f(x[3]) = logsumexp(x)', undefined],
  'numbers in an array': ['f(x, y, z) = logsumexp([x, y, z])', undefined],
  'a logarithm written out': ['f(x[3]) = log(sum(exp(x)))', undefined],
  tape: ['f(x[3]) = logsumexp(x)', 'interpret'],
  loops: ['c = -Infinity*ones(600)\nf(x[3]) = logsumexp(concat(x, c))', undefined],
} as const;

describe.each(Object.entries(WAYS))('logsumexp of infinite entries, %s', (_, [text, mode]) => {
  test.each(CASES)('$x', ({ x, value, slopes }) => {
    const f = compileObjective(objectiveOf(text), mode);
    const g = new Float64Array(3);
    expect(f.value(Float64Array.from(x))).toBe(value);
    expect(f.valueAndGradient(Float64Array.from(x), g)).toBe(value);
    // In loops the many entries of −∞ share the slope, too, where all are.
    if (value !== least || !text.includes('600')) expect(Array.from(g)).toEqual(slopes);
  });
});
