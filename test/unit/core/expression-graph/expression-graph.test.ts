import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import type { ExpressionGraphView } from '../../../../src/core/expression-graph/expression-graph.ts';
import { layeredLayout } from '../../../../src/core/expression-graph/layered-layout.ts';
import { passLength, passMoment } from '../../../../src/core/expression-graph/pass.ts';
import { viewExpressionGraph } from '../../../../src/core/expression-graph/view-expression-graph.ts';
import { openAtFirst, visibleGraph } from '../../../../src/core/expression-graph/visible-graph.ts';
import { expectClose } from '../../support/close.ts';
import { gradientAt, objectiveOf } from '../../support/objectives.ts';

const ARTICLE = 'f(θ1, θ2, θ3) = (θ1 + θ2)*θ3';

function view(text: string, x: readonly number[], coordinate = 0): ExpressionGraphView {
  return viewExpressionGraph(objectiveOf(text), { x, coordinate });
}

/** label → value, adjoint, dual part of each node of numbers. */
function table({ graph, numbers }: ExpressionGraphView): Record<string, readonly (number | undefined)[]> {
  return Object.fromEntries(
    graph.nodes.map(({ formula }, id) => [
      formula,
      [numbers[id]?.value[0], numbers[id]?.adjoint[0], numbers[id]?.dual[0]],
    ]),
  );
}

test('(θ1 + θ2)·θ3 at (3, −1, 2): forwards 4, backwards (2, 2, 2)', () => {
  expect(table(view(ARTICLE, [3, -1, 2]))).toEqual({
    θ1: [3, 2, 1],
    θ2: [-1, 2, 0],
    θ3: [2, 2, 0],
    'θ1 + θ2': [2, 2, 1],
    '(θ1 + θ2)*θ3': [4, 1, 2],
  });
  expect(view(ARTICLE, [3, -1, 2]).numbers.at(-1)?.slopes).toEqual([2, 2]);
});

describe('how operations are called', () => {
  const labels = (text: string) =>
    view(text, new Array(objectiveOf(text).size).fill(0.5)).graph.nodes.map(({ label }) => label);
  test.each([
    ['f(x, y) = (1 - x)^2 + 100*(y - x^2)^2', ['x', 'y', '1 −', '( )²', '( )²', '−', '( )²', '100 ×', '+']],
    ['f(x) = 2^x/3 - 4', ['x', '2ˣ', '÷ 3', '− 4']],
    ['f(x) = max(0, x)^-1.5', ['x', 'max(0, )', '( )^−1.5']],
    ['f(x, y, z) = x - y + z + 20 - 5', ['x', 'y', 'z', '+ 15']],
    [
      'f(x) = cos(2*pi*x) + sin(x/pi) + exp(x - pi/2)',
      ['x', '2π ×', 'cos', '÷ π', 'sin', '− π/2', 'exp', '+'],
    ],
    ['f(x) = 6.2832*x + x^3.14159', ['x', '6.283 ×', '( )^3.142', '+']],
    ['f(w[3]) = sum(w.^2)', ['w', '( )²', 'Σ']],
    ['f(x[5]) = sum(x[2:5].*x[1:4])', ['x', '[2:5]', '[1:4]', '×', 'Σ']],
    ['f(W[4, 6]) = sum(W[3, 1:2:5])', ['W', '[3, 1:2:5]', 'Σ']],
    ['A = [[1, 2], [3, 4]]\nf(x[2]) = norm(A*x)', ['x', '[2×2]', 'A·B', '( )²', 'Σ', '√']],
  ])('%s', (text, expected) => {
    expect(labels(text)).toEqual(expected);
  });
});

describe('folding', () => {
  const sum = (n: number) => Array.from({ length: n }, (_, i) => `(x - ${i})^2*y`).join(' + ');

  test('a call of a helper function folds under its name', () => {
    const { graph } = view('g(a) = exp(a)*sin(a)\nf(x) = g(x) + g(x^2)^3', [1]);
    const calls = graph.nodes.filter(({ call }) => call === 'g');
    expect(calls).toHaveLength(2);
    expect(calls.every(({ members }) => (members?.length ?? 0) >= 3)).toBe(true);
  });

  test('what others use stays outside', () => {
    const { graph } = view('f(x) = sin(exp(x)*x) + exp(x)*cos(x)*3', [1]);
    const exp = graph.nodes.findIndex(({ formula }) => formula === 'exp(x)');
    for (const { members } of graph.nodes) expect(members ?? []).not.toContain(exp);
  });

  test('long sums are put together in parts; values add up', () => {
    const { graph, numbers } = view(`f(x, y) = ${sum(100)}`, [2, 3]);
    expect(graph.nodes[graph.output]?.inputs.length).toBeLessThanOrEqual(8);
    const parts = graph.nodes[graph.output]?.inputs ?? [];
    const total = parts.reduce((all, { node }) => all + (numbers[node]?.value[0] as number), 0);
    expect(total).toBeCloseTo(numbers[graph.output]?.value[0] as number, 6);
  });

  test('at first few nodes are drawn, and everything can be opened', () => {
    const { graph } = view(`f(x, y) = ${sum(100)}`, [2, 3]);
    const first = visibleGraph(graph, openAtFirst(graph));
    expect(first.length).toBeLessThanOrEqual(18);
    const all = new Set(graph.nodes.filter(({ members }) => members).map(({ id }) => id));
    expect(visibleGraph(graph, all)).toHaveLength(graph.nodes.length);
  });

  test('too large a graph is a sentence', () => {
    const product = Array.from({ length: 900 }, (_, i) => `sin(x*${i + 2.5})`).join(' * ');
    const { graph, note } = view(`f(x) = ${product}`, [1]);
    expect(graph.nodes).toEqual([]);
    expect(note).toContain('more than 1,500 operations');
  });
});

/** Expressions in x, y, z, finite where these lie between ½ and 2. */
const expressions = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('x', 'y', 'z', '2', '0.3'),
    fc
      .tuple(fc.constantFrom('+', '-', '*'), tie('any'), tie('any'))
      .map(([sign, a, c]) => `(${a} ${sign} ${c})`),
    fc
      .tuple(fc.constantFrom('sin', 'tanh', 'atan', 'sigmoid', 'abs'), tie('any'))
      .map(([name, a]) => `${name}(${a})`),
    fc
      .tuple(fc.constantFrom('max', 'min'), tie('any'), tie('any'))
      .map(([name, a, c]) => `${name}(${a}, ${c})`),
    tie('any').map((a) => `(${a})^2`),
    fc.tuple(tie('any'), tie('any')).map(([a, c]) => `(${a})/(2 + (${c})^2)`),
  ),
})).any;
const entry = fc.double({ min: 0.5, max: 2, noNaN: true });

test('adjoints of random graphs are sums of what users send back; parameters have the gradient', () => {
  fc.assert(
    fc.property(expressions, fc.tuple(entry, entry, entry), (expression, x) => {
      const text = `f(x, y, z) = ${expression} + x*y*z`;
      const { graph, numbers } = view(text, x);
      const users = graph.nodes.map(() => 0);
      users[graph.output] = 1;
      for (let id = graph.output; id >= 0; id--) {
        graph.nodes[id]?.inputs.forEach(({ node }, i) => {
          const adjoint = numbers[id]?.adjoint[0] as number;
          users[node] = (users[node] as number) + adjoint * (numbers[id]?.slopes[i] as number);
        });
      }
      const gradient = gradientAt(text, x);
      graph.nodes.forEach(({ kind, label, formula }, id) => {
        if (kind === 'constant') return;
        expectClose(numbers[id]?.adjoint ?? [], [users[id] as number], 1e-9, `${text}: ${formula}`);
        if (kind === 'parameter')
          expectClose([users[id] as number], [gradient['xyz'.indexOf(label)] as number], 1e-9);
      });
      const slope = compileObjective(objectiveOf(text)).jvp(Float64Array.from(x), Float64Array.of(1, 0, 0));
      expectClose(numbers[graph.output]?.dual ?? [], [slope], 1e-9, text);
    }),
    { numRuns: 100 },
  );
});

describe('the layout', () => {
  const sized = (text: string) => {
    const { graph } = view(text, new Array(objectiveOf(text).size).fill(1));
    const all = new Set(graph.nodes.map(({ id }) => id));
    return visibleGraph(graph, all).map((node) => ({ ...node, width: 50, height: 40 }));
  };

  test('no nodes overlap, and every node lies after its inputs', () => {
    fc.assert(
      fc.property(expressions, fc.constantFrom('right', 'down'), (expression, direction) => {
        const nodes = sized(`f(x, y, z) = ${expression} + x*y*z`);
        const { places, width, height } = layeredLayout(nodes, direction);
        const all = nodes.map(({ id }) => places.get(id) as { x: number; y: number });
        all.forEach((a, i) => {
          expect(a.x >= 25 - 1e-6 && a.x <= width - 25 + 1e-6).toBe(true);
          expect(a.y >= 20 - 1e-6 && a.y <= height - 20 + 1e-6).toBe(true);
          all.slice(i + 1).forEach((c) => {
            expect(Math.abs(a.x - c.x) > 49.9 || Math.abs(a.y - c.y) > 39.9).toBe(true);
          });
        });
        for (const { id, inputs } of nodes) {
          const to = places.get(id);
          for (const { node } of inputs) {
            const from = places.get(node);
            if (direction === 'right') expect(from?.x).toBeLessThan(to?.x as number);
            else expect(from?.y).toBeLessThan(to?.y as number);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a tree is drawn without crossings', () => {
    const nodes = sized('f(a, b, c, d, p, q, r, s) = ((a*d)*(p*s) - (b*c)*(q*r))^2');
    const { places } = layeredLayout(nodes, 'right');
    const edges = nodes.flatMap(({ id, inputs }) =>
      inputs.map(({ node }) => [places.get(node), places.get(id)] as const),
    );
    for (const [a, b] of edges) {
      for (const [c, d] of edges) {
        if (!a || !b || !c || !d || a.x !== c.x || b.x !== d.x) continue;
        expect((a.y - c.y) * (b.y - d.y)).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

test('a pass knows leaves first, then operation after operation, then adjoints from the output back', () => {
  const { graph } = view(ARTICLE, [3, -1, 2]);
  const nodes = visibleGraph(graph, new Set());
  expect(passLength(nodes, 'reverse')).toBe(5);
  expect(passLength(nodes, 'dual')).toBe(2);
  const at = (step: number) => {
    const { valued, adjoined, active } = passMoment(nodes, 'reverse', step);
    return [[...valued], [...adjoined], active];
  };
  expect(at(0)).toEqual([[0, 1, 2], [], undefined]);
  expect(at(1)).toEqual([[0, 1, 2, 3], [], 3]);
  expect(at(3)).toEqual([[0, 1, 2, 3, 4], [4], 4]);
  expect(at(4)).toEqual([[0, 1, 2, 3, 4], [4, 3, 2], 4]);
  expect(at(5)).toEqual([[0, 1, 2, 3, 4], [4, 3, 2, 0, 1], 3]);
});
