import { describe, expect, test } from 'vitest';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';
import { expectClose } from '../../support/close.ts';
import { gradientAt, problemsOf, valueAt } from '../../support/objectives.ts';

/** a0 = 1, a1 = a0 + 1, … */
const CHAIN = Array.from({ length: 3000 }, (_, i) => `a${i} = ${i === 0 ? 1 : `a${i - 1} + 1`}`).join('\n');

describe('definitions', () => {
  test.each<[string, string, number[], number]>([
    ['constants in any order', 'f(x) = a*x\na = b + 1\nb = 2', [5], 15],
    ['vectors and matrices as constants', 'A = [1, 2; 3, 4]\nv = [5, 6]\nf(x) = x*sum(A*v)', [1], 17 + 39],
    ['a helper function', 'h(t) = t^2 + 1\nf(x, y) = h(x) + h(x*y)', [2, 3], 42],
    ['a helper of vectors', 'h(v, k) = sum(v.^2)*k\nf(w[3]) = h(w, 2)', [1, 2, 3], 28],
    ['a helper of helpers, defined below', 'f(x) = g(g(x))\ng(x) = h(x) + 1\nh(x) = 2*x', [3], 15],
    ['a parameter shadows a constant', 'x = 100\nf(x) = x^2', [3], 9],
    ['a helper does not see its caller’s parameters', 'a = 10\nh(t) = a*t\nf(a) = h(a)', [2], 20],
    [
      'a helper does not see that a parameter shadows a function',
      'h(x) = g(x)\ng(x) = x^2\nf(g) = h(g)',
      [3],
      9,
    ],
    ['a definition takes the place of a function of the language', 'sin(x) = x\nf(x) = sin(x)', [2], 2],
    ['sizes from constants', 'n = 3\nf(w[n]) = sum(w)', [1, 2, 4], 7],
    ['a function called with constants', 'h(x) = x^2\na = h(3)\nf(x) = a*x', [2], 18],
    ['a matrix parameter, row by row', 'f(W[2, 3]) = W[2, 1] - W[1, 3]', [1, 2, 3, 4, 5, 6], 1],
    ['one entry is a number', 'f(w[1]) = w', [7], 7],
    ['constants by the thousands, each from the one before', `${CHAIN}\nf(x) = a2999*x`, [2], 6000],
    ['the norm of a number, of any order', 'f(x) = norm(x, 0) + norm(x, 3)', [-2], 4],
    ['a negative power of a matrix', 'f(x) = sum([x, 1; 1, 1]^-2)', [2], 1],
    ['a name with an accent that no letter has', 'f(x\u0302, θ\u0302₁) = x\u0302 - θ\u0302₁', [5, 2], 3],
    [
      'operators by their names',
      'f(x) = add(x, 1)*subtract(x, 1)/divide(multiply(2, x), unaryMinus(x))',
      [3],
      -4,
    ],
    ['roots of any degree', 'f(x) = nthRoot(x) + nthRoot(-x, 3) + nthRoot(x, 4) + nthRoot(-x, 5)', [1], 0],
    ['inverse functions of reciprocals', 'f(x) = acot(x) + asec(x) + acsc(x) - 0.75*pi', [1], 0],
    ['a vector product', 'f(x[3]) = dot(cross(x, [1, 0, 2]), [1, 10, 100])', [1, 2, 3], 4 + 10 - 200],
    ['a matrix as a vector', 'f(A[2, 2]) = dot(flatten(A), [1, 10, 100, 1000])', [1, 2, 3, 4], 4321],
    ['factorials by name', 'f(x) = factorial(x)', [5], 120],
    ['a long sum of constants', 'f(x) = sum(1:100000)*x', [1], 5000050000],
    ['a number repeated beyond all memory', 'f(x) = sum(ones(100000, 100000) + x)', [1], 2e10],
    ['names that objects have', 'f(constructor, toString) = constructor*toString', [2, 3], 6],
  ])('%s', (_, text, x, value) => {
    expect(valueAt(text, x, 'f')).toBe(value);
  });

  test('the text of an objective holds all that it needs, and nothing else', () => {
    const { objectives } = parseGd('n = 2\nunused = 3\na = n + 1\nh(x) = a*x\nf(w[n]) = sum(h(w))\ng(x) = x');
    const [, f, g] = ['h', 'f', 'g'].map((name) =>
      objectives.find(({ objective }) => objective.name === name),
    );
    expect(f?.objective.text).toBe('n = 2\na = n + 1\nh(x) = a*x\nf(w[n]) = sum(h(w))');
    expect(g?.objective.text).toBe('g(x) = x');
    expect(problemsOf(f?.objective.text as string)).toEqual([]);
  });
});

describe('sums over an index', () => {
  test.each<[string, string, number[], number]>([
    ['a plain one', 'f(x[3]) = sum(i, 1, 3, i*x[i])', [1, 2, 3], 14],
    ['a term that does not depend on the index', 'f(x) = sum(i, 1, 4, x)', [3], 12],
    ['neighbours', 'f(x[4]) = sum(i, 1, 3, (x[i+1] - x[i])^2)', [1, 2, 4, 8], 21],
    ['backwards', 'f(x[3]) = sum(i, 1, 3, i*x[4 - i])', [1, 2, 3], 10],
    ['no terms', 'f(x) = x + sum(i, 1, 0, x)', [3], 3],
    ['a product', 'f(x) = prod(i, 1, 4, x + i)', [0], 24],
    ['nested', 'f(x[2]) = sum(i, 1, 2, sum(j, 1, 3, i*j*x[i]))', [1, 10], 6 + 120],
    [
      'nested with a matrix',
      'f(W[2, 2], v[2]) = sum(i, 1, 2, sum(j, 1, 2, v[i]*W[i, j]*v[j]))',
      [1, 2, 3, 4, 5, 6],
      25 + 60 + 90 + 144,
    ],
    ['the transposed entry', 'f(W[2, 2]) = sum(i, 1, 2, sum(j, 1, 2, i*W[j, i]))', [1, 2, 3, 4], 4 + 12],
    ['a triangle', 'f(x) = sum(i, 1, 4, sum(j, 1, i, x*j))', [1], 1 + 3 + 6 + 10],
    ['a triangle above', 'f(x) = sum(i, 1, 3, sum(j, i, 3, x*i))', [1], 3 + 4 + 3],
    [
      'a triangle without its diagonal',
      'f(x[3]) = sum(i, 1, 3, sum(j, 1, i - 1, 1/(x[i] - x[j])))',
      [1, 2, 4],
      1 + 1 / 3 + 1 / 2,
    ],
    [
      'a triangle whose terms do not depend on the inner index',
      'f(x) = sum(i, 1, 3, sum(j, 1, i, x))',
      [2],
      12,
    ],
    ['a product in a triangle', 'f(x) = sum(i, 1, 4, prod(j, 1, i, j*x))', [1], 1 + 2 + 6 + 24],
    ['three deep', 'f(x) = sum(i, 1, 3, sum(j, 1, i, sum(k, j, i, x)))', [1], 1 + 3 + 6],
    ['ends far apart', 'f(x) = sum(i, 1, 3, sum(j, 2*i, i^2, x))', [1], 0 + 1 + 4],
    [
      'indices beyond the triangle',
      'f(x[3]) = sum(i, 1, 3, sum(j, 1, 4 - i, x[i + j - 1]))',
      [1, 2, 4],
      7 + 6 + 4,
    ],
    [
      'a choice by the index keeps others out',
      'f(x[3]) = sum(i, 1, 3, i > 1 ? x[i] - x[i - 1] : x[i])',
      [1, 2, 4],
      4,
    ],
    [
      'a choice within a choice',
      'f(x[3]) = sum(i, 1, 3, i > 1 ? (i < 3 ? x[i + 1] : x[i - 1]) : x[i])',
      [1, 2, 4],
      1 + 4 + 2,
    ],
    ['a vector in a triangle', 'f(v[2]) = sum(sum(i, 1, 3, sum(j, 1, i, j*v)))', [1, 2], 30],
    ['vectors by rows', 'f(W[2, 3]) = sum(i, 1, 2, i*sum(W[i, :]))', [1, 2, 3, 4, 5, 6], 6 + 30],
    ['dot products by rows', 'f(W[2, 3]) = sum(i, 1, 2, dot(W[i, :], W[1, :]))', [1, 2, 3, 4, 5, 6], 14 + 32],
    ['an end from a computed constant', 'f(x) = sum(i, 1, sum([1, 2]), i*x)', [1], 6],
    ['an index in a helper', 'h(v, k) = v[2]*k\nf(w[2]) = sum(i, 1, 3, h(w, i))', [1, 5], 30],
  ])('%s', (_, text, x, value) => {
    expectClose([valueAt(text, x)], [value]);
  });

  test('what lies outside a triangle poisons neither value nor gradient', () => {
    const text = 'f(x[3]) = sum(i, 1, 3, sum(j, 1, i - 1, 1/(x[i] - x[j])))';
    expectClose(gradientAt(text, [1, 2, 4]), [1 + 1 / 9, -1 + 1 / 4, -1 / 9 - 1 / 4]);
    expectClose(gradientAt('f(x[3]) = sum(i, 1, 3, sum(j, 1, i, log(x[j] - (i < 3 ? 0 : 1))))', [2, 3, 4]), [
      1 / 2 + 1 / 2 + 1,
      1 / 3 + 1 / 2,
      1 / 3,
    ]);
  });
});

describe('indices and slices', () => {
  test.each<[string, number[], number]>([
    ['f(x[4]) = x[end] - x[end - 1]', [1, 2, 4, 8], 4],
    ['f(x[4]) = sum(x[2:end])', [1, 2, 4, 8], 14],
    ['f(x[4]) = dot(x[end:-1:1], [1, 0, 0, 0])', [1, 2, 4, 8], 8],
    ['f(x[4]) = sum(x[1:2:end])', [1, 2, 4, 8], 5],
    ['f(x[4]) = sum(x[4:-2:1].*[1, 10])', [1, 2, 4, 8], 28],
    ['f(x[4]) = sum(x[[4, 1, 1]])', [1, 2, 4, 8], 10],
    ['f(W[2, 3]) = sum(W[:, end])', [1, 2, 3, 4, 5, 6], 9],
    ['f(W[2, 3]) = sum(W[2, :])', [1, 2, 3, 4, 5, 6], 15],
    ["f(W[2, 3]) = W'[3, 1]", [1, 2, 3, 4, 5, 6], 3],
    ['f(W[2, 3]) = sum(W[:, 2:3]*[1, 10])', [1, 2, 3, 4, 5, 6], 2 + 30 + 5 + 60],
    ['f(x) = sum((1:4)*x)', [2], 20],
    ['f(x) = sum((0:0.5:2)*x)', [2], 10],
  ])('%s', (text, x, value) => {
    expectClose([valueAt(text, x)], [value]);
  });
});

describe('experiments', () => {
  const read = (clauses: string) => {
    const { experiments, problems } = parseGd(
      `a = 0.5\nf(x, w[2]) = x^2 + sum(w.^2)\nminimize f\n${clauses}`,
    );
    expect(problems).toEqual([]);
    return experiments[0]?.experiment;
  };

  test('a start by name, from constants, one number for all entries', () => {
    expect(read('  from w = [1, a], x = -a')?.start).toEqual([-0.5, 1, 0.5]);
    expect(read('  from x = 1e-3, w = 2')?.start).toEqual([1e-3, 2, 2]);
  });

  test('methods, lists that fan out, every combination', () => {
    const methods = read(
      '  with gd(rate = [0.1, 0.2]), adam\n  with momentum(rate = [1, 2], momentum = [0, a])',
    )?.methods;
    expect(methods?.map(({ method }) => method)).toEqual([
      'gd',
      'gd',
      'adam',
      'momentum',
      'momentum',
      'momentum',
      'momentum',
    ]);
    expect(
      methods
        ?.slice(3)
        .map(({ rate, hyperparameters }) => [
          rate?.kind === 'constant' && rate.value,
          hyperparameters.momentum,
        ]),
    ).toEqual([
      [1, 0],
      [1, 0.5],
      [2, 0],
      [2, 0.5],
    ]);
  });

  test('a rate that is an expression in k keeps its text', () => {
    const rate = read('  with gd(rate = a*exp(-1e-4*k))')?.methods[0]?.rate;
    expect(rate?.kind === 'schedule' && rate.text).toBe('a*exp(-1e-4*k)');
  });

  test('conditions and the window', () => {
    expect(read('  until gradient < 1e-8, iterations = 10, target = -1, decrease <= a')?.until).toEqual({
      gradient: 1e-8,
      iterations: 10,
      target: -1,
      decrease: 0.5,
    });
    expect(read('  show w[2] in [-1, 1], x in [0, 2*a]')?.show).toEqual({
      coordinates: [2, 0],
      x: [-1, 1],
      y: [0, 1],
    });
  });

  test('several experiments, clauses in any order, maximize', () => {
    const { experiments, problems } = parseGd(
      'f(x) = -x^2\nmaximize f until iterations = 3 from x = 1\nminimize f\n',
    );
    expect(problems).toEqual([]);
    expect(experiments.map(({ experiment }) => [experiment.sense, experiment.start])).toEqual([
      ['maximize', [1]],
      ['minimize', undefined],
    ]);
  });

  test('a parameter may be named like a clause’s neighbour', () => {
    expect(problemsOf('without(froms, k) = froms + k\nminimize without\n  from froms = 1, k = 2')).toEqual(
      [],
    );
  });
});
