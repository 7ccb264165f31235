import { expect, test } from 'vitest';
import { parseGd } from '../../../src/frontends/gd/parse-gd.ts';
import { readSelection } from '../../../src/frontends/selection.ts';
import { lifter } from './code/values.ts';

/** Reads a text whose selection stands between `⟦` and `⟧`. */
async function read(language: string, marked: string) {
  const start = marked.indexOf('⟦');
  const selection = { start, end: marked.indexOf('⟧') - 1 };
  const text = marked.replace(/[⟦⟧]/g, '');
  const found = await readSelection({ text, selection, language, lifter });
  return { found, part: text.slice(found.range.start, found.range.end) };
}

const PLAIN: readonly [selected: string, gd: string][] = [
  ['⟦θ1² + θ2²⟧', 'f(θ1, θ2) = θ1² + θ2²'],
  ['⟦J(θ₁, θ₂) = θ₁² + θ₂²⟧', 'J(θ₁, θ₂) = θ₁² + θ₂²'],
  ['⟦z = x^2 + y^2⟧', 'z(x, y) = x^2 + y^2'],
  ['some words\nz = ⟦⟧x^2 + y^2\nmore words', 'z(x, y) = x^2 + y^2'],
  ['⟦(1-x)**2 + 100*(y-x**2)**2⟧', 'f(x, y) = (1-x)^2 + 100*(y-x^2)^2'],
  ['⟦$$f(x,y) = (1-x)^2 + 100(y-x^2)^2$$⟧', 'f(x, y) = (1-x)^2 + 100(y-x^2)^2'],
  ['the bowl $x^2⟦⟧ + y^2$ is round', 'f(x, y) = x^2 + y^2'],
  ['⟦2x + 3⟧', 'f(x) = 2x + 3'],
  ['⟦√x − 2·y ÷ 3 + π⟧', 'f(x, y) = sqrt(x) − 2·y ÷ 3 + π'],
  ['⟦f(x) = x[1]^2 + x[2]^2⟧', 'f(x[2]) = x[1]^2 + x[2]^2'],
  ['⟦J(\\theta_1, \\theta_2) = \\theta_1^2 + \\theta_2^2⟧', 'J(θ1, θ2) = θ1^2 + θ2^2'],
  ['⟦\\frac{1}{2}x^2 \\cdot \\sqrt{y}⟧', 'f(x, y) = (1 / 2) x^2 * sqrt(y)'],
  ['⟦\\iota^2 + \\vartheta_1^4 + 2\\varrho^2⟧', 'f(ι, θ1, ρ) = ι^2 + θ1^4 + 2 ρ^2'],
  ['⟦\\frac{x}{y+1}⟧', 'f(x, y) = (x / (y + 1))'],
  ['⟦e^{-x^2} + \\ln(x+1) + \\sin^2 x⟧', 'f(x) = e^(-x^2) + log(x + 1) + sin(x)^2'],
  [
    '⟦\\sum_{i=1}^{3} \\left(x_i^2 - \\cos(2\\pi x_i)\\right)⟧',
    'f(x[3]) = sum(i, 1, 3, (x[i]^2 - cos(2 π x[i])))',
  ],
  ['⟦\\sum_{i=1}^{2} (x_{i+1} - x_i^2)^2⟧', 'f(x[3]) = sum(i, 1, 2, (x[i + 1] - x[i]^2)^2)'],
  ['⟦The loss is $J(\\theta) = \\theta_1^2 + 10\\theta_2^2$.⟧', 'J(θ1, θ2) = θ1^2 + 10 θ2^2'],
  ['We minimise `(x-1)^2⟦⟧ + y^2` with $x$ and $y$.', 'f(x, y) = (x-1)^2 + y^2'],
  ['⟦We minimise `(x-1)^2 + y^2` with $x$ and $y$.⟧', 'f(x, y) = (x-1)^2 + y^2'],
  ['⟦Rosenbrock: f(x, y) = (1-x)² + 100(y-x²)²⟧', 'f(x, y) = (1-x)² + 100(y-x²)²'],
  ['⟦f(x) = x₁² + 3x₂²⟧', 'f(x₁, x₂) = x₁² + 3x₂²'],
  [
    '⟦\\|x - 1\\|^2 + \\left\\lVert x \\right\\rVert + \\lvert y \\rvert⟧',
    'f(x[2], y) = norm(x - 1)^2 + norm(x) + abs(y)',
  ],
  [
    '⟦\\|x\\|^2 + \\lambda \\|x\\|_1 + \\|x\\|_{\\infty}⟧',
    'f(x[2], λ) = norm(x)^2 + λ norm(x, 1) + norm(x, Infinity)',
  ],
  ['⟦\\sqrt[3]{x}⟧', 'f(x) = cbrt(x)'],
  [
    '⟦h(x,y) = \\begin{cases} x^2, & \\text{if } x > 0 \\\\ y^2 & \\text{otherwise.} \\end{cases}⟧',
    'h(x, y) = (x > 0 ? x^2 : y^2)',
  ],
  [
    '⟦\\begin{cases} x & x \\ge 1 \\\\ -x & x < 0 \\end{cases} + y⟧',
    'f(x, y) = (x >= 1 ? x : x < 0 ? -x : NaN) + y',
  ],
];

test.each(PLAIN)('%s', async (selected, gd) => {
  const { found } = await read('plaintext', selected);
  expect(found).toMatchObject({ text: `${gd}\n` });
  expect(parseGd(`${gd}\n`).problems).toEqual([]);
});

const REFUSED: readonly [language: string, selected: string, message: RegExp][] = [
  ['plaintext', '⟦hello there my friend⟧', /^Descent looked for a formula such as x\^2 \+ y\^2/],
  ['plaintext', '⟦⟧', /^Descent looked for a formula/],
  ['plaintext', '⟦1 + 2⟧', /no unknown/],
  ['plaintext', '⟦x(y+1) + 2⟧', /x\(…\) reads as a call of a function x.*write x\*\(…\)/],
  ['plaintext', '⟦\\sum_{i=1}^{n} x_i^2⟧', /the upper end n of the sum is not known; write a number/],
  ['plaintext', '⟦\\sum_{i=1}^{2} x_i^2 + x_i⟧', /i is used outside its sum/],
  ['plaintext', '⟦\\oint x⟧', /\\oint is not known/],
  ['plaintext', '⟦\\|x^2⟧', /a \\\| is not closed; write norm\(…\)/],
  ['plaintext', '⟦\\|x\\|_F^2⟧', /a norm with the subscript F is not known; write a number, or norm\(x, p\)/],
  [
    'plaintext',
    '⟦\\left(a + b\\right)_1⟧',
    /a subscript belongs to a letter or to a norm; leave this one out/,
  ],
  ['plaintext', '⟦\\begin{cases} x & x > 0⟧', /cases are not ended; write \\end\{cases\}/],
  ['plaintext', '⟦\\begin{bmatrix} x \\end{bmatrix}⟧', /an environment bmatrix is not known; use cases/],
  ['plaintext', '⟦\\begin x⟧', /an environment needs its name/],
  [
    'python',
    'class A:\n    def loss(self, x):\n        return (⟦⟧self.k * x)**2',
    /^loss: what self holds is known only when the program runs; make what is read from it parameters/,
  ],
  ['python', 'def main():\n    pri⟦⟧nt("x")', /^main: a function without parameters/],
  ['python', 'x = ⟦⟧3', /^Descent looked for a function/],
  ['gd', 'f(x) = x^2⟦⟧ +\n', /ends/],
];

test.each(REFUSED)('%s: %s is refused', async (language, selected, message) => {
  const { found } = await read(language, selected);
  expect(found).toHaveProperty('message', expect.stringMatching(message));
});

const CODE: readonly [language: string, selected: string, gd: string][] = [
  [
    'python',
    '⟦f = lambda theta: theta[:, 0]**2 + theta[:, 1]**2\ntheta = np.array([[2, 1]])⟧\n',
    'f(theta[2]) = theta[1]^2 + theta[2]^2\n\nminimize f\n  from  theta = [2, 1]\n',
  ],
  [
    'python',
    '⟦f = lambda theta: theta[:, 0]**2 + theta[:, 1]**2⟧',
    'f(theta[2]) = theta[1]^2 + theta[2]^2\n',
  ],
  ['python', 'print(⟦(1-x)**2 + 100*(y-x**2)**2⟧)', 'f(x, y) = (1 - x)^2 + 100 * (y - x^2)^2\n'],
  [
    'python',
    'a = 3\ndef f(x, y):\n    r = x - a\n    return ⟦r**2 + y**2⟧ + 5',
    'a = 3\nf(x, y) = (x - a)^2 + y^2\n',
  ],
  ['python', 'def f(x, y):\n    r = x - ⟦⟧1\n    return r**2 + y**2', 'f(x, y) = (x - 1)^2 + y^2\n'],
  ['python', '# the bowl ⟦x^2 + y^2⟧\n', 'f(x, y) = x^2 + y^2\n'],
  [
    'javascript',
    'const f = (x) => { const u = x[0]; return ⟦u * u + x[1] ** 2⟧; };',
    'f(x[2]) = x[1] * x[1] + x[2]^2\n',
  ],
  ['typescript', 'const k = 2;\nconst f = (x: number⟦⟧) => k * x ** 2;', 'k = 2\nf(x) = k * x^2\n'],
  ['markdown', '# A\n```python\nf = lambda x: x[0]**2⟦⟧ + x[1]**2\n```\n', 'f(x[2]) = x[1]^2 + x[2]^2\n'],
  ['markdown', '- `x^2 ⟦⟧+ y^2` is round', 'f(x, y) = x^2 + y^2\n'],
  ['gd', 'a = 2\nf(x, y) = ⟦a*x^2⟧ + y^2\n', 'a = 2\nf_part(x) = a*x^2\n'],
  ['gd', 'f(x) = x^2⟦⟧\n\nminimize f\n  from  x = 1\n', 'f(x) = x^2\n\nminimize f\n  from  x = 1\n'],
];

test.each(CODE)('%s: %s', async (language, selected, gd) => {
  expect((await read(language, selected)).found).toMatchObject({ text: gd });
  expect(parseGd(gd).problems).toEqual([]);
});

test('the range is what was read of the document', async () => {
  expect((await read('markdown', '# A\n```python\nf = lambda x: x⟦⟧**2\n```\n')).part).toBe(
    'f = lambda x: x**2',
  );
  expect((await read('plaintext', 'so $x^2⟦⟧$ it is')).part).toBe('x^2');
});
