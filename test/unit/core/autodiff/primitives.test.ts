import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';
import { PRIMITIVES } from '../../../../src/core/graph/primitives/table.ts';
import type { Objective } from '../../../../src/core/objective.ts';
import { FUNCTIONS } from '../../../../src/frontends/elaborate/functions.ts';
import { isClose } from '../../support/close.ts';
import { curvatureAlong, differenceAlong, interpretAt, objectiveOf } from '../../support/objectives.ts';

/** Where each argument is drawn from, so that differences of size 0.01 stay inside the domain and away from jumps. */
type Interval = readonly [number, number];
const DOMAINS: Readonly<Record<string, readonly Interval[]>> = {
  log: [[0.2, 4]],
  log2: [[0.2, 4]],
  log10: [[0.2, 4]],
  log1p: [[-0.7, 3]],
  sqrt: [[0.2, 4]],
  cbrt: [[0.2, 4]],
  asin: [[-0.8, 0.8]],
  acos: [[-0.8, 0.8]],
  atanh: [[-0.8, 0.8]],
  acosh: [[1.3, 4]],
  tan: [[-1.2, 1.2]],
  gamma: [[0.5, 4]],
  lgamma: [[0.5, 4]],
  digamma: [[0.5, 4]],
  polygamma: [
    [1, 1],
    [0.5, 4],
  ],
  pow: [
    [0.3, 3],
    [-2, 2],
  ],
  div: [
    [-3, 3],
    [0.4, 3],
  ],
  hypot: [
    [0.3, 3],
    [0.3, 3],
  ],
  atan2: [
    [0.3, 3],
    [-3, 3],
  ],
  // The quotient stays between two whole numbers.
  mod: [
    [2.1, 2.4],
    [0.8, 1],
  ],
};
const SMOOTH: Interval = [0.15, 2.4];
/** Arguments away from whole and half numbers, where steps jump. */
const STEPS: Interval = [1.1, 1.4];

/** f(x) as an objective of scalar parameters. */
function objectiveFrom(arity: number, build: (b: GraphBuilder, inputs: number[]) => number): Objective {
  const builder = new GraphBuilder();
  const parameters = Array.from({ length: arity }, (_, i) => ({
    name: `x${i}`,
    shape: [],
    offset: i,
    size: 1,
  }));
  const inputs = parameters.map(({ name, shape, offset }) => builder.parameter(name, shape, offset));
  const output = build(builder, inputs);
  return {
    name: 'f',
    parameters,
    size: arity,
    graph: builder.nodes,
    output,
    text: '',
    tex: '',
    documentation: '',
  };
}

/** Holds forward mode, reverse mode, second order and the interpreter against central differences. */
function check(objective: Objective, x: readonly number[], v: readonly number[]): void {
  const compiled = compileObjective(objective);
  const at = Float64Array.from(x);
  const g = new Float64Array(x.length);
  const value = compiled.valueAndGradient(at, g);
  expect(isClose(value, interpretAt(objective, x), 1e-14), `${value} and ${interpretAt(objective, x)}`).toBe(
    true,
  );
  expect(isClose(compiled.value(at), value, 1e-14), `${compiled.value(at)} and ${value}`).toBe(true);
  const slope = compiled.jvp(at, Float64Array.from(v));
  const reverse = g.reduce((sum, entry, i) => sum + entry * (v[i] as number), 0);
  expect(isClose(slope, reverse, 1e-11), `forward ${slope}, reverse ${reverse} at ${x}`).toBe(true);
  const first = differenceAlong((p) => compiled.value(p), x, v);
  expect(
    isClose(slope, first.value, 1e-8 + 10 * first.error),
    `forward ${slope}, differences ${first.value} at ${x}`,
  ).toBe(true);
  const curvature = curvatureAlong(objective, x, v);
  const second = differenceAlong((p) => compiled.jvp(p, Float64Array.from(v)), x, v);
  expect(
    isClose(curvature, second.value, 1e-7 + 10 * second.error),
    `second order ${curvature}, differences ${second.value} at ${x}`,
  ).toBe(true);
}

const STEPWISE = new Set([
  'sign',
  'floor',
  'ceil',
  'fix',
  'round',
  'not',
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
  'and',
  'or',
]);

function domain(name: string, place: number): Interval {
  return DOMAINS[name]?.[place] ?? (STEPWISE.has(name) ? STEPS : SMOOTH);
}

const within = ([low, high]: Interval) => fc.double({ min: low, max: high, noNaN: true });
const direction = (n: number) =>
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n, maxLength: n });

/** √(u² + p). */
function rootOver(b: GraphBuilder, [u, p]: readonly number[]): number {
  return b.apply('sqrt', [b.add(b.mul(u as number, u as number), p as number)]);
}

describe('every elementwise primitive: forward, reverse, second order and differences agree', () => {
  const rows = Object.entries(PRIMITIVES).filter(([, row]) => row.kind === 'elementwise');
  expect(rows.length).toBeGreaterThan(40);
  test.each(rows)('%s', (name, row) => {
    const arity = row.arity as number;
    // The order of a polygamma is a constant; a condition decides alike on both sides of a difference.
    const fixed = name === 'polygamma' || name === 'select' ? 1 : 0;
    // The last input of a slope of a root is the root itself.
    const free = name === 'rootShare' ? 2 : arity - fixed;
    const objective = objectiveFrom(free, (b, inputs) => {
      if (name === 'rootShare') return b.apply(name, [...inputs, rootOver(b, inputs)]);
      return b.apply(name, fixed ? [b.constant(1), ...inputs] : inputs);
    });
    const separate = name === 'max' || name === 'min';
    const point = fc.tuple(...Array.from({ length: free }, (_, i) => within(domain(name, i + fixed))));
    fc.assert(
      fc.property(point, direction(free), (x, v) => {
        fc.pre(!separate || Math.abs((x[0] as number) - (x[1] as number)) > 0.05);
        check(objective, x, v);
      }),
      { numRuns: 12 },
    );
  });
});

describe('every function of the language', () => {
  /** How each function is called on the numbers x, y and the vector v, where not on one number. */
  const CALLS: Readonly<Record<string, string>> = {
    atan2: 'atan2(x, y)',
    mod: 'mod(x + 2, 0.9 + 0.01*y)*0 + mod(2.2 + 0.01*x, 0.9 + 0.01*y)',
    pow: 'pow(x, y)',
    dotPow: 'sum(dotPow(v, x))',
    dotMultiply: 'sum(dotMultiply(v, x*v))',
    dotDivide: 'sum(dotDivide(x, v))',
    equal: 'equal(x, y + 9)',
    unequal: 'unequal(x, y + 9)',
    smaller: 'smaller(x, y + 9)',
    smallerEq: 'smallerEq(x, y + 9)',
    larger: 'larger(x, y + 9)',
    largerEq: 'largerEq(x, y + 9)',
    polygamma: 'polygamma(1, x)',
    log: 'log(x, y + 1.5)',
    hypot: 'hypot(x, y, 2)',
    sum: 'sum(v*x)',
    prod: 'prod(v)*x',
    mean: 'mean(v.^2)*y',
    variance: 'variance(v)*x',
    var: 'var([x, y, 3*x*y])',
    std: 'std([x, 2 + y, 5])',
    max: 'max([x, y + 9, 2])',
    min: 'min([x, y + 9, -2*x])',
    logsumexp: 'logsumexp([x, y, x*y])',
    softmax: 'softmax([x, y, x*y])[2]',
    norm: 'norm(v) + norm([x, y], 3)',
    dot: 'dot(v, [x, y, 2])',
    transpose: 'sum(transpose([x, y; 1, 2])*[x, 3])',
    trace: 'trace([x, y; 1, x*y])',
    det: 'det([x + 3, y; 1, x*y])',
    inv: 'sum(inv([x + 3, y; 1, x*y + 2])*[1, x])',
    lusolve: 'sum(lusolve([x + 3, y; 1, x*y + 2], [y, x]))',
    concat: 'sum(concat(v, [x*y, y]).^2)',
    zeros: 'sum((zeros(3) + x).^2)*y',
    ones: 'sum((ones(2, 2)*[x, y]).^2)',
    identity: 'sum((identity(2)*[x, y]).^3)',
    count: 'count(v)*x^2',
    size: 'size(v)[1]*x^2',
    acosh: 'acosh(x + 1.2)',
    asin: 'asin(x/3)',
    acos: 'acos(x/3)',
    atanh: 'atanh(x/3)',
    tan: 'tan(x/2)',
    sec: 'sec(x/2)',
    floor: 'floor(1.2 + 0.01*x)*x',
    ceil: 'ceil(1.2 + 0.01*x)*x',
    fix: 'fix(1.2 + 0.01*x)*x',
    round: 'round(1.2 + 0.01*x)*x',
    relu: 'relu(x) + relu(-y - 1)',
    add: 'add(x, y)*x',
    subtract: 'subtract(x, y)*x',
    multiply: 'multiply(v, [x, y, x*y])',
    divide: 'divide(x, y + 1)',
    asec: 'asec(x + 1.2)',
    acsc: 'acsc(x + 1.2)',
    acoth: 'acoth(x + 1.2)',
    asech: 'asech(x/3)',
    nthRoot: 'nthRoot(x, 4) + nthRoot(-y, 5)',
    flatten: 'dot(flatten([x, y; 1, x*y]), [1, 2, 3, x])',
    cross: 'sum(cross(v, [x, y, x*y]))',
  };
  test.each(Object.keys(FUNCTIONS))('%s', (name) => {
    const objective = objectiveOf(`f(x, y, v[3]) = ${CALLS[name] ?? `${name}(x)`}`);
    const point = fc.tuple(...new Array(5).fill(0).map(() => within([0.4, 2.2])));
    fc.assert(
      fc.property(point, direction(5), (x, v) => check(objective, x, v)),
      { numRuns: 8 },
    );
  });
});

describe('reductions along an axis, products of matrices and rearrangements', () => {
  test.each([
    'f(A[2, 3]) = sum(sum(A.^2, 1).^2)',
    'f(A[2, 3]) = sum(sum(A.^2, 2).^2)',
    'f(A[2, 3]) = sum(norm(A, 2, 1).*[1, 2, 3]) + sum(norm(A, 3, 2))',
    'f(A[2, 3]) = sum(dot(A, A.^2, 1).*[1, 2, 3]) + norm(A, "fro")',
    'f(A[2, 3]) = norm(A.*[1, 9; 30, 5; 2, 8]\', 1) + norm(A.*[1, 9; 30, 5; 2, 8]\', "inf")',
    'f(A[2, 3]) = hypot(A) + hypot(A[1, :])',
    'f(A[2, 3]) = sum(mean(A.^2, 1).*[1, 2, 3])',
    'f(A[2, 3]) = sum(prod(A, 2).^2)',
    "f(A[2, 3]) = sum(std(A.*[1, 5; 9, 2; 4, 7]', 1))",
    'f(A[2, 3]) = sum(variance(A, 2).*[1, 2])',
    "f(A[2, 3]) = sum(max(A.*[1, 50; 20, 300; 900, 4]', 1).^2)",
    'f(A[2, 3]) = sum(logsumexp(A, 2).*[1, 3])',
    'f(A[2, 3]) = sum(sum(softmax(A, 1).*A))',
    "f(A[2, 3]) = sum((A*A').^2)",
    'f(A[2, 2]) = sum(A^3*[1, 2])',
    'f(A[2, 3], x[3]) = norm(A*x)',
    'f(A[2, 3], x[2]) = sum((x*A).^2)',
    'f(x[3], y[3]) = x*y + dot(x, y)^2',
    'f(A[2, 3]) = sum(A[:, end:-1:1].*A) + A[2, [1, 1, 3]]*[1, 2, 3]',
    'f(x[4]) = sum(i, 1, 4, prod(j, 1, i, x[j])*x[i])',
    'f(x[3]) = sum(i, 1, 3, sum(j, 1, 3, exp(-(x[i] - x[j])^2)))',
    'f(x[3]) = sum(i, 1, 3, sum(j, 1, i, log(x[i] + x[j])))',
    'f(x[2], y[2]) = sum(i, 1, 2, dot([x[i], y[i]], [y[i], 3]))',
  ])('%s', (text) => {
    const objective = objectiveOf(text);
    const n = objective.size;
    const point = fc.tuple(...new Array(n).fill(0).map(() => within([0.4, 2.2])));
    fc.assert(
      fc.property(point, direction(n), (x, v) => check(objective, x, v)),
      { numRuns: 10 },
    );
  });
});

describe('random expressions', () => {
  const { node } = fc.letrec<{ node: string; leaf: string }>((tie) => ({
    leaf: fc.constantFrom('x', 'y', 'v[1]', 'v[2]', '0.5', '2', '1', '3', '0'),
    node: fc.oneof(
      { maxDepth: 5, depthSize: 'medium' },
      tie('leaf'),
      fc
        .tuple(fc.constantFrom('+', '-', '*'), tie('node'), tie('node'))
        .map(([op, a, c]) => `(${a} ${op} ${c})`),
      fc.tuple(tie('node'), tie('node')).map(([a, c]) => `(${a})/(1.5 + (${c})^2)`),
      fc
        .tuple(
          fc.constantFrom('sin', 'cos', 'tanh', 'atan', 'sigmoid', 'softplus', 'asinh', 'erf', '-'),
          tie('node'),
        )
        .map(([f, a]) => `${f}(${a})`),
      fc.tuple(fc.constantFrom(2, 3), tie('node')).map(([n, a]) => `(tanh(${a}))^${n}`),
      tie('node').map((a) => `log(1 + exp(tanh(${a})))`),
      tie('node').map((a) => `sqrt(1 + (${a})^2)`),
      tie('node').map((a) => `sum(tanh(v*(${a})))`),
      tie('node').map((a) => `(x > 9 ? log(-1 - (${a})^2) : ${a})`),
      tie('leaf').map((a) => `sum(i, 1, 2, v[i]*cos(i*(${a})))`),
    ),
  }));
  test('all ways to a derivative agree, compiled and interpreted values too', () => {
    const box = within([-1.5, 1.5]);
    fc.assert(
      fc.property(node, fc.tuple(box, box, box, box), direction(4), (text, x, v) => {
        check(objectiveOf(`f(x, y, v[2]) = ${text}`), x, v);
      }),
      { numRuns: 150 },
    );
  });
});
