import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import {
  type Derivation,
  type DerivationRequest,
  explainDerivation,
} from '../../../../src/core/explain/derivation.ts';
import type { DerivationWay } from '../../../../src/core/explain/derivation-way.ts';
import { dualNumbers } from '../../../../src/core/explain/dual-numbers.ts';
import { type Formula, partsOf } from '../../../../src/core/explain/formula.ts';
import { limitProof } from '../../../../src/core/explain/limit-proof.ts';
import { partials } from '../../../../src/core/explain/partials.ts';
import { printFormula } from '../../../../src/core/explain/print-formula.ts';
import { readableForm } from '../../../../src/core/explain/readable-form.ts';
import { type RuleStep, ruleSteps, TooLong } from '../../../../src/core/explain/rule-steps.ts';
import { texNumber } from '../../../../src/core/explain/step-tex.ts';
import { PARTIAL } from '../../../../src/core/explain/tex-formula.ts';
import { CLASSICAL_PROBLEMS } from '../../../../src/core/problems/index.ts';
import { expectClose } from '../../support/close.ts';
import { gradientAt, objectiveOf, valueAt } from '../../support/objectives.ts';

function derivationOf(text: string, request: DerivationRequest): Derivation {
  const objective = objectiveOf(text);
  return explainDerivation(objective, request, compileObjective(objective));
}

const BOWL = 'J(θ1, θ2) = θ1^2 + θ2^2';
const HEAD = 'x, y, z';

/** Rights of all lines, with thin spaces and braces around single letters left out for reading. */
function written(text: string, way: DerivationWay, x: readonly number[], coordinate = 0): string[] {
  const { lines } = derivationOf(text, { way, coordinate, x });
  return lines.map(({ depth, left, right }) =>
    [left, ...right]
      .join(' = ')
      .replace(/\\left|\\right|\\,/g, '')
      .replace(/\{(\w)\}/g, '$1')
      .replace(/\{(\\theta_\d)\}/g, '$1')
      .replace(/^/, '>'.repeat(depth)),
  );
}

describe("the article's bowl", () => {
  test('by the limit of the difference quotient', () => {
    expect(written(BOWL, 'limit', [2, 1]).slice(1)).toEqual([
      String.raw` = \lim_{h \to 0} \frac{(\theta_1 + h)^2 + \theta_2^2 - (\theta_1^2 + \theta_2^2)}h`,
      String.raw` = \lim_{h \to 0} \frac{\theta_1^2 + 2\theta_1h + h^2 + \theta_2^2 - \theta_1^2 - \theta_2^2}h`,
      String.raw` = \lim_{h \to 0} \frac{2\theta_1h + h^2}h`,
      String.raw` = \lim_{h \to 0} (2\theta_1 + h)`,
      String.raw` = 2\theta_1`,
    ]);
  });

  test('every line says why', () => {
    for (const way of ['limit', 'rules', 'dual'] as const) {
      const { lines } = derivationOf(BOWL, { way, coordinate: 1, x: [2, 1] });
      expect(lines.map(({ rule }) => rule).every(Boolean), way).toBe(true);
    }
  });

  test('with the numbers of an iterate', () => {
    const { outcome } = derivationOf(BOWL, {
      way: 'rules',
      coordinate: 0,
      x: [0.75, 0.75],
    });
    expect(outcome?.right).toEqual([String.raw`2 \cdot 0.75`, '1.5']);
  });

  test('with dual numbers at (2, 1): 5 + 4ε', () => {
    const form = readableForm(objectiveOf(BOWL));
    const worked = form && dualNumbers(form, 'J', Float64Array.of(2, 1), [1, 0]);
    expect(worked?.result).toEqual({ value: 5, slope: 4 });
    expect(written(BOWL, 'dual', [2, 1])).toEqual([
      String.raw`\theta_1 = 2 + \varepsilon`,
      String.raw`\theta_2 = 1`,
      String.raw`\theta_1^2 = (2 + \varepsilon)^2 = 2^2 + 2 \cdot 2\varepsilon + {\varepsilon}^2 = 4 + 4\varepsilon`,
      String.raw`\theta_2^2 = 1^2 = 1`,
      String.raw`J(\theta + \varepsilon v) = (4 + 4\varepsilon) + 1 = 5 + 4\varepsilon`,
    ]);
  });
});

test('(θ1 + θ2)·θ3 at (3, −1, 2) with dual numbers: 4 + 2ε in each direction', () => {
  const form = readableForm(objectiveOf('f(θ1, θ2, θ3) = (θ1 + θ2)*θ3'));
  for (const v of [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]) {
    expect(form && dualNumbers(form, 'f', Float64Array.of(3, -1, 2), v)?.result).toEqual({
      value: 4,
      slope: 2,
    });
  }
});

test('rules are named, from the outermost operation inwards', () => {
  const rulesOf = (text: string) =>
    derivationOf(text, { way: 'rules', coordinate: 0, x: [1] })
      .lines.filter(({ rule }) => !['To be found', 'Put in'].includes(rule))
      .map(({ depth, rule }) => `${'>'.repeat(depth)}${rule}`);
  expect(rulesOf('f(x) = 3*x^2 + sin(2*x)')).toEqual([
    'Sum rule',
    '>Constant factor',
    '>>Power rule',
    '>Chain rule, derivative of sin',
    '>>Constant factor',
  ]);
  expect(rulesOf('f(x) = x*exp(x)')).toEqual(['Product rule', '>Derivative of the exponential']);
  expect(rulesOf('f(x) = x/(1 + x^2)')).toEqual(['Quotient rule', '>Sum rule', '>>Power rule']);
  expect(rulesOf('f(x) = 2^x')).toEqual(['Exponential rule']);
  expect(rulesOf('f(x) = x^x')).toEqual(['Power of both']);
  expect(rulesOf('f(x) = 1/(3 + x)')).toEqual(['Reciprocal rule', '>Sum rule']);
  expect(rulesOf('f(x) = x > 0 ? x^2 : -x')).toEqual(['Case by case', '>Power rule', '>Constant factor']);
  expect(rulesOf('f(x) = floor(x)')).toEqual(['Constant']);
});

test('a part that occurs twice is derived once', () => {
  const { lines } = derivationOf('f(x) = exp(sin(x^2)) + sin(x^2)^3', {
    way: 'rules',
    coordinate: 0,
    x: [1],
  });
  expect(lines.filter(({ rule }) => rule === 'As above')).toHaveLength(1);
});

test('entries of vectors, also of index sums', () => {
  const text = 'f(w[3]) = sum(i, 1, 2, (w[i+1] - w[i]^2)^2)';
  const [step] = [ruleSteps(form(text), 1)];
  expect(printFormula(step.result)).toBe('2*(w[2] - w[1]^2) - 4*w[2]*(w[3] - w[2]^2)');
  const { lines } = derivationOf(text, { way: 'rules', coordinate: 1, x: [1, 2, 3] });
  expect(lines[0]?.left).toBe(String.raw`\frac{\partial f}{\partial {w}_{2}}`);
});

describe('what cannot be read is not written', () => {
  test.each([
    ['many operations', 'f(x[3000]) = sum(x.^2)', 'rules', 'more than 2,000 operations'],
    ['deep', `f(x) = ${'sin('.repeat(200)}x${')'.repeat(200)}`, 'rules', 'is too long to be read'],
    ['many steps', `f(x) = ${'sin('.repeat(70)}x${')'.repeat(70)}`, 'dual', 'too many operations'],
  ] as const)('%s', (_, text, way, note) => {
    const x = new Array(objectiveOf(text).size).fill(0.5);
    const derivation = derivationOf(text, { way, coordinate: 0, x });
    expect(derivation.lines.length).toBeLessThanOrEqual(1);
    expect(derivation.note).toContain(note);
    expect(derivation.outcome?.right).toHaveLength(1);
  });

  test('of a long vector the gradient is given as a whole', () => {
    const { lines, outcome } = derivationOf('f(x[3000]) = sum(x.^2)', {
      way: 'rules',
      coordinate: 7,
      x: new Array(3000).fill(0.5),
    });
    expect(lines.map(({ left, right }) => [left, ...right])).toEqual([
      [String.raw`\nabla_{\!x}\, f`, String.raw`2\,x`],
    ]);
    expect(outcome?.right).toEqual(['1']);
  });

  test('where f is no polynomial, rules stand in for the limit', () => {
    const derivation = derivationOf('f(x) = sin(x)', {
      way: 'limit',
      coordinate: 0,
      x: [1],
    });
    expect(derivation).toMatchObject({ way: 'rules', polynomial: false });
  });

  test('writes factors in the order of the function, whatever they were multiplied out of', () => {
    const proof = limitProof(form('f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2'), 'f', 0);
    expect(proof?.lines.at(-1)).toMatchObject({
      rule: 'h → 0',
      right: ['4\\,{x}^{3} + 4\\,x\\,y - 42\\,x + 2\\,{y}^{2} - 14'],
    });
  });

  test('what does not contain the coordinate may be anything', () => {
    const proof = limitProof(form('f(x, y) = sin(y)*x^2 + exp(y)/y'), 'f', 0);
    expect(proof && printFormula(proof.limit)).toBe('2*x*sin(y)');
  });
});

test.each(CLASSICAL_PROBLEMS.map((problem) => [problem.name, problem] as const))(
  '%s is derived in every way, or a sentence says why not',
  (_name, { definition, starts }) => {
    const x = [...(starts[0] ?? [])].map((entry) => entry + 0.01);
    for (const way of ['limit', 'rules', 'dual'] as const) {
      for (const coordinate of [0, x.length - 1]) {
        const { lines, outcome, note } = derivationOf(definition, { way, coordinate, x });
        expect(lines.length > 0).toBe(note === '');
        expect(outcome?.right.at(-1)).toBe(texNumber(gradientAt(definition, x)[coordinate] as number));
      }
    }
  },
);

function form(text: string) {
  const found = readableForm(objectiveOf(text));
  if (!found) throw new Error(`${text} has no readable form`);
  return found;
}

/** The formula with the derivatives that it leaves open in their places. */
function closed(formula: Formula, inner: readonly RuleStep[]): Formula {
  if (formula.kind === 'call' && formula.callee === PARTIAL) {
    const text = printFormula(formula.arguments[0] as Formula);
    const step = inner.find(({ of }) => printFormula(of) === text);
    if (!step) throw new Error(`the derivative of ${text} stays open`);
    return step.result;
  }
  if (partsOf(formula).length === 0) return formula;
  const deeper = (part: Formula) => closed(part, inner);
  if (formula.kind === 'call') return { ...formula, arguments: formula.arguments.map(deeper) };
  if (formula.kind === 'operator') return { ...formula, operands: formula.operands.map(deeper) };
  if (formula.kind !== 'conditional') return formula;
  const { condition, consequent, alternate } = formula;
  return { ...formula, condition, consequent: deeper(consequent), alternate: deeper(alternate) };
}

function everyStep(step: RuleStep): RuleStep[] {
  return [step, ...step.inner.flatMap(everyStep)];
}

/** Expressions in x, y, z that are smooth where these lie between ½ and 2, but for corners. */
const expressions = fc.letrec<{ any: string }>((tie) => {
  const inner = tie('any');
  const unary = ['sin', 'cos', 'exp', 'log', 'sqrt', 'abs', 'tanh', 'atan', 'sigmoid', 'log1p', 'erf'];
  return {
    any: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom('x', 'y', 'z', '2', '0.3', '5'),
      fc
        .tuple(fc.constantFrom('+', '-', '*', '/'), inner, inner)
        .map(([sign, a, c]) => `(${a} ${sign} ${c})`),
      fc.tuple(fc.constantFrom(...unary), inner).map(([name, a]) => `${name}(${a})`),
      fc.tuple(fc.constantFrom('2', '3', '-1', '0.5', 'y'), inner).map(([n, a]) => `(${a})^${n}`),
      fc
        .tuple(fc.constantFrom('max', 'min', 'atan2', 'hypot'), inner, inner)
        .map(([name, a, c]) => `${name}(${a}, ${c})`),
      fc.tuple(inner, inner, inner).map(([c, a, e]) => `(${c} > 1 ? ${a} : ${e})`),
    ),
  };
}).any;
const polynomials = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('x', 'x', 'y', 'sin(z)', '3', '0.25'),
    fc
      .tuple(fc.constantFrom('+', '-', '*'), tie('any'), tie('any'))
      .map(([sign, a, c]) => `(${a} ${sign} ${c})`),
    tie('any').map((a) => `(${a})^2`),
    tie('any').map((a) => `${a}/4`),
  ),
})).any;
const entry = fc.double({ min: 0.5, max: 2, noNaN: true });
const points = fc.tuple(entry, entry, entry);

test('every step of random derivations is right, and the last is the gradient', () => {
  let compared = 0;
  fc.assert(
    fc.property(expressions, points, fc.integer({ min: 0, max: 2 }), (expression, x, i) => {
      const text = `f(${HEAD}) = ${expression}`;
      const gradient = gradientAt(text, x)[i] as number;
      fc.pre(Number.isFinite(gradient) && Math.abs(gradient) < 1e6 && Number.isFinite(valueAt(text, x)));
      let whole: RuleStep;
      try {
        whole = ruleSteps(form(text), i);
      } catch (error) {
        if (error instanceof TooLong) return;
        throw error;
      }
      const at = (formula: Formula) => valueAt(`g(${HEAD}) = ${printFormula(formula)}`, x);
      expectClose([at(whole.result)], [gradient], 1e-7, text);
      const formula = partials(objectiveOf(text))[i]?.formula;
      if (formula) expect(printFormula(whole.result)).toBe(printFormula(formula));
      for (const { applied, inner, result } of everyStep(whole)) {
        const value = at(result);
        if (!Number.isFinite(value) || Math.abs(value) > 1e6) continue;
        expectClose([at(closed(applied, inner))], [value], 1e-6, `${text}: ${printFormula(applied)}`);
        compared++;
      }
    }),
    { numRuns: 150 },
  );
  expect(compared).toBeGreaterThan(100);
});

test('the divided quotient of random polynomials is the difference quotient, its limit the gradient', () => {
  fc.assert(
    fc.property(polynomials, points, fc.double({ min: 0.1, max: 1, noNaN: true }), (expression, x, h) => {
      const text = `f(${HEAD}) = ${expression}`;
      const proof = limitProof(form(text), 'f', 0);
      fc.pre(proof !== undefined);
      const moved = [x[0] + h, x[1], x[2]];
      const quotient = (valueAt(text, moved) - valueAt(text, x)) / h;
      const size = Math.max(1, Math.abs(valueAt(text, x)), Math.abs(valueAt(text, moved)));
      const divided = valueAt(`g(${HEAD}, h) = ${printFormula(proof?.divided as Formula)}`, [...x, h]);
      expect(Math.abs(divided - quotient)).toBeLessThan((1e-10 * size) / h);
      const limit = valueAt(`g(${HEAD}) = ${printFormula(proof?.limit as Formula)}`, x);
      expect(Math.abs(limit - (gradientAt(text, x)[0] as number))).toBeLessThan(1e-9 * size);
    }),
    { numRuns: 150 },
  );
});

test('dual numbers of random expressions give value and directional derivative', () => {
  fc.assert(
    fc.property(expressions, points, points, (expression, x, v) => {
      const text = `f(${HEAD}) = ${expression}`;
      const compiled = compileObjective(objectiveOf(text));
      const worked = dualNumbers(form(text), 'f', Float64Array.from(x), v);
      fc.pre(worked !== undefined);
      const { value, slope } = worked?.result ?? {};
      expectClose([value as number], [compiled.value(Float64Array.from(x))], 1e-12, text);
      expectClose([slope as number], [compiled.jvp(Float64Array.from(x), Float64Array.from(v))], 1e-9, text);
    }),
    { numRuns: 150 },
  );
});

test('negative numbers that are put in after a sign stand in brackets', () => {
  const outcome = (text: string, x: readonly number[]) => {
    const objective = objectiveOf(text);
    const request = { way: 'rules', coordinate: 0, x } as const;
    return explainDerivation(objective, request, compileObjective(objective)).outcome?.right[0];
  };
  expect(outcome('f(x) = (1 - x)^2', [-0.5])).toBe('-2\\,(1 - (-0.5))');
  expect(outcome('f(x, y) = x*(2 + y)', [1, -3])).toBe('2 + (-3)');
});

test('numbers that all but cancel are put in with as many digits as tell what is left', () => {
  const outcome = (x: number) =>
    derivationOf('f(x) = (x - 1)^2', { way: 'limit', coordinate: 0, x: [x] }).outcome?.right;
  expect(outcome(1.2345678)).toEqual(['2 \\cdot 1.2346 - 2', '0.46914']);
  expect(outcome(1 + 4.6365e-7)).toEqual(['2 \\cdot 1.00000046365 - 2', '9.273 \\cdot 10^{-7}']);
});
