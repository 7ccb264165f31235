import { evaluate } from 'mathjs';
import { expect, test } from 'vitest';
import { compileObjective } from '../../../src/core/compile/compile-objective.ts';
import { expectClose } from '../support/close.ts';
import { gradientAt, objectiveOf, problemsOf, valueAt } from '../support/objectives.ts';

test.each([
  ['f(x) = sum(concat([x, 2], [3, x]) .* [1, 2, 3, 4])', 'sum(concat([x, 2], [3, x]) .* [1, 2, 3, 4])'],
  [
    'f(x) = sum(sum(concat([x, 2; 3, 4], [5; x]) .* [1, 2, 3; 4, 5, 6]))',
    'sum(concat([x, 2; 3, 4], [5; x]) .* [1, 2, 3; 4, 5, 6])',
  ],
  ['f(x) = sum(concat([x, 2; 3, 4], [5, x], 1)[3, :])', undefined],
  [
    'f(x) = det(x*identity(3) + ones(3, 3)) + sum(zeros(4) + x)',
    'det(x*identity(3) + ones(3, 3)) + sum(zeros(4) + x)',
  ],
])('%s', (text, theirs) => {
  if (theirs === undefined) {
    expect(problemsOf(text)).toEqual([
      '2×2 and a vector of 2 cannot be joined along axis 1; all other sizes must agree',
    ]);
    return;
  }
  expectClose([valueAt(text, [1.7])], [evaluate(theirs, { x: 1.7 }) as number], 1e-14);
});

test('derivatives pass through to the parts, also inside a sum over an index', () => {
  const text = 'f(a[2], b[3]) = sum(i, 1, 2, i*sum(concat(a, b*i).^2)) + concat(a, b)[4]^3';
  expectClose(gradientAt(text, [1, 2, 3, 4, 5]), [6, 12, 54, 72 + 48, 90], 1e-13);
  expect(compileObjective(objectiveOf(text)).size).toBe(5);
});

test('what cannot be joined or made says so', () => {
  expect(problemsOf('f(x) = sum(concat(x, [1, 2]))')).toEqual([
    'concat joins arrays; put numbers into an array, [a, b]',
  ]);
  expect(problemsOf('f(x) = sum(concat([x], [1, 2], 2))')).toEqual([
    'concat works along an axis from 1 to 1 here; write one of them, or leave it out',
  ]);
  expect(problemsOf('f(x) = sum(ones(x))')).toEqual([
    'ones takes fixed whole numbers from 1 to 10 million as sizes; write ones(3)',
  ]);
});
