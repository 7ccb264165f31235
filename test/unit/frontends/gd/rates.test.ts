import { describe, expect, test } from 'vitest';
import type { MethodChoice } from '../../../../src/core/run/experiment.ts';
import { methodText } from '../../../../src/core/run/experiment-text.ts';
import { makeSchedule } from '../../../../src/core/run/make-schedule.ts';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';
import { expectProblems } from '../../support/marked.ts';

function methodsOf(clause: string, before = ''): readonly MethodChoice[] {
  const { experiments, problems } = parseGd(`${before}f(x) = x^2\nminimize f\n  with ${clause}\n`);
  expect(problems).toEqual([]);
  return experiments[0]?.experiment.methods ?? [];
}

const rateOf = (text: string, before = '') => methodsOf(`gd(rate = ${text})`, before)[0]?.rate;

/** The rates of the first steps. */
function rates(text: string, ks: readonly number[], before = ''): number[] {
  const rate = rateOf(text, before);
  if (!rate || rate.kind === 'search') throw new Error(`${text} is no schedule`);
  return ks.map(makeSchedule(rate));
}

describe('schedules by name', () => {
  test('the paper’s rate both ways', () => {
    const ks = [0, 1, 100, 9999];
    expect(rates('exponential(5e-4, 1e-4)', ks)).toEqual(rates('5e-4 * exp(-1e-4*k)', ks));
  });

  test('cosine, steps and warm-up', () => {
    expect(rates('cosine(0.2, 10)', [0, 5, 10, 11]).map((rate) => rate.toFixed(12))).toEqual(
      [0.2, 0.1, 0, 0].map((rate) => rate.toFixed(12)),
    );
    expect(rates('stepDecay(0.8, 0.5, 10)', [0, 9, 10, 25])).toEqual([0.8, 0.8, 0.4, 0.2]);
    expect(rates('warmup(1, 4)', [0, 1, 2, 3, 4, 100])).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
  });

  test('they are expressions like others: constants, arithmetic, one in another', () => {
    expect(rates('2*exponential(a, 0) + 1', [0, 7], 'a = 0.25\n')).toEqual([1.5, 1.5]);
    expect(rates('warmup(exponential(1, 0.5), 1)', [0, 2])).toEqual([1, Math.exp(-1)]);
  });

  test('a function of the text goes before one of that name', () => {
    expect(rates('cosine(2) + 0*k', [0, 3], 'cosine(u) = 3*u\n')).toEqual([6, 6]);
  });
});

describe('line searches', () => {
  test('with and without arguments', () => {
    expect(rateOf('backtracking()')).toEqual({ kind: 'search', search: 'backtracking', settings: {} });
    expect(rateOf('wolfe')).toEqual({ kind: 'search', search: 'wolfe', settings: {} });
    expect(rateOf('wolfe(c1 = a, c2 = 0.5)', 'a = 1e-3\n')).toEqual({
      kind: 'search',
      search: 'wolfe',
      settings: { c1: 1e-3, c2: 0.5 },
    });
  });

  test('lists of rates of all kinds and of settings fan out', () => {
    const texts = methodsOf('gd(rate = [0.1, exact(), 1/(k + 1), backtracking(shrink = [0.3, 0.5])])').map(
      methodText,
    );
    expect(texts).toEqual([
      'gd(rate = 0.1)',
      'gd(rate = exact())',
      'gd(rate = 1/(k + 1))',
      'gd(rate = backtracking(shrink = 0.3))',
      'gd(rate = backtracking(shrink = 0.5))',
    ]);
  });

  test('choices by name, whole numbers, solvers without rate; what is written reads back the same', () => {
    const text =
      'cg(variant = pr), cg(variant = ["fr", hz], memory = 3), lbfgs(memory = 7), bfgs(rate = backtracking(c1 = 0.2)), newton(radius = 2), lm()';
    const methods = methodsOf(text);
    expect(methods.map(({ hyperparameters }) => hyperparameters)).toEqual([
      { variant: 1 },
      { variant: 2, memory: 3 },
      { variant: 3, memory: 3 },
      { memory: 7 },
      {},
      { radius: 2 },
      {},
    ]);
    expect(methodsOf(methods.map(methodText).join(', '))).toEqual(methods);
  });
});

describe('what is wrong is told, with what is right', () => {
  const cases: readonly (readonly [string, string])[] = [
    [
      'gd(rate = «backtraking»(c1 = 1))',
      'there is no line search or schedule backtraking; did you mean backtracking?',
    ],
    [
      'gd(rate = «exponental»(1, 2))',
      'there is no line search or schedule exponental; did you mean exponential?',
    ],
    ['gd(rate = «cosine(1)»)', 'cosine takes 2 arguments (initial, steps), not 1; write cosine(0.1, 1000)'],
    [
      'gd(rate = «0.01*(k - 5)»)',
      'the rate begins with -0.05, at k = 0; write one that is above 0 for every k from 0 on, as 0.1/(k + 1)',
    ],
    [
      'gd(rate = [0.1, «1/k»])',
      'the rate begins with Infinity, at k = 0; write one that is above 0 for every k from 0 on, as 0.1/(k + 1)',
    ],
    ['gd(rate = wolfe(«c3» = 1))', 'there is no argument c3 of wolfe; did you mean c1?'],
    ['gd(rate = wolfe(«0.1»))', 'arguments are written name = value; write wolfe(c1 = 0.1)'],
    [
      'gd(rate = wolfe(c2 = «2»))',
      'c2 lies between 0 (excluded) and 1 (excluded), not at 2; its default is 0.9',
    ],
    [
      'adam(rate = «wolfe()»)',
      'the steps of adam do not follow the gradient, so no line search finds its rate; write a number, rate = 0.01',
    ],
    [
      'bfgs(rate = «0.1»)',
      'bfgs finds its rate by a line search; leave the rate out, or write rate = backtracking()',
    ],
    ['cg(variant = «hx»)', 'there is no variant hx; did you mean hs?'],
    ['lbfgs(memory = «2.5»)', 'memory is a whole number, not 2.5; its default is 20'],
    ['newton(«rate» = 1)', 'there is no argument rate of newton; there is gradient, radius'],
  ];
  test.each(cases)('%s', (clause, message) => {
    expectProblems(`f(x) = x^2\nminimize f\n  with ${clause}\n`, message);
  });
});
