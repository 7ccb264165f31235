import { expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';
import { problemsOf, valueAt } from '../../support/objectives.ts';

test('helpers call helpers that call helpers, each with constants of the text', () => {
  const text = 'c = 2\nf0(x) = c*x\nf1(x) = f0(x) + c\nf2(x) = f1(x)*f0(x)\nf3(x) = f2(x + 1) + f1(x)';
  const { objectives, problems } = parseGd(text);
  expect(problems).toEqual([]);
  const last = objectives.at(-1)?.objective;
  // f3(1) = (2·2 + 2)·(2·2) + (2·1 + 2)
  expect(last && compileObjective(last).value(Float64Array.of(1))).toBe(28);
});

test('helpers that call each other twice are read once for each argument', () => {
  // gᵢ(x) = gᵢ₋₁(x) + gᵢ₋₁(x + 1): 2³⁰ calls, but only 30 different arguments. g₃₀(x) = Σ C(30, k)·(x + k) = 2³⁰(x + 15).
  const chain = Array.from({ length: 30 }, (_, i) => `g${i + 1}(x) = g${i}(x) + g${i}(x + 1)`);
  expect(valueAt(['g0(x) = x', ...chain, 'f(x) = g30(x)'].join('\n'), [2])).toBe(2 ** 30 * 17);
});

test('a call inside a choice is checked for the indices that count there', () => {
  const text =
    'pick(v, i) = v[i]\nf(x[3]) = sum(i, 1, 4, i < 4 ? pick(x, i) : 0) + sum(i, 1, 4, i > 1 ? pick(x, i - 1) : 0)';
  expect(valueAt(text, [1, 2, 3])).toBe(12);
  const [problem] = problemsOf(
    'pick(v, i) = v[i]\nf(x[3]) = sum(i, 1, 4, (i < 4 ? pick(x, i) : 0) + pick(x, i))',
  );
  expect(problem).toBe('in pick: index 4 is outside v, which has 3; write one from 1 to 3');
});

test('calls that double with every helper end in an error', () => {
  const chain = Array.from({ length: 40 }, (_, i) => `g${i + 1}(x) = g${i}(g${i}(x))`);
  const { objectives, problems } = parseGd(['g0(x) = x^2 + x', ...chain].join('\n'));
  expect(objectives.some(({ objective }) => objective.name === 'g10')).toBe(true);
  expect(objectives.some(({ objective }) => objective.name === 'g40')).toBe(false);
  expect(problems.at(-1)?.message).toMatch(/calls of functions by functions come to more than 20,000/);
});

test('a chain of helpers may be 200 long', () => {
  const chain = (length: number) => Array.from({ length }, (_, i) => `g${i + 1}(x) = g${i}(x) + 1`);
  expect(valueAt(['g0(x) = x', ...chain(200)].join('\n'), [1])).toBe(201);
  expect(problemsOf(['g0(x) = x', ...chain(202)].join('\n')).at(-1)).toMatch(
    /calls of functions nest more than 200 deep/,
  );
});
