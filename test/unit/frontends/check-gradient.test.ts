import { describe, expect, test } from 'vitest';
import {
  checkGradientPair,
  type GradientRefusal,
  type GradientReport,
} from '../../../src/frontends/check-gradient.ts';
import { findGradientPairs } from '../../../src/frontends/check-gradient-pairs.ts';
import type { CodeLanguage } from '../../../src/frontends/lift.ts';
import { lifter } from './code/values.ts';

const ROSENBROCK = 'def f(x, y):\n    return (1 - x)**2 + 100*(y - x**2)**2\n\n';

/** Checks the pair at the first `mark` of a text. */
async function checked(
  text: string,
  language: CodeLanguage = 'python',
  mark = '',
): Promise<GradientReport | GradientRefusal> {
  const code = await lifter.functions(text, language);
  const start = text.indexOf(mark);
  const pairs = findGradientPairs(code.candidates, { start, end: start });
  expect(pairs).toHaveLength(1);
  return checkGradientPair(code, pairs[0]!);
}

/** The report on a pair. @throws with the reason where it is refused. */
async function report(text: string, language?: CodeLanguage, mark?: string): Promise<GradientReport> {
  const found = await checked(text, language, mark);
  if ('message' in found)
    throw new Error(`${found.message}: ${text.slice(found.range.start, found.range.end)}`);
  return found;
}

/** What is marked in a text, with what is said about it. */
async function marked(text: string, language?: CodeLanguage): Promise<[string, string][]> {
  const { problems } = await report(text, language);
  return problems.map(({ range, message }) => [text.slice(range.start, range.end), message]);
}

describe('a right gradient', () => {
  test.each<[what: string, language: CodeLanguage, text: string, components: number]>([
    [
      'a Python tuple',
      'python',
      `${ROSENBROCK}def grad_f(x, y):\n    return -2*(1 - x) - 400*x*(y - x**2), 200*(y - x**2)\n`,
      2,
    ],
    [
      'a numpy array with local names',
      'python',
      'import numpy as np\ndef loss(p):\n    x, y = p\n    return np.exp(x)*y**2\n\ndef loss_grad(p):\n    x, y = p\n    e = np.exp(x)\n    g = np.array([e*y**2, 2*e*y])\n    return g\n',
      2,
    ],
    [
      'an operation on a whole vector, with the length from the start',
      'python',
      'import numpy as np\ndef f(x):\n    return np.sum(x**4)\ndef gradient(x):\n    return 4*x**3\nx0 = np.array([1.0, 2.0, 3.0])\n',
      3,
    ],
    [
      'a length that only the gradient shows',
      'python',
      'def f(x):\n    return sum(v**2 for v in x)\ndef grad_f(x):\n    return [2*x[0], 2*x[1], 2*x[2]]\n',
      3,
    ],
    [
      'one variable',
      'python',
      'from math import log\ndef f(x):\n    return x*log(x)\ndef df(x):\n    return log(x) + 1\n',
      1,
    ],
    [
      'a derivative that is constant',
      'python',
      'def f(x, y):\n    return 3*x - y\ndef grad_f(x, y):\n    return [3, -1]\n',
      2,
    ],
    [
      'a JavaScript array',
      'javascript',
      'const f = ([x, y]) => Math.sin(x) * y;\nconst gradF = ([x, y]) => [Math.cos(x) * y, Math.sin(x)];\n',
      2,
    ],
    [
      'a TypeScript tuple',
      'typescript',
      'function cost(x: number, y: number): number {\n  return x ** 2 * y;\n}\nfunction costGradient(x: number, y: number): [number, number] {\n  const dx = 2 * x * y;\n  const dy = x ** 2;\n  return [dx, dy];\n}\n',
      2,
    ],
    [
      'a gradient by the parameters before the data',
      'python',
      'import numpy as np\nX = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]])\ny = np.array([1.0, 2.0, 3.0])\ndef loss(w):\n    r = X @ w - y\n    return np.sum(r**2)\ndef grad_loss(w):\n    return 2*X.T @ (X @ w - y)\n',
      2,
    ],
  ])('%s', async (_, language, text, components) => {
    const found = await report(text, language);
    expect(found.problems).toEqual([]);
    expect(found.components).toHaveLength(components);
    expect(found.components.every(({ agrees }) => agrees)).toBe(true);
    expect(found.points).toBeGreaterThanOrEqual(8);
  });

  test('at a corner where the start lies, either slope is right', async () => {
    const text = 'def f(x):\n    return abs(x)\ndef df(x):\n    return 1 if x >= 0 else -1\nf(0)\n';
    expect((await report(text)).problems).toEqual([]);
  });
});

describe('a wrong gradient', () => {
  test('a wrong factor is marked where it stands, with formulas and numbers', async () => {
    const text = `${ROSENBROCK}def grad_f(x, y):\n    return [-2*(1 - x) - 400*x*(y - x**2), 100*(y - x**2)]\n\nf(-1.2, 1)\n`;
    const [[where, message] = [], ...more] = await marked(text);
    expect(more).toEqual([]);
    expect(where).toBe('100*(y - x**2)');
    expect(message).toMatch(
      /^∂f\/∂y should be 200\*\(y - x\^2\), here it is 100\*\(y - x\^2\): at x = \S+, y = \S+ it is \S+ and not \S+; it is 0.5 times what it should be$/,
    );
  });

  test('a wrong sign', async () => {
    const text =
      'def f(x, y):\n    return x**2 + y**2\ndef grad_f(x, y):\n    dx = -2*x\n    return (dx, 2*y)\n';
    const [[where, message] = []] = await marked(text);
    expect(where).toBe('-2*x');
    expect(message).toMatch(/^∂f\/∂x should be 2\*x, here it is -2\*x: .*; its sign is wrong$/);
  });

  test('swapped components', async () => {
    const text = 'const f = (x, y) => x ** 3 + y ** 2;\nconst fGrad = (x, y) => [2 * y, 3 * x ** 2];\n';
    const found = await marked(text, 'javascript');
    expect(found.map(([where]) => where)).toEqual(['2 * y', '3 * x ** 2']);
    expect(found[0]?.[1]).toMatch(/; that is ∂f\/∂y$/);
    expect(found[1]?.[1]).toMatch(/; that is ∂f\/∂x$/);
  });

  test('entries of a vector are counted as in the code', async () => {
    const text =
      'import numpy as np\ndef f(x):\n    return x[0]**2 * x[1]\ndef grad_f(x):\n    return np.array([2*x[0]*x[1], x[0]])\n';
    const [[where, message] = []] = await marked(text);
    expect(where).toBe('x[0]');
    expect(message).toMatch(
      /^∂f\/∂x\[1\] should be x\[0\]\^2, here it is x\[0\]: at x\[0\] = \S+, x\[1\] = /,
    );
  });

  test('a wrong length', async () => {
    const text = `${ROSENBROCK}def grad_f(x, y):\n    return [1, 2, 3]\n`;
    expect(await marked(text)).toEqual([
      ['[1, 2, 3]', 'grad_f has 3 components, but f has 2 variables: x, y; return one derivative for each'],
    ]);
  });
});

describe('what cannot be checked', () => {
  test('code that has no formula says why, and where', async () => {
    const text = `${ROSENBROCK}def grad_f(x, y):\n    return [undefined_thing*x, y]\n`;
    const found = await checked(text);
    expect(found).toMatchObject({ message: expect.stringContaining('undefined_thing is not known here') });
    const { range } = found as GradientRefusal;
    expect(text.slice(range.start, range.end)).toBe('undefined_thing');
  });

  test('other parameters', async () => {
    const found = await checked('def f(x, y):\n    return x*y\ndef grad_f(x):\n    return [x]\n');
    expect(found).toMatchObject({
      message: 'grad_f has 1 variable and f has 2; give them the same parameters',
    });
  });
});

describe('finding the pair', () => {
  const names = async (text: string, mark: string, end = mark) => {
    const { candidates } = await lifter.functions(text, 'python');
    const range = { start: text.indexOf(mark), end: text.indexOf(end) };
    return findGradientPairs(candidates, range).map(
      ({ objective, gradient }) => `${gradient.function.name} of ${objective.function.name}`,
    );
  };
  const two =
    'def f(x): return x**2\ndef g(x): return x**3\ndef grad_g(x): return [3*x**2]\ndef dfdx(x): return 2*x\n# end\n';

  test('from either of them', async () => {
    expect(await names(two, 'x**2')).toEqual(['dfdx of f']);
    expect(await names(two, '[3*x')).toEqual(['grad_g of g']);
    expect(await names(two, 'x**3')).toEqual(['grad_g of g']);
  });

  test('all of them where the cursor is elsewhere', async () => {
    expect(await names(`${two}\n\n# there\n`, '# there')).toEqual(['grad_g of g', 'dfdx of f']);
  });

  test('by the parameters where the names say nothing', async () => {
    const text = 'def energy(a, b): return a*b\n\ndef slope(a, b): return [b, a]\n\ndef other(z): return z\n';
    expect(await names(text, 'a*b')).toEqual(['slope of energy']);
    const found = await report(text, 'python', '[b, a]');
    expect([found.objective, found.gradient, found.problems]).toEqual(['energy', 'slope', []]);
  });

  test('both selected, whatever they are called', async () => {
    const text = 'def u(a, b): return a*b\n\ndef v(p, q): return [q, p]\n\n';
    expect(await names(text, 'a*b', '[q')).toEqual(['v of u']);
  });

  test('data is no differential of ata, unless there is one', async () => {
    expect(await names('def f(x): return x\n\ndef data(y): return y\n', 'return x')).toEqual([]);
  });
});
