import { describe, expect, test } from 'vitest';
import { dependencySets } from '../../../../src/core/compile/dependency-sets.ts';
import { objectiveOf } from '../../support/objectives.ts';

/** What the value of an objective depends on, entry by entry of the flat vector x. */
function dependencies(text: string, greatest = 100) {
  const { graph, output } = objectiveOf(text);
  return dependencySets(graph, [output], greatest)?.[0];
}

describe('the entries of x that a value depends on', () => {
  test.each([
    ['f(x, y) = x^2', [0]],
    ['f(x, y) = y', [1]],
    ['f(x) = 3', []],
    ['f(x[5]) = sum(x[2:2:5])', [1, 3]],
    ['f(x[5]) = sum(x[[4, 1, 4]])', [0, 3]],
    ['f(A[2, 3]) = sum(A[:, 2])', [1, 4]],
    ["f(A[2, 3]) = sum((A')[2, :])", [1, 4]],
    ['f(A[2, 3]) = sum(A, 1)[3]^2', [2, 5]],
    ['f(A[2, 3], w[3]) = (A*w)[2]', [3, 4, 5, 6, 7, 8]],
    ['f(x, y, z) = x > 0 ? y : z', [1, 2]],
    ['f(x, y) = floor(x) + sign(x)*y', [1]],
  ])('%s', (text, expected) => {
    expect(dependencies(text)).toEqual(expected);
  });

  test('too many', () => {
    expect(dependencies('f(x[5]) = sum(x)', 4)).toBeUndefined();
  });
});
