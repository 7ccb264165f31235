import { describe, expect, test } from 'vitest';
import { compileObjective, type GradientMode } from '../../../../src/core/compile/compile-objective.ts';
import { expectClose } from '../../support/close.ts';
import { objectiveOf } from '../../support/objectives.ts';

const wave = (n: number) => Float64Array.from({ length: n }, (_, i) => Math.sin(i + 1));

describe('gradients by both modes', () => {
  const scalars = Array.from({ length: 90 }, (_, i) => `x${i}`);
  test.each([
    'f(x, y) = 100*(y - x^2)^2 + (1 - x)^2',
    'f(x) = 3',
    'f(x, w[4], A[2, 4]) = x*norm(A*w) + sum(exp(w))',
    'f(A[3, 3], b[3]) = sum(lusolve(A + 5*eye(3), b)) + det(A + eye(3))',
    'f(x[70]) = sum(sin(x).*x)',
    'f(x[1003]) = sum(x.^2)*mean(exp(-x.^2))',
    `f(${scalars}) = ${scalars.map((name) => `sin(${name})*x0`).join(' + ')}`,
  ])('%.60s', (text) => {
    const objective = objectiveOf(text.replaceAll('eye(3)', '[1, 0, 0; 0, 1, 0; 0, 0, 1]'));
    const f = compileObjective(objective);
    const x = wave(objective.size);
    const [back, ahead] = [new Float64Array(x.length), new Float64Array(x.length)];
    const value = f.value(x);
    expectClose(
      [f.gradient(x, back), f.gradient(x, back, 'backprop'), f.gradient(x, ahead, 'forward')],
      [value, value, value],
    );
    expectClose(ahead, back, 1e-11);
  });
});

describe('what does not fit is said', () => {
  const f = compileObjective(objectiveOf('f(x, y) = x*y'));
  const two = new Float64Array(2);
  test.each([
    [
      () => f.gradient(two, two, 'sideways' as GradientMode),
      'there is no gradient sideways; there is backprop and forward',
    ],
    [() => f.gradient(two, new Float64Array(3)), 'the objective has 2 variables, the vector has 3 entries'],
    [
      () => f.hessianVector(two, new Float64Array(1), two),
      'the objective has 2 variables, the vector has 1 entries',
    ],
    [() => f.hessian(two, two), 'the Hessian has 2×2 entries, the buffer has 2'],
  ])('%#', (call, message) => {
    expect(call).toThrow(new RangeError(message));
  });
});

test('x, v and the results may be changed between calls, and results may go where x was', () => {
  const f = compileObjective(objectiveOf('f(x, y) = x^2*y'));
  const [x, h] = [Float64Array.of(2, 3), new Float64Array(4)];
  f.hessian(x, h);
  expect(Array.from(h)).toEqual([6, 4, 4, 0]);
  f.hessianVector(x, x, x);
  expect(Array.from(x)).toEqual([24, 8]);
  f.hessian(x, h);
  expect(Array.from(h)).toEqual([16, 48, 48, 0]);
});
