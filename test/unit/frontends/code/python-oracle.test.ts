import { expect, test } from 'vitest';
import { liftedValue } from './values.ts';

/** Functions with the values that Python 3.11 and NumPy gave for them; a point of one vector is given as it is. */
const CASES: readonly {
  readonly code: string;
  readonly at: readonly (readonly number[])[];
  readonly values: readonly number[];
}[] = [
  {
    code: `f = lambda x, y: (1 - x)**2 + 100*(y - x**2)**2`,
    at: [[-1.2, 1.0]],
    values: [24.199999999999996],
  },
  {
    code: `def f(x, y):
    a, b = x + y, x - y
    return a * b + a`,
    at: [[1.5, -0.5]],
    values: [3.0],
  },
  {
    code: `def f(x, y):
    return x // y + x % y`,
    at: [
      [7.5, 2.0],
      [-7.5, 2.0],
      [7.5, -2.0],
    ],
    values: [4.5, -3.5, -4.5],
  },
  {
    code: `def f(x, y):
    if x > y:
        return x - y
    elif x == y:
        return 0.5
    return (y - x)**2`,
    at: [
      [3, 1],
      [1, 1],
      [1, 3],
    ],
    values: [2.0, 0.5, 4.0],
  },
  {
    code: `def f(x):
    s = 0
    if x > 1:
        s += x**2
    else:
        s -= x
    return s * 2`,
    at: [[3], [0.5]],
    values: [18.0, -1.0],
  },
  {
    code: `def f(x, y):
    return -x**2 + y**-2 - (-y)**2`,
    at: [[3, 2]],
    values: [-12.75],
  },
  {
    code: `def f(x, y):
    return 2**x**y`,
    at: [[1.5, 2]],
    values: [4.756828460010884],
  },
  {
    code: `def f(x, y):
    return x if 0 < x < 1 and not y > 2 else y`,
    at: [
      [0.5, 1],
      [0.5, 3],
      [2, 1],
    ],
    values: [0.5, 3.0, 1.0],
  },
  {
    code: `def f(x):
    return (x > 0) * x + abs(x)`,
    at: [[2], [-2]],
    values: [4.0, 2.0],
  },
  {
    code: `def f(x, y):
    return math.hypot(x, y) + math.atan2(y, x) + math.log(x, 3) + math.log2(y) + math.log10(x) + math.log1p(y)`,
    at: [[2, 3]],
    values: [8.491561609787803],
  },
  {
    code: `def f(x):
    return math.sinh(x) + math.acos(x) + math.asinh(x) + math.atanh(x) + math.erf(x) + math.gamma(x) + math.lgamma(x)`,
    at: [[0.3]],
    values: [6.591810359957969],
  },
  {
    code: `def f(x):
    return math.floor(x) + math.ceil(x) + math.trunc(x) + math.expm1(x) + math.fabs(x)`,
    at: [[-1.5], [2.5]],
    values: [-3.27686983985157, 20.682493960703475],
  },
  {
    code: `def f(x, y):
    return max(x, y, 0.5) - min(x, y) + pow(x, 3)`,
    at: [[1.5, -2]],
    values: [6.875],
  },
  {
    code: `def f(x):
    return sum(x**2)`,
    at: [[1, 2, 3]],
    values: [14.0],
  },
  {
    code: `def f(x):
    return np.sum(x**2 - 10*np.cos(2*np.pi*x)) + 10*len(x)`,
    at: [[0.3, -0.7]],
    values: [26.76033988749895],
  },
  {
    code: `def f(x):
    return sum(100*(x[1:] - x[:-1]**2)**2 + (1 - x[:-1])**2)`,
    at: [[-1.2, 1, 0.5]],
    values: [49.199999999999996],
  },
  {
    code: `def f(x):
    return sum(100*(x[i+1] - x[i]**2)**2 + (1 - x[i])**2 for i in range(len(x) - 1))`,
    at: [[-1.2, 1, 0.5]],
    values: [49.199999999999996],
  },
  {
    code: `def f(x):
    s = 1.0
    for i, v in enumerate(x):
        s += (i + 1) * v**2
    return s`,
    at: [[1, 2, 3]],
    values: [37.0],
  },
  {
    code: `def f(x):
    p = 1
    for v in x:
        p *= v + 1
    return p`,
    at: [[1, 2, 3]],
    values: [24.0],
  },
  {
    code: `def f(x):
    s = 0
    for i in range(3):
        for j in range(i, 3):
            s += x[i] * x[j]
    return s`,
    at: [[1, 2, 3]],
    values: [25.0],
  },
  {
    code: `def f(x):
    s = 0
    for i in range(1, len(x)):
        d = x[i] - x[i-1]
        if d > 0:
            s += d
        else:
            s -= 2 * d
    return s`,
    at: [[1, 3, 2]],
    values: [4.0],
  },
  {
    code: `def f(x):
    a = x[0]
    for i in range(4):
        a = a * x[1] + i
    return a`,
    at: [[0.5, 1.5]],
    values: [10.78125],
  },
  {
    code: `def f(x):
    return sum(a * b for a, b in zip(x, x[1:]))`,
    at: [[1, 2, 4]],
    values: [10.0],
  },
  {
    code: `def f(x):
    return sum(v**2 for v in x if v > 0)`,
    at: [[1, -2, 4]],
    values: [17.0],
  },
  {
    code: `def f(x):
    return x[0]**2 + x[-1] + x[-2]`,
    at: [[1, 2, 4]],
    values: [7.0],
  },
  {
    code: `def f(x):
    return x.dot(x) + np.dot(x, [1, 2]) + x @ x`,
    at: [[1, 2]],
    values: [15.0],
  },
  {
    code: `def f(x):
    return np.linalg.norm(x - 1) + np.linalg.norm(x, 1) + np.linalg.norm(x, np.inf)`,
    at: [[3, -5]],
    values: [19.32455532033676],
  },
  {
    code: `def f(x):
    return np.mean(x) + x.sum() + np.prod(x) + np.max(x) - x.min()`,
    at: [[3, -5]],
    values: [-10.0],
  },
  {
    code: `def f(x):
    return np.var(x) + np.std(x) + np.std(x, ddof=1)`,
    at: [[3, -5, 4]],
    values: [25.182787075736663],
  },
  {
    code: `def f(x):
    return np.sum(np.where(x > 0, x, 0.1*x))`,
    at: [[3, -5, 4]],
    values: [6.5],
  },
  {
    code: `def f(x):
    return np.sum(np.maximum(x, 0)) + np.sum(np.clip(x, -1, 2)) + np.sum(np.abs(x))`,
    at: [[3, -5, 0.4]],
    values: [13.2],
  },
  {
    code: `def f(x):
    A = np.array([[2.0, 1.0], [1.0, 3.0]])
    b = np.array([1, -1])
    return 0.5 * x @ A @ x - b @ x`,
    at: [[3, -5]],
    values: [23.5],
  },
  {
    code: `def f(x):
    return np.sum(np.diff(x)**2) + np.sum(x / (1 + x**2)) + np.sum(2 / x) + np.sum(2.0**x)`,
    at: [[3, -5, 1.5]],
    values: [119.27890789397695],
  },
  {
    code: `def f(x):
    x1, x2 = x
    return (x1**2 + x2 - 11)**2 + (x1 + x2**2 - 7)**2`,
    at: [[3, -5]],
    values: [490.0],
  },
  {
    code: `def f(x):
    def g(t):
        return t**2 + 1
    return g(x[0]) * g(x[1])`,
    at: [[3, -5]],
    values: [260.0],
  },
  {
    code: `def f(x):
    return np.log(np.sum(np.exp(x))) - 2 * np.square(x[0]) + np.power(x[1], 3) + np.sign(x[1])`,
    at: [[0.3, -0.5]],
    values: [-0.6338993340522223],
  },
  {
    code: `def f(x):
    return sum([x[i] * x[j] for i in range(2) for j in range(2)])`,
    at: [[3, -5]],
    values: [4.0],
  },
  {
    code: `def f(x):
    s = 0
    for i in range(0, 4, 2):
        s += x[i] * i
    return s`,
    at: [[3, -5, 2, 1]],
    values: [4.0],
  },
  {
    code: `def f(x):
    return np.arctan2(x[0], x[1]) + np.deg2rad(x[0]) + np.tanh(x).sum()`,
    at: [[0.3, -0.5]],
    values: [2.4356045962667734],
  },
  {
    code: `def f(x):
    return max(abs(v) for v in x) + min(x)`,
    at: [[0.3, -0.5]],
    values: [0.0],
  },
  {
    code: `def f(x):
    S = np.array([[2.0, 0.5], [0.5, 1.0]])
    return x @ np.linalg.solve(S, x) + np.log(np.linalg.det(S)) + np.trace(np.linalg.inv(S)) * x[0]`,
    at: [[0.3, -0.5]],
    values: [1.4967586450782797],
  },
  {
    code: `def f(x):
    M = np.array([[x[0], 1.0], [2.0, x[1]]])
    return M.trace() + np.linalg.det(M) + np.linalg.inv(M)[0, 1] + np.linalg.solve(M, np.eye(2))[1, 0]`,
    at: [[3, 4]],
    values: [16.7],
  },
];

test.each(CASES)('$code', async ({ code, at, values }) => {
  for (const [place, point] of at.entries()) {
    const isVector = /def f\(x\)/.test(code) && point.length > 1;
    // A call beside the function tells the length of its vector.
    const text = isVector ? `${code}\nf(np.array([${point.join(', ')}]))\n` : code;
    const found = await liftedValue(text, 'python', point);
    expect(found).toBeCloseTo(values[place]!, 9);
  }
});
