import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../../../src/core/autodiff/check-gradient.ts';
import { forward } from '../../../../src/core/autodiff/forward.ts';
import { hessianVector } from '../../../../src/core/autodiff/hessian-vector.ts';
import { compileGraph } from '../../../../src/core/compile/compile-graph.ts';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';
import { PRIMITIVES } from '../../../../src/core/graph/primitives/table.ts';
import type { Objective } from '../../../../src/core/objective.ts';
import { CLASSICAL_PROBLEMS } from '../../../../src/core/problems/index.ts';
import { expectClose } from '../../support/close.ts';
import { differenceAlong, objectiveOf } from '../../support/objectives.ts';

/** The Hessian entry by entry or by columns, as the library does it, and again from products with unit vectors. */
function hessians(objective: Objective, x: readonly number[]): { whole: number[]; products: number[] } {
  const n = objective.size;
  const f = compileObjective(objective);
  const [at, whole, products] = [Float64Array.from(x), new Float64Array(n * n), new Float64Array(n * n)];
  f.hessian(at, whole);
  for (let i = 0; i < n; i++) {
    f.hessianVector(at, new Float64Array(n).fill(1, i, i + 1), products.subarray(i * n, (i + 1) * n));
  }
  return { whole: Array.from(whole), products: Array.from(products) };
}

/** Holds both to the expected entries. */
function hold(cases: readonly (readonly [text: string, x: readonly number[], hessian: readonly number[]])[]) {
  test.each(cases)('%s at %j', (text, x, expected) => {
    const { whole, products } = hessians(objectiveOf(text), x);
    expectClose(whole, expected, 1e-12, 'entries');
    expectClose(products, expected, 1e-12, 'products');
  });
}

interface Reference {
  readonly x: readonly number[];
  readonly value: number;
  readonly gradient: readonly number[];
  readonly hessian: readonly number[];
}

/** From test/oracles/problem-derivatives.py. */
const REFERENCES: Readonly<Record<string, readonly Reference[]>> = JSON.parse(
  readFileSync(new URL('../../../fixtures/problem-derivatives.json', import.meta.url), 'utf8'),
);

describe('the classical problems, against the formulas of the papers in 100 digits', () => {
  test.each(CLASSICAL_PROBLEMS.map((problem) => [problem.name, problem] as const))('%s', (name, problem) => {
    const references = REFERENCES[name] as readonly Reference[];
    expect(references).toHaveLength(2);
    const objective = objectiveOf(problem.definition);
    const f = compileObjective(objective);
    for (const { x, value, gradient, hessian } of references) {
      const size = (entries: readonly number[]) => Math.max(...entries.map(Math.abs));
      const near = (actual: ArrayLike<number>, expected: readonly number[], note: string) => {
        const scale = Math.max(size(expected), 1e-3 * Math.abs(value));
        const scaled = (entries: ArrayLike<number>) => Array.from(entries, (entry) => entry / scale);
        expectClose(scaled(actual), scaled(expected), 2e-13, `${note} at ${x}`);
      };
      const [at, g] = [Float64Array.from(x), new Float64Array(x.length)];
      near([f.value(at)], [value], 'value');
      f.gradient(at, g);
      near(g, gradient, 'reverse mode');
      f.gradient(at, g, 'forward');
      near(g, gradient, 'forward mode');
      const { whole, products } = hessians(objective, x);
      near(whole, hessian, 'Hessian');
      near(products, hessian, 'products');
    }
  });
});

/** Inside of each function's domain, away from jumps and kinks. */
const POINTS: Readonly<Record<string, readonly number[]>> = {
  acosh: [1.7],
  pow: [1.3, 1.7],
  mod: [2.2, 0.9],
};

describe('every elementwise primitive: second order against differences of the gradient', () => {
  const rows = Object.entries(PRIMITIVES).filter(([, row]) => row.kind === 'elementwise');
  test.each(rows)('%s', (name, { arity }) => {
    const b = new GraphBuilder();
    const fixed = name === 'polygamma' || name === 'select' ? [b.constant(1)] : [];
    const free = name === 'rootShare' ? 2 : (arity as number) - fixed.length;
    const names = Array.from({ length: free }, (_, offset) => `x${offset}`);
    const inputs = names.map((each, offset) => b.parameter(each, [], offset));
    // The last input of a slope of a root is the root itself, √(u² + p).
    const [u, p] = inputs as [number, number];
    if (name === 'rootShare') inputs.push(b.apply('sqrt', [b.add(b.mul(u, u), p)]));
    // Squared, so that linear operations have second derivatives too.
    const own = b.apply(name, [...fixed, ...inputs]);
    const output = b.add(own, b.mul(own, own));
    const parameters = names.map((each, offset) => ({ name: each, shape: [], offset, size: 1 }));
    const size = names.length;
    const described = { name: 'f', text: '', tex: '', documentation: '' };
    const objective: Objective = { ...described, parameters, size, graph: b.nodes, output };
    const x = POINTS[name] ?? [0.37, 0.81];
    const check = checkGradient(objective, x.slice(0, size));
    expect(check.message).toMatch(/^the gradient agrees/);
    const { whole, products } = hessians(objective, x.slice(0, size));
    expectClose(whole, products);
  });
});

describe('a branch that is not taken does not count', () => {
  hold([
    ['f(x) = x > 0 ? log(x) : x^2', [-1], [2]],
    ['f(x) = x > 0 ? log(x) : x^2', [0], [2]],
    ['f(x) = x > 0 ? sqrt(x) : x^3', [0], [0]],
    ['f(x) = x == 0 ? 1 : sin(x)/x', [0], [0]],
    ['f(x, y) = max(x, y)^2', [1, 2], [0, 0, 0, 2]],
    ['f(x, y) = min(x^2, log(y))', [3, 0.5], [0, 0, 0, -4]],
    ['f(x[3]) = sum(x > 0 ? log(x) : x)', [1, -1, 0], [-1, 0, 0, 0, 0, 0, 0, 0, 0]],
    [
      'f(v[2], w[2]) = sum(v > 0 ? v.^2 : sum(log(w))*v)',
      [1, 2, -1, 0],
      [2, 0, 0, 0, 0, 2, ...new Array(10).fill(0)],
    ],
    ['f(s, w[2]) = s > 0 ? s^2 : sum(log(w))', [1, -1, 0], [2, 0, 0, 0, 0, 0, 0, 0, 0]],
    // x^(2b): 2b(2b − 1)x^(2b−2), 2x^(2b−1)(1 + 2b log x) and (2 log x)² x^(2b).
    ...[
      'y^(-0.5)',
      'sum(lusolve([y^(-0.5), 5; 1, 3], [1, 2]))',
      'sum([x, 2; 3, 4]*[1, log(y)])',
      'det([log(y), x; 1, y])',
    ].map(
      (other) =>
        [
          `f(x, y, b) = (y < 0 ? x^2 : ${other})^b`,
          [2, -1, 1.5],
          [12, 0, 8 * (1 + Math.log(8)), 0, 0, 0, 8 * (1 + Math.log(8)), 0, 8 * Math.log(4) ** 2],
        ] as const,
    ),
    // cot(x) is chosen nowhere, by a power that is none.
    [
      'f(x, y) = hypot((y < 10 ? x : (y^0.9)*x) > 4 ? cot(y^0.9) : x, y*x)',
      [2, -1],
      [0, -Math.SQRT1_2, -Math.SQRT1_2, Math.SQRT1_2],
    ],
  ]);
});

describe('awkward points', () => {
  hold([
    ['f(x) = x^2', [-3], [2]],
    ['f(x) = x^3', [0], [0]],
    ['f(x) = 3*x + 1', [5], [0]],
    ['f(x) = log(1 + exp(x))', [1000], [0]],
    ['f(x) = log(1 + exp(x))', [0], [0.25]],
    ['f(x) = abs(x)', [0], [0]],
    ['f(x[2]) = norm(x)', [0, 0], [0, 0, 0, 0]],
    ['f(x[2]) = norm(x)', [3, 4], [0.128, -0.096, -0.096, 0.072]],
    ['f(x, y) = logsumexp([x, y])', [1000, 1000], [0.25, -0.25, -0.25, 0.25]],
    ['f(x[3]) = prod(x)', [2, 0, 3], [0, 3, 0, 3, 0, 2, 0, 2, 0]],
    ['f(A[2, 2]) = det(A)', [1, 2, 3, 4], [0, 0, 0, 1, 0, 0, -1, 0, 0, -1, 0, 0, 1, 0, 0, 0]],
  ]);
});

/** Σ 100(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)² */
const rosenbrock = (n: number) => `f(x[${n}]) = sum(100*(x[2:end] - x[1:end-1].^2).^2 + (1 - x[1:end-1]).^2)`;

/** ∇²f(x)·v of Rosenbrock's function by hand. */
function rosenbrockProduct(x: Float64Array, v: Float64Array): Float64Array {
  const out = new Float64Array(x.length);
  for (let i = 0; i + 1 < x.length; i++) {
    const [a, c, p, q] = [x[i] as number, x[i + 1] as number, v[i] as number, v[i + 1] as number];
    out[i] = (out[i] as number) + (1200 * a * a - 400 * c + 2) * p - 400 * a * q;
    out[i + 1] = (out[i + 1] as number) - 400 * a * p + 200 * q;
  }
  return out;
}

const wave = (n: number, step: number) => Float64Array.from({ length: n }, (_, i) => Math.sin(step * i + 1));

describe('many variables', () => {
  test.each([3, 50, 1000])('the Hessian of Rosenbrock in %i variables, exactly symmetric', (n) => {
    const x = wave(n, 1);
    const out = new Float64Array(n * n);
    compileObjective(objectiveOf(rosenbrock(n))).hessian(x, out);
    const [v, product] = [wave(n, 3), new Float64Array(n)];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        product[i] = (product[i] as number) + (out[i * n + j] as number) * (v[j] as number);
        if (out[i * n + j] !== out[j * n + i]) expect(out[i * n + j]).toBe(out[j * n + i]);
      }
    }
    expectClose(product, rosenbrockProduct(x, v), 1e-10);
  });

  test('a product in 100 000 variables', () => {
    const n = 100_000;
    const [x, v, out] = [wave(n, 1), wave(n, 3), new Float64Array(n)];
    compileObjective(objectiveOf(rosenbrock(n))).hessianVector(x, v, out);
    expectClose(out, rosenbrockProduct(x, v), 1e-10);
  });
});

describe('sparse and dense Hessians, each in its own way, have the entries that products with unit vectors have', () => {
  test.each([
    'f(x[40]) = (sum(x.^2) - 1)^2',
    'f(x[60]) = sum(x[1:58].*sin(x[3:60])) + x[1]*x[60]^2',
    'f(x[60]) = sum(x[end:-1:1].*x.^3)',
    'f(x[60]) = sum(x[[1, 1, 7, 60]].^4) + sum(floor(x).*x)',
    'f(x[60]) = sum(x > 0 ? log(abs(x)) : x.^2) + sum(x > 0.5 ? x.^2 : exp(x))',
    'f(A[20, 4]) = sum(sum(A, 2).^3) + sum(exp(A[:, 2]))',
    'f(A[20, 4]) = sum(prod(A, 2))',
    'f(A[20, 4], w[4]) = sum((A*w).^2)',
    "f(A[4, 20]) = sum(sum((A').^2, 2).^2)",
    'f(x[60]) = sum(i, 1, 30, hypot(x[2*i - 1] - 1, x[2*i])^3)',
    'f(A[3, 3], b[3]) = sum(lusolve(A + 3*[1, 0, 0; 0, 1, 0; 0, 0, 1], b))',
  ])('%s', (text) => {
    const objective = objectiveOf(text);
    const { whole, products } = hessians(objective, Array.from(wave(objective.size, 1)));
    expectClose(whole, products, 1e-10);
  });
});

/** Along v, the third derivative: forward over forward over reverse. */
function thirdAlong(objective: Objective, v: readonly number[]): (x: Float64Array) => number {
  const b = new GraphBuilder(objective.graph);
  const nodes = objective.parameters.map(({ name, shape, offset }) => b.parameter(name, shape, offset));
  const direction = objective.parameters.map(({ offset, size, shape }) =>
    b.constant(Float64Array.from(v.slice(offset, offset + size)), shape),
  );
  const products = hessianVector(b, objective.output, nodes, direction);
  const along = new Map(nodes.map((node, i) => [node, direction[i] as number]));
  const curvature = products
    .map((product, i) => b.sum(b.mul(product, direction[i] as number)))
    .reduce((sum, part) => b.add(sum, part));
  const run = compileGraph(b.nodes, [forward(b, curvature, along)]);
  return (x) => run(x, new Float64Array(0));
}

describe('third derivatives by composition', () => {
  test.each([
    ['f(x) = x^5', [1.3], [1]],
    ['f(x, y) = sin(x*y) + exp(x)/y', [0.7, 1.9], [1, -2]],
    ['f(x[3]) = logsumexp(x.^2) + norm(x)', [0.5, -0.8, 1.1], [1, 0.5, -1]],
    ['f(x, y) = x > 0 ? x^3*y : log(x)', [1.5, 2], [1, 1]],
    [rosenbrock(5), [1.2, 0.3, -0.7, 0.4, 0.9], [1, -1, 0.5, 0.25, 2]],
  ] as const)('%s', (text, x, v) => {
    const objective = objectiveOf(text);
    const f = compileObjective(objective);
    const product = new Float64Array(x.length);
    const curvature = (at: Float64Array) => {
      f.hessianVector(at, Float64Array.from(v), product);
      return product.reduce((sum, entry, i) => sum + entry * (v[i] as number), 0);
    };
    const difference = differenceAlong(curvature, x, v);
    expectClose([thirdAlong(objective, v)(Float64Array.from(x))], [difference.value], 1e-8);
  });
});

describe('random expressions', () => {
  const { node } = fc.letrec<{ node: string; leaf: string }>((tie) => ({
    leaf: fc.constantFrom('x', 'y', 'v[1]', 'v[2]', '0.5', '2'),
    node: fc.oneof(
      { maxDepth: 4, depthSize: 'medium' },
      tie('leaf'),
      fc
        .tuple(fc.constantFrom('+', '-', '*'), tie('node'), tie('node'))
        .map(([op, a, c]) => `(${a} ${op} ${c})`),
      fc.tuple(tie('node'), tie('node')).map(([a, c]) => `(${a})/(1.5 + (${c})^2)`),
      fc
        .tuple(fc.constantFrom('sin', 'tanh', 'sigmoid', 'asinh', 'erf'), tie('node'))
        .map(([f, a]) => `${f}(${a})`),
      tie('node').map((a) => `sum(tanh(v*(${a})))`),
      tie('node').map((a) => `(x > 9 ? log(-1 - (${a})^2) : ${a})`),
    ),
  }));
  test('entries and products agree; the Hessian is symmetric; nothing disagrees with differences', () => {
    // On a grid on which no two entries nearly cancel: what is left of such a sum is rounding, and has no derivative.
    const entry = (i: number) =>
      fc.integer({ min: -1500, max: 1500 }).map((k) => k / 1000 + 1.37e-4 * (i + 1));
    fc.assert(
      fc.property(node, fc.tuple(entry(0), entry(1), entry(2), entry(3)), (text, x) => {
        const objective = objectiveOf(`f(x, y, v[2]) = ${text}`);
        const { whole, products } = hessians(objective, x);
        expectClose(whole, products, 1e-9);
        whole.forEach((second, k) => {
          expect(second).toBe(whole[(k % 4) * 4 + Math.floor(k / 4)]);
        });
        expect(checkGradient(objective, x, { tolerance: 1e-5 })).not.toMatchObject({ verdict: 'disagrees' });
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
