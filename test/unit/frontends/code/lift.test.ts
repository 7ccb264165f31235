import { expect, test } from 'vitest';
import { lifter, liftOne, liftTexts } from './values.ts';

test("the article's line, with the start beside it", async () => {
  const code = 'f = lambda theta: theta[:, 0]**2 + theta[:, 1]**2\ntheta = np.array([[2, 1]])\n';
  expect(await liftOne(code, 'python')).toMatchObject({
    name: 'f',
    text: 'f(theta[2]) = theta[1]^2 + theta[2]^2\n',
    start: 'theta = [2, 1]',
    range: { start: 0, end: 49 },
    nameRange: { start: 0, end: 1 },
  });
});

const FORMULAS: readonly [python: string, gd: string][] = [
  [
    'def f(x, y, a=1, b=100):\n    return (a - x)**2 + b*(y - x**2)**2',
    'a = 1\nb = 100\nf(x, y) = (a - x)^2 + b * (y - x^2)^2\n',
  ],
  ['c = 3\ndef f(x):\n    """Steep."""\n    return c * x**2', 'c = 3\n# Steep.\nf(x) = c * x^2\n'],
  ['# Two lines\n# of comment.\ndef f(x):\n    return x**2', '# Two lines\n# of comment.\nf(x) = x^2\n'],
  [
    'A = np.array([[2, 0], [0, 3]])\ndef f(w):\n    return w @ A @ w',
    'A = [[2, 0], [0, 3]]\nf(w[2]) = dot(w * A, w)\n',
  ],
  ['def f(x):\n    return sum(v**2 for v in x)', 'f(x[2]) = sum(i, 1, 2, x[i]^2)\n'],
  ['def f(x):\n    return sum(i * x[i] for i in range(3))', 'f(x[3]) = sum(i, 0, 2, i * x[i + 1])\n'],
  ['n = 4\ndef f(x):\n    return sum(x[i]**2 for i in range(n))', 'n = 4\nf(x[4]) = sum(i, 1, n, x[i]^2)\n'],
  ['def f(W):\n    return W[0, 1]**2 + W[2, 0]**2', 'f(W[3, 2]) = W[1, 2]^2 + W[3, 1]^2\n'],
  ['def f(x):\n    return x[0]**2 + 1', 'f(x[1]) = x[1]^2 + 1\n'],
  [
    'def f(theta):\n    return np.sum(theta**2, axis=1)\nf(np.array([[2, 1, 3]]))',
    'f(theta[3]) = sum(theta .^ 2)\n',
  ],
  ['def f(e, sum):\n    return e**2 + sum', 'f(e_, sum_) = e_^2 + sum_\n'],
  ['def f(x: list[float]):\n    return x[0]**2', 'f(x[2]) = x[1]^2\n'],
  [
    'data = [(0, 1), (1, 3)]\ndef f(m, b):\n    return sum((m*t + b - y)**2 for t, y in data)',
    'data = [[0, 1], [1, 3]]\nf(m, b) = sum(i, 1, 2, (m * data[i, 1] + b - data[i, 2])^2)\n',
  ],
  ['from math import *\ndef f(x):\n    return sin(pi*x)', 'f(x) = sin(pi * x)\n'],
  ['def f(p):\n    return np.sum(p**2, axis=1) + p[:, 0]', 'f(p[2]) = sum(p .^ 2) + p[1]\n'],
  [
    'def f(x):\n    w = 1 + x / 4\n    return np.sum(w[1:]**2) + w[-1]',
    'f(x[2]) = sum((1 + x[2:end] / 4) .^ 2) + (1 + x[2] / 4)\n',
  ],
  ['def f(x=1, y=2):\n    return x**2 + y**2', 'f(x, y) = x^2 + y^2\n'],
  // What is made of a short list of formulas is written out, of numbers summed up.
  ['def f(x, y):\n    return sum(v*v for v in [x, y])', 'f(x, y) = x * x + y * y\n'],
  [
    'def f(x, y):\n    return sum((a - b)**2 for a, b in zip([x, y], [1, 2]))',
    'f(x, y) = (x - 1)^2 + (y - 2)^2\n',
  ],
  [
    'def f(x, y):\n    t = 0\n    for i, v in enumerate((x, y)):\n        t += v**i\n    return t',
    'f(x, y) = x^0 + y^1\n',
  ],
  [
    'def f(x):\n    return sum(x[i] * x[(i + 1) % len(x)] for i in range(3))',
    'f(x[3]) = x[1] * x[2] + x[2] * x[3] + x[3] * x[1]\n',
  ],
  [
    'def f(x):\n    return sum(c * x**i for i, c in enumerate([1, 0, -2]))',
    'f(x) = sum(i, 0, 2, [1, 0, -2][i + 1] * x^i)\n',
  ],
  [
    'def f(x, y):\n    return sum(v for v in [x, y] if v > 0)',
    'f(x, y) = sum(i, 1, 2, [x, y][i] > 0 ? [x, y][i] : 0)\n',
  ],
];

const REDUCED: readonly [javascript: string, gd: string][] = [
  ['const f = (x) => x.map((v) => v ** 2).reduce((a, b) => a + b);', 'f(x[2]) = sum(i, 1, 2, x[i]^2)\n'],
  ['const f = (x) => x.reduce((a, b) => b * a);', 'f(x[2]) = prod(i, 1, 2, x[i])\n'],
  [
    'const f = (x) => x.reduce((a, b, i) => a + i * b) + x[2];',
    'f(x[3]) = x[1] + sum(i, 1, 2, i * x[i + 1]) + x[3]\n',
  ],
  ['const f = (x, y) => [x * x, y].reduce((a, b) => a - b);', 'f(x, y) = x * x - y\n'],
];

test.each(REDUCED)('%s', async (javascript, gd) => {
  expect((await liftOne(javascript, 'javascript')).text).toBe(gd);
});

test.each(FORMULAS)('%s', async (python, gd) => {
  expect((await liftOne(python, 'python')).text).toBe(gd);
});

test('a helper becomes a definition of its own', async () => {
  const texts = await liftTexts(
    'def sq(t):\n    return t*t\n\ndef f(x, y):\n    return sq(x) + sq(y - 1)\n',
    'python',
  );
  expect(texts).toEqual(['sq(t) = t * t\n', 'sq(t) = t * t\nf(x, y) = sq(x) + sq(y - 1)\n']);
});

const STARTS: readonly [code: string, start: string][] = [
  ['f = lambda x, y: x**2 + y**2\nf(1, 2.5)', 'x = 1, y = 2.5'],
  ['def f(p):\n    a, b = p\n    return a**2 + b**2\nx0 = [3, 4]\nminimize(f, x0)', 'p = [3, 4]'],
  [
    'def f(p):\n    a, b = p\n    return a**2 + b**2\ndef main():\n    x0 = np.array([3, -4.5])\n    minimize(f, x0)',
    'p = [3, -4.5]',
  ],
  ['def f(x=1, y=-2):\n    return x**2 + y**2', 'x = 1, y = -2'],
];

test.each(STARTS)('the start of %s', async (code, start) => {
  expect((await liftOne(code, 'python')).start).toBe(start);
});

test('without numbers beside it there is no start', async () => {
  expect((await liftOne('def f(x, y):\n    return x**2 + y**2', 'python')).start).toBeUndefined();
});

const REFUSED: readonly [code: string, part: string, reason: string][] = [
  [
    'def f(x):\n    y = x[:]\n    y += 1\n    return np.sum(x * y)',
    'y += 1',
    '+= changes the array in place, and others with it; write y = y + …',
  ],
  [
    'def f(x):\n    return x + np.random.rand()',
    'np.random.rand()',
    'random numbers differ from call to call; use fixed numbers',
  ],
  [
    'def f(x):\n    while x > 1:\n        x = x / 2\n    return x',
    'while x > 1:\n        x = x / 2',
    'a while loop has no fixed length; write for … in range(n)',
  ],
  [
    'def f(x):\n    return round(x) + 1',
    'round(x)',
    'rounding half to even has no counterpart; write floor(x + 0.5)',
  ],
  [
    'def f(x):\n    return (x ^ 2) + 1',
    'x ^ 2',
    'operations on bits have no derivative; use arithmetic, or and, or, not for conditions',
  ],
  [
    'def f(x):\n    return np.linalg.det(np.array([[x[0], 1, 0], [2, x[1], 3]]))',
    'np.linalg.det(np.array([[x[0], 1, 0], [2, x[1], 3]]))',
    'a 2×3 matrix is no square matrix; give it as many rows as columns',
  ],
  [
    'def f(x):\n    return np.linalg.solve(np.eye(2), np.array([1, 2, 3]))[0] + x',
    'np.linalg.solve(np.eye(2), np.array([1, 2, 3]))',
    'a matrix of 2 rows and a vector of 3 do not fit; make them equally long',
  ],
  ['def f(x):\n    return x * f(x - 1)', 'f(x - 1)', 'f calls itself; write it as a loop of known length'],
  ['def f(x):\n    return x * q', 'q', 'q is not known here; define it in the same file'],
  [
    'a = 1\na = 2\ndef f(x):\n    return x * a',
    'a',
    'a changes in the course of the program; assign it once',
  ],
  [
    'def f(x):\n    return x and x + 1',
    'x and x + 1',
    'and between values that are no conditions; compare them first',
  ],
];

test.each(REFUSED)('%s is refused', async (code, part, reason) => {
  const { objectives, refusals } = await lifter.lift(code, 'python');
  expect(objectives).toEqual([]);
  expect(refusals.map((each) => [code.slice(each.range.start, each.range.end), each.reason])).toEqual([
    [part, reason],
  ]);
});

const SILENT = [
  'def main():\n    print("hello")',
  'def greet(name):\n    return "hi " + name',
  'def total(order):\n    return order.price * order.count',
  'def grad(x):\n    return np.array([2 * x[0], 2 * x[1]])',
  'class A:\n    def m(self, x):\n        return self.k * x',
  'def save(path: str):\n    with open(path) as f:\n        return f.read()',
  'def get(x):\n    return x',
  'async def f(x):\n    return x**2',
];

test.each(SILENT)('%s is passed over, but explained where it is pointed at', async (code) => {
  expect(await lifter.lift(code, 'python')).toEqual({ objectives: [], refusals: [] });
  const pointed = await lifter.lift(code, 'python', { start: code.length - 1, end: code.length - 1 });
  expect(pointed.refusals).toHaveLength(1);
});

test('TypeScript with types, casts and documentation', async () => {
  const code = `const a = 1, b = 100;
/** The valley. */
export const f = ([x, y]: [number, number]): number => ((a - x) ** 2 as number) + b * (y! - x ** 2) ** 2;
minimize(f, [-1.2, 1]);`;
  expect(await liftOne(code, 'typescript')).toMatchObject({
    text: 'a = 1\nb = 100\n# The valley.\nf(x, y) = (a - x)^2 + b * (y - x^2)^2\n',
    start: 'x = -1.2, y = 1',
  });
});

test('broken code elsewhere hides nothing', async () => {
  expect(await liftTexts('def g(:\n\ndef f(x):\n    return x**2\n', 'python')).toContain('f(x) = x^2\n');
});

test('where a value is missing, the character beside it is marked', async () => {
  const code = 'const bowl = (x, y) => x ** 2 + 5 *  ** 2;\n';
  const { refusals } = await lifter.lift(code, 'javascript', { start: 0, end: code.length });
  expect(refusals.length).toBeGreaterThan(0);
  for (const { range } of refusals) expect(range.end).toBeGreaterThan(range.start);
});
