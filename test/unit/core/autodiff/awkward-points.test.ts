import { describe, expect, test } from 'vitest';
import { expectClose } from '../../support/close.ts';
import { forwardGradientAt, gradientAt, valueAt } from '../../support/objectives.ts';

/** An objective, a point, its value and gradient there. */
type Case = readonly [text: string, x: readonly number[], value: number, gradient: readonly number[]];

/** Holds value, reverse mode and forward mode to the numbers of each case. */
function hold(cases: readonly Case[]): void {
  test.each(cases)('%s at %j', (text, x, value, gradient) => {
    expectClose([valueAt(text, x)], [value]);
    expectClose(gradientAt(text, x), gradient);
    expectClose(forwardGradientAt(text, x), gradient);
  });
}

describe('powers', () => {
  hold([
    ['f(x) = x^2', [-3], 9, [-6]],
    ['f(x) = x^3', [-2], -8, [12]],
    ['f(x) = x^2', [0], 0, [0]],
    ['f(x) = x^1', [0], 0, [1]],
    ['f(x) = x^0', [0], 1, [0]],
    ['f(x) = x^(-2)', [-2], 0.25, [0.25]],
    ['f(x, y) = x^y', [0, 2], 0, [0, 0]],
    ['f(x, y) = x^y', [0, 1], 0, [1, 0]],
    ['f(x, y) = x^y', [0, 0], 1, [0, 0]],
    ['f(x, y) = x^y', [2, 0], 1, [0, Math.LN2]],
    ['f(x) = x^40', [-1], 1, [-40]],
    ['f(x) = x^2.5', [0], 0, [0]],
  ]);
});

describe('great arguments', () => {
  hold([
    ['f(x) = log(1 + exp(x))', [1000], 1000, [1]],
    ['f(x) = log(1 + exp(x))', [-1000], 0, [0]],
    ['f(x) = log(exp(x) + 1)', [1000], 1000, [1]],
    ['f(x) = 1/(1 + exp(-x))', [1000], 1, [0]],
    ['f(x) = 1/(1 + exp(-x))', [-1000], 0, [0]],
    ['f(x) = softplus(x) + sigmoid(x)', [800], 801, [1]],
    ['f(x) = tanh(x)', [800], 1, [0]],
    ['f(x) = tanh(x)', [-800], -1, [0]],
    ['f(x, y) = logsumexp([x, y])', [1000, 1000], 1000 + Math.LN2, [0.5, 0.5]],
    ['f(x, y) = logsumexp([x, y])', [-2000, -1000], -1000, [0, 1]],
    ['f(x, y) = softmax([x, y])[1]', [1000, 0], 1, [0, 0]],
    ['f(x, y) = hypot(x, y)', [3e200, 4e200], 5e200, [0.6, 0.8]],
  ]);
});

describe('corners have documented subgradients', () => {
  hold([
    ['f(x) = sqrt(x)', [0], 0, [0]],
    ['f(x) = abs(x)', [0], 0, [0]],
    ['f(x) = cbrt(x)', [0], 0, [0]],
    ['f(x[2]) = norm(x)', [0, 0], 0, [0, 0]],
    ['f(x[2]) = norm(x, 1)', [0, 2], 2, [0, 1]],
    ['f(x[2]) = sqrt(x*x)', [0, 0], 0, [0, 0]],
    ['f(x, y) = hypot(x, y)', [0, 0], 0, [0, 0]],
    ['f(x, y) = atan2(y, x)', [0, 0], 0, [0, 0]],
    ['f(x, y) = atan2(y, x)', [-1, 0], Math.PI, [0, -1]],
    ['f(x, y) = max(x, y)', [1, 1], 1, [1, 0]],
    ['f(x, y) = min(x, y)', [1, 1], 1, [1, 0]],
    ['f(x) = max(0, x)', [0], 0, [0]],
    ['f(x) = relu(x)', [2], 2, [1]],
    ['f(x) = relu(x)', [-2], 0, [0]],
    ['f(x[4]) = max(x)', [3, 1, 3, 2], 3, [1, 0, 0, 0]],
    ['f(x) = sign(x) + floor(x) + ceil(x) + round(x) + fix(x)', [1.3], 6, [0]],
    ['f(x, y) = mod(x, y)', [7, 3], 1, [1, -2]],
  ]);
});

describe('a product with zeros', () => {
  hold([
    ['f(x[3]) = prod(x)', [2, 0, 3], 0, [0, 6, 0]],
    ['f(x[3]) = prod(x)', [0, 0, 3], 0, [0, 0, 0]],
    ['f(x[4]) = prod(i, 1, 4, x[i])', [1, 2, 0, 4], 0, [0, 0, 8, 0]],
    ['f(x) = prod(i, 1, 3, x)', [0], 0, [0]],
    ['f(x) = prod(i, 1, 3, x)', [-2], -8, [12]],
  ]);
});

describe('a branch that is not taken does not count', () => {
  hold([
    ['f(x, y) = max(x, y)', [1, 2], 2, [0, 1]],
    ['f(x, y) = min(x, y)', [1, 2], 1, [1, 0]],
    ['f(x, y) = x > y ? x : y', [1, 2], 2, [0, 1]],
    ['f(x) = x > 0 ? log(x) : x^2', [-1], 1, [-2]],
    ['f(x) = x > 0 ? log(x) : 0', [0], 0, [0]],
    ['f(x) = x > 0 ? sqrt(x) : 0', [-1], 0, [0]],
    ['f(x) = x > 0 ? x^x : 1/(x - 1)', [1], 1, [1]],
    ['f(x) = x == 0 ? 1 : sin(x)/x', [0], 1, [0]],
    [
      'f(x) = x > 1 ? (x > 2 ? 1/(x - 3) : log(x)) : exp(x)',
      [3],
      Number.POSITIVE_INFINITY,
      [Number.NEGATIVE_INFINITY],
    ],
    ['f(x) = x > 1 ? (x > 2 ? 1/x : log(2 - x)) : exp(x)', [4], 0.25, [-0.0625]],
    ['f(x) = x > 1 ? (x > 2 ? 1/x : log(2 - x)) : (x > 0 ? sqrt(x) : log(-x))', [-1], 0, [-1]],
    ['f(x[3]) = sum(x > 0)', [1, -1, 2], 2, [0, 0, 0]],
    ['f(x[3]) = sum(x > 0 ? log(x) : x)', [1, -1, 0], -1, [1, 1, 1]],
    ['f(x[3]) = sum(x > 0 ? x.^1.5 : 0)', [1, -1, 4], 9, [1.5, 0, 3]],
    ['f(x[3]) = sum(i, 1, 3, x[i] > 0 ? log(x[i]) : x[i]^2)', [1, -1, 0], 1, [1, -2, 0]],
    ['f(x[3]) = sum(i, 1, 3, x[i] > 0 ? sqrt(x[i]) : 0)', [4, -1, 0], 2, [0.25, 0, 0]],
    ['f(a, v[2]) = sum(v > 0 ? v : sqrt(a)*v)', [-1, 1, 2], 3, [0, 1, 1]],
    ['f(a, v[2]) = sum(v > 0 ? v : log(a)*v)', [0, 1, 2], 3, [0, 1, 1]],
    ['f(a, v[2]) = sum(v > 0 ? v : a^2*v)', [3, 1, -2], -17, [-12, 1, 9]],
    ['f(v[2], w[3]) = sum(v > 0 ? v : sum(log(w))*v)', [1, 2, -1, 0, 1], 3, [1, 1, 0, 0, 0]],
    [
      'f(s, v[2], w[2]) = sum(v > 0 ? (s > 0 ? sum(log(w))*v : v) : v)',
      [1, 1, -2, 1, Math.E],
      -1,
      [0, 1, 1, 1, 1 / Math.E],
    ],
    ['f(s, w[2]) = s > 0 ? s : sum(log(w))', [1, -1, 0], 1, [1, 0, 0]],
    ['f(s, w[2]) = s > 0 ? s : w*[[1, 0], [0, 1]]*sqrt(w)', [1, -1, 0], 1, [1, 0, 0]],
  ]);
});

describe('a choice entry by entry keeps to its entries through rearrangements', () => {
  hold([
    // M is [1, -2; 3, 4]: the transpose of the squares is chosen where M is positive.
    ["f(M[2, 2]) = sum(M > 0 ? (M.^2)' : 0)", [1, -2, 3, 4], 21, [2, -4, 0, 8]],
    ['f(x[3]) = sum(x > 0 ? (x.^2)[end:-1:1] : 0)', [1, -2, -3], 9, [0, 0, -6]],
    ['f(x[3]) = sum(x > 0 ? (x.^2)[[2, 3, 1]] : 0)', [1, -2, -3], 4, [0, -4, 0]],
    ['f(M[2, 2]) = sum(M > 0 ? M*M : 0)', [1, -1, 0, 2], 1 + 4, [2, 0, -2, 4]],
    ['f(x[2], M[2, 2]) = sum(M > 0 ? x.*M : 0)', [5, 7, 1, -1, -1, 2], 19, [1, 2, 5, 0, 0, 7]],
  ]);
});

describe('gamma and its kin', () => {
  hold([
    ['f(x) = gamma(x)', [5], 24, [24 * 1.5061176684318005]],
    ['f(x) = lgamma(x)', [1], 0, [-0.5772156649015329]],
    ['f(x) = x!', [3], 6, [6 * 1.2561176684318005]],
    ['f(x) = digamma(x)', [1], -0.5772156649015329, [Math.PI ** 2 / 6]],
    ['f(x) = erf(x)', [0], 0, [2 / Math.sqrt(Math.PI)]],
  ]);
});

test('the logarithm of a base that cannot be is not a number', () => {
  expect(gradientAt('f(x, y) = x^y', [-2, 3])[1]).toBeNaN();
});
