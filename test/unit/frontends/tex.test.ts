import { expect, test } from 'vitest';
import { parseExpression } from '../../../src/frontends/parse-expression.ts';
import { texExpression, texName } from '../../../src/frontends/tex.ts';

test.each([
  ['x', 'x'],
  ['theta', '\\theta'],
  ['θ1', '\\theta_{1}'],
  ['θ₁₂', '\\theta_{12}'],
  ['theta_1', '\\theta_{1}'],
  ['φ', '\\varphi'],
  ['iota', '\\iota'],
  ['Ω_2', '\\Omega_{2}'],
  ['x_max', 'x_{\\mathrm{max}}'],
  ['weight_decay', '\\mathrm{weight\\_decay}'],
  ['rate_of_layer_2', '\\mathrm{rate\\_of\\_layer\\_2}'],
  ['loss', '\\mathrm{loss}'],
  ['x′', "x'"],
  ['constructor', '\\mathrm{constructor}'],
])('the name %s', (name, tex) => {
  expect(texName(name)).toBe(tex);
});

test.each([
  ['x^2 + y^2', '{x}^{2} + {y}^{2}'],
  ['(1 - x)^2', '(1 - x)^{2}'],
  ['a - (b - c)', 'a - (b - c)'],
  ['a - b - c', 'a - b - c'],
  ['(a + b)*c', '(a + b)\\,c'],
  ['a/b/c', '\\frac{\\frac{a}{b}}{c}'],
  ['a/(b + 1)', '\\frac{a}{b + 1}'],
  ['(a/b)^2', '{\\left(\\frac{a}{b}\\right)}^{2}'],
  ['2*3', '2 \\cdot 3'],
  ['2*x', '2\\,x'],
  ['-x^2', '-{x}^{2}'],
  ['(-x)^2', '(-x)^{2}'],
  ['(x^2)^3', '({x}^{2})^{3}'],
  ['θ1^2 + w_max^2', '\\theta_{1}^{2} + {w_{\\mathrm{max}}}^{2}'],
  ['(x^2 + 1/y)^2', '{\\left({x}^{2} + \\frac{1}{y}\\right)}^{2}'],
  ['x^y^z', '{x}^{{y}^{z}}'],
  ['1e-3*x', '0.001\\,x'],
  ['1e-7', '10^{-7}'],
  ['2.5e30', '2.5 \\cdot 10^{30}'],
  ['sqrt(x)', '\\sqrt{x}'],
  ['abs(x - 1)', '\\left|x - 1\\right|'],
  ['norm(x)', '\\left\\|x\\right\\|'],
  ['exp(-x)', '\\exp(-x)'],
  ['sigmoid(x)', '\\operatorname{sigmoid}(x)'],
  ['sum(i, 1, n, x[i]^2)', '\\sum_{i=1}^{n} {x}_{i}^{2}'],
  ['prod(i, 1, 3, i)', '\\prod_{i=1}^{3} i'],
  ["X'", 'X^{\\mathsf T}'],
  ['n!', 'n!'],
  ['(n + 1)!', '(n + 1)!'],
  ['[1, 2; 3, 4]', '\\begin{bmatrix}1 & 2 \\\\ 3 & 4\\end{bmatrix}'],
  ['x >= 0 ? x : -x', '\\begin{cases}x & \\text{if } x \\ge 0 \\\\ -x & \\text{otherwise}\\end{cases}'],
  ['pi*a', '\\pi\\,a'],
  ['x mod 3', 'x \\bmod 3'],
  ['not a and b', '\\lnot a \\land b'],
])('%s in TeX', (text, tex) => {
  expect(texExpression(parseExpression(text))).toBe(tex);
});

test('ten thousand terms do not exhaust the stack', () => {
  for (const sign of [' + ', ' - ', '*', '/', ' and ']) {
    const tex = texExpression(parseExpression(new Array(10_000).fill('x').join(sign)));
    expect(tex.match(/x/g)).toHaveLength(10_000);
  }
});
