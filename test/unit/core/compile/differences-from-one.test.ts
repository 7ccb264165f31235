import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reverse } from '../../../../src/core/autodiff/reverse.ts';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { differencesFromOne } from '../../../../src/core/compile/differences-from-one.ts';
import { interpreter } from '../../../../src/core/compile/interpret.ts';
import { live } from '../../../../src/core/compile/live.ts';
import { parameterNodes } from '../../../../src/core/compile/parameter-nodes.ts';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';
import { objectiveOf } from '../../support/objectives.ts';

const KINDS = ['straightLine', 'loops'] as const;

/** The operations of f, or of f and its gradient, after the rewriting. */
function operationsOf(text: string, kind: (typeof KINDS)[number], withGradient = false): string[] {
  const { graph, output, parameters } = objectiveOf(text);
  const b = new GraphBuilder(graph);
  const roots = [output, ...(withGradient ? reverse(b, output, parameterNodes(b, parameters)) : [])];
  const written = differencesFromOne(b.nodes, roots, kind);
  const needed = live(written.graph, written.roots);
  return written.graph.filter((_, id) => needed[id]).map(({ op }) => op);
}

test.each([
  ['f(x, y) = (1 - x)^2 + 100*(y - x^2)^2'],
  ['f(x, y) = exp(x) - 2 + cos(y) + 1 - 3*y'],
  ['f(x, y) = 20 + x^2 + y^2 - 10*(cos(2*pi*x) + cos(2*pi*y))'],
  ['f(x, y) = 2 - exp(x) + (x^3 - 1)*y'],
])('%s is left as it is', (text) => {
  const { graph, output } = objectiveOf(text);
  for (const kind of KINDS) expect(differencesFromOne(graph, [output], kind).graph).toBe(graph);
});

describe('what is written with 1 is computed without it', () => {
  test.each([
    ['exp(x) - 1', 'expm1'],
    ['2 - 2*exp(-x)', 'expm1'],
    ['exp(x)^2 - 1', 'expm1'],
    ['cosh(x) - 1', 'sinh'],
    ['1 - tanh(x)', 'sigmoid'],
    ['1 - tanh(x)^2', 'sech'],
    ['1 - sech(x)^2', 'tanh'],
    ['erf(x) - 1', 'erfc'],
    ['1 - x*x', 'oneMinusSquare'],
    ['log(1 - x)', 'log1p'],
    ['x^2.5 - 1', 'expm1'],
  ])('%s by %s', (body, op) => {
    for (const kind of KINDS) expect(operationsOf(`f(x) = ${body}`, kind)).toContain(op);
  });
});

test('exp(x) is not computed a second time for the derivative', () => {
  const calls = (kind: (typeof KINDS)[number]) =>
    operationsOf('f(x) = (exp(x) - 1)^2', kind, true).filter((op) => op === 'exp' || op === 'expm1');
  // One of both by the choice in straight-line code, both at once in loops.
  for (const kind of KINDS) expect(calls(kind)).toEqual(['expm1', 'exp']);
});

test('where nothing cancels the values are those of what is written', () => {
  const size = fc.double({ min: 0.6, max: 8, noNaN: true });
  const x = fc.tuple(size, fc.boolean()).map(([a, isNegative]) => (isNegative ? -a : a));
  const bodies = [
    'exp(x) - 1',
    '1 - 3 + 2*exp(x)^2 - exp(-x) + 1',
    '1 - cos(x + 3)/2 + cosh(x) - 1',
    'sqrt(1 + x^2) - 1 + (1 - 1/(1 + x^2))',
    '(1 + x^2)^1.5 - 1 + (1 - tanh(x/8))',
    'log(1 - exp(-abs(x))) + log(1 - tanh(x)^2/2)',
    '1 - x^2',
  ];
  for (const body of bodies) {
    const { graph, output } = objectiveOf(`f(x) = ${body}`);
    const plain = interpreter(graph, [output]);
    for (const kind of KINDS) {
      const written = differencesFromOne(graph, [output], kind);
      const run = interpreter(written.graph, written.roots);
      fc.assert(
        fc.property(x, (at) => {
          const expected = plain(Float64Array.of(at))[0]?.[0] as number;
          const actual = run(Float64Array.of(at))[0]?.[0] as number;
          expect(Math.abs(actual - expected), `${body} at ${at}`).toBeLessThan(
            1e-14 * Math.max(1, Math.abs(expected)),
          );
        }),
        { numRuns: 200 },
      );
    }
  }
});

test.each([
  ['exp(x) - 1', [Number.POSITIVE_INFINITY, -1, Number.NaN]],
  ['sqrt(1 + x) - 1', [Number.POSITIVE_INFINITY, Number.NaN, Number.NaN]],
  ['1 - 1/(1 + x)', [1, 1, Number.NaN]],
  ['x^2.5 - 1', [Number.POSITIVE_INFINITY, Number.NaN, Number.NaN]],
  ['1 - tanh(x)', [0, 2, Number.NaN]],
] as const)('%s at infinity, −infinity and NaN', (body, expected) => {
  const f = compileObjective(objectiveOf(`f(x) = ${body}`));
  const at = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
  expect(at.map((x) => f.value(Float64Array.of(x)))).toEqual(expected);
});

test('entries of arrays, and numbers that are repeated, too', () => {
  const f = compileObjective(objectiveOf('f(x[3], y) = sum(([1, 1, 1] - exp(y)) .* (exp(x) - 1))'));
  const g = new Float64Array(4);
  const value = f.valueAndGradient(Float64Array.of(1e-12, -1e-12, 1e-10, 1e-9), g);
  // From mpmath.
  expect(value).toBeCloseTo(-1.00000000055001e-19, 33);
  expect(g[3]).toBeCloseTo(-1.00000000105001e-10, 24);
});
