import { describe, expect, test } from 'vitest';
import { formulaSize } from '../../../../src/core/explain/formula-size.ts';
import { gradientFormulas, type Partial, partials } from '../../../../src/core/explain/partials.ts';
import { printFormula } from '../../../../src/core/explain/print-formula.ts';
import { texFormula } from '../../../../src/core/explain/tex-formula.ts';
import type { Node } from '../../../../src/core/graph/node.ts';
import { CLASSICAL_PROBLEMS } from '../../../../src/core/problems/index.ts';
import { expectClose } from '../../support/close.ts';
import { gradientAt, objectiveOf, valueAt } from '../../support/objectives.ts';

const written = (all: readonly Partial[]) =>
  all.map(({ formula }) => (formula ? printFormula(formula) : undefined));

/** An objective, its partial derivatives as a person would write them, and a point where they are held to the gradient. */
type Case = [text: string, expected: readonly string[], at?: readonly number[]];
const TEXTS: Case[] = [
  ['f(x, y) = (1 - x)^2 + 100*(y - x^2)^2', ['-2*(1 - x) - 400*x*(y - x^2)', '200*(y - x^2)']],
  ['J(θ1, θ2) = θ1^2 + θ2^2', ['2*θ1', '2*θ2']],
  [
    'f(x, y) = (1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2',
    [
      '2*(y - 1)*(1.5 - x + x*y) + 2*(y^2 - 1)*(2.25 - x + x*y^2) + 2*(y^3 - 1)*(2.625 - x + x*y^3)',
      '2*x*(1.5 - x + x*y) + 4*x*y*(2.25 - x + x*y^2) + 6*x*y^2*(2.625 - x + x*y^3)',
    ],
  ],
  [
    'f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2',
    ['4*x*(x^2 + y - 11) + 2*(x + y^2 - 7)', '2*(x^2 + y - 11) + 4*y*(x + y^2 - 7)'],
  ],
  [
    'f(x, y) = 20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)',
    ['2*x + 20*pi*sin(2*pi*x)', '2*y + 20*pi*sin(2*pi*y)'],
  ],
  ['f(w, b) = log(1 + exp(-(w*2 + b)))', ['-2*sigmoid(-2*w - b)', '-sigmoid(-2*w - b)']],
  ['f(x) = 1/(1 + exp(-x))', ['sigmoid(x)*(1 - sigmoid(x))']],
  [
    'f(x, m) = exp(-(x - m)^2/2)/sqrt(2*pi)',
    ['(m - x)*exp(-(x - m)^2/2)/sqrt(2*pi)', '(x - m)*exp(-(x - m)^2/2)/sqrt(2*pi)'],
  ],
  ['f(x, y) = x*y', ['y', 'x']],
  ['f(x) = x^3*x', ['4*x^3']],
  ['f(x) = x^3/3', ['x^2']],
  ['f(x, y) = x/y', ['1/y', '-x/y^2']],
  ['f(x) = x/(1 + x^2)', ['(1 - x^2)/(1 + x^2)^2']],
  ['f(x) = 1/x^2', ['-2/x^3']],
  ['f(x) = x*exp(-x)', ['(1 - x)*exp(-x)']],
  ['f(x) = sin(cos(x^2))', ['-2*x*cos(cos(x^2))*sin(x^2)']],
  ['f(x) = exp(sin(x)^2)', ['2*cos(x)*sin(x)*exp(sin(x)^2)']],
  ['f(x) = sqrt(1 + x^2)', ['x/sqrt(1 + x^2)']],
  ['f(x, y) = sqrt(x^2 + y^2)', ['x/sqrt(x^2 + y^2)', 'y/sqrt(x^2 + y^2)']],
  ['f(x) = cbrt(x)', ['1/(3*cbrt(x)^2)']],
  ['f(x) = abs(x - 1)', ['sign(x - 1)']],
  ['f(x, y) = max(x, y)', ['x >= y ? 1 : 0', 'x < y ? 1 : 0']],
  ['f(x) = max(0, x)', ['x > 0 ? 1 : 0']],
  ['f(x) = x > 0 ? x^2 : -x', ['x > 0 ? 2*x : -1']],
  ['f(x) = log(x)', ['1/x']],
  ['f(x) = log2(x)', ['1/(x*log(2))']],
  ['f(x) = exp(2*log(x))', ['2*x']],
  ['f(x, y) = x^y', ['y*x^(y - 1)', 'x^y*log(x)']],
  ['f(x) = 2^x', ['2^x*log(2)']],
  ['f(x) = asin(x)', ['1/sqrt(1 - x^2)'], [0.3]],
  ['f(x) = acosh(x)', ['1/sqrt(x^2 - 1)'], [1.5]],
  ['f(x) = atanh(x)', ['1/(1 - x^2)'], [0.3]],
  ['f(x) = atan(x)', ['1/(1 + x^2)']],
  ['f(x) = tanh(x)', ['1/cosh(x)^2']],
  ['f(x) = sigmoid(2*x)', ['2*sigmoid(2*x)*(1 - sigmoid(2*x))']],
  ['f(x) = erf(x)', ['2*exp(-x^2)/sqrt(pi)']],
  ['f(x, y) = atan2(y, x)', ['-y/(x^2 + y^2)', 'x/(x^2 + y^2)']],
  ['f(x, y) = 0.26*(x^2 + y^2) - 0.48*x*y', ['0.52*x - 0.48*y', '0.52*y - 0.48*x']],
  ['f(x[3]) = sum(x.^2)', ['2*x[1]', '2*x[2]', '2*x[3]']],
  ['f(x[3]) = prod(x)', ['x[2]*x[3]', 'x[1]*x[3]', 'x[1]*x[2]']],
  [
    'f(x[3]) = sum(i, 1, 2, (x[i+1] - x[i]^2)^2)',
    ['-4*x[1]*(x[2] - x[1]^2)', '2*(x[2] - x[1]^2) - 4*x[2]*(x[3] - x[2]^2)', '2*(x[3] - x[2]^2)'],
  ],
  ['f(x[2]) = norm(x)', ['x[1]/sqrt(x[1]^2 + x[2]^2)', 'x[2]/sqrt(x[1]^2 + x[2]^2)']],
  ['f(x[3]) = logsumexp(x)', [1, 2, 3].map((i) => `exp(x[${i}])/(exp(x[1]) + exp(x[2]) + exp(x[3]))`)],
  ['f(x) = sum(i, 1, 3, x^i)', ['1 + 2*x + 3*x^2']],
  ['f(x) = 3', ['0']],
];

describe('partial derivatives as a person would write them', () => {
  test.each(TEXTS)('%s', (text, expected, at) => {
    const objective = objectiveOf(text);
    const texts = written(partials(objective));
    expect(texts).toEqual(expected);
    const x = at ?? Array.from({ length: objective.size }, (_, i) => 0.7 + 0.4 * i);
    expectClose(valuesOf(texts as string[], text, x), gradientAt(text, x), 1e-12);
  });
});

/** The values of formulas in the parameters of a `.gd` text. */
function valuesOf(formulas: readonly string[], text: string, x: readonly number[]): number[] {
  const head = /\((.*?)\) =/.exec(text)?.[1];
  return formulas.map((formula) => valueAt(`g(${head}) = ${formula}`, x));
}

// The 20 residuals of Brown and Dennis are too many to be read.
const READABLE = CLASSICAL_PROBLEMS.filter(({ name }) => name !== 'Brown-Dennis');

test.each(READABLE.map((problem) => [problem.name, problem] as const))('%s', (_name, problem) => {
  const objective = objectiveOf(problem.definition);
  const all = partials(objective);
  expect(all.map(({ by }) => by)).toHaveLength(objective.size);
  const head = objective.parameters.map(({ name, shape }) => (shape.length > 0 ? `${name}[${shape}]` : name));
  const x = (problem.starts[0] ?? []).map((entry) => entry + 0.01);
  const values = all.map(({ formula }) =>
    formula ? valueAt(`g(${head.join(', ')}) = ${printFormula(formula)}`, x) : Number.NaN,
  );
  const gradient = gradientAt(problem.definition, x);
  const scale = Math.max(1, ...gradient.map(Math.abs));
  expectClose(
    values.map((value) => value / scale),
    gradient.map((value) => value / scale),
    1e-9,
  );
});

test('in TeX', () => {
  const [x] = partials(objectiveOf('f(x, y) = (1 - x)^2 + 100*(y - x^2)^2'));
  expect(x?.formula && texFormula(x.formula)).toBe('-2\\,(1 - x) - 400\\,x\\,(y - {x}^{2})');
});

describe('by a parameter as a whole', () => {
  const names: Readonly<Record<string, string>> = { '3,2': 'X', '3': 'y', '2,2': 'A' };
  const nameOf = ({ shape }: Node) => names[shape.join()];
  test.each([
    ['f(x[100]) = sum(x.^2)', ['2*x']],
    ['f(x[5]) = norm(x)', ['x/sqrt(sum(x .^ 2))']],
    ['f(x[5], s) = sum(s*x.^2)', ['2*s*x', 'sum(x .^ 2)']],
    ['X = [[1, 2], [3, 4], [5, 6]]\ny = [1, 2, 3]\nf(w[2]) = sum((X*w - y).^2)/2', ["X'*(X*w - y)"]],
    ['A = [[2, 1], [1, 3]]\nf(x[2]) = norm(A*x)^2', ["2*A'*(A*x)"]],
    ['f(x[5]) = sum(i, 1, 4, 100*(x[i+1] - x[i]^2)^2)', [undefined]],
  ])('%s', (text, expected) => {
    expect(written(gradientFormulas(objectiveOf(text), nameOf))).toEqual(expected);
  });
});

test('what is too long to be read is left out, in bounded time', () => {
  const steps = Array.from({ length: 14 }, (_, i) => `g${i + 1}(x) = g${i}(x)*sin(g${i}(x)) + x`);
  const text = ['g0(x) = x', ...steps, 'f(x) = g14(x)'].join('\n');
  expect(written(partials(objectiveOf(text)))).toEqual([undefined]);
  const deep = `f(x) = ${'sin('.repeat(200)}x${')'.repeat(200)}`;
  expect(written(partials(objectiveOf(deep)))).toEqual([undefined]);
  expect(partials(objectiveOf('f(x[51]) = sum(x.^2)'))).toEqual([]);
});

test('the size of a formula counts shared parts each time', () => {
  let formula = partials(objectiveOf('f(x) = x^2'))[0]?.formula;
  for (let i = 0; i < 100 && formula; i++) {
    formula = { kind: 'operator', operator: '*', operands: [formula, formula] };
  }
  expect(formula && formulaSize(formula).parts).toBeGreaterThan(1e30);
});
