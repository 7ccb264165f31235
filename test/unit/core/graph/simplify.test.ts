import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interpreter } from '../../../../src/core/compile/interpret.ts';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';
import type { NodeId } from '../../../../src/core/graph/node.ts';
import { expectClose } from '../../support/close.ts';
import { forwardGradientAt, gradientAt, valueAt } from '../../support/objectives.ts';

/** An operation and which of the nodes before it are its inputs, counted backwards. */
type Step = readonly [op: string, ...inputs: number[]];

const index = fc.nat({ max: 12 });
const steps = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom('add', 'sub', 'mul', 'div', 'max', 'min', 'lt', 'eq'), index, index),
    fc.tuple(fc.constantFrom('neg', 'abs', 'sin', 'exp', 'sign', 'floor', 'not', 'sigmoid'), index),
    fc.tuple(fc.constant('select'), index, index, index),
  ),
  { minLength: 1, maxLength: 14 },
);
const CONSTANTS = [0, 1, -1, 2, 0.5, -4, 3, 0.1, 1024.0000000000002];

/** The graph of some steps, simplified or as it stands. */
function build(all: readonly Step[], simplified: boolean): { b: GraphBuilder; nodes: NodeId[] } {
  const b = new GraphBuilder();
  const nodes = CONSTANTS.map((value) => b.constant(value));
  for (let i = 0; i < 3; i++) nodes.push(b.parameter(`x${i}`, [], i));
  for (const [op, ...back] of all) {
    const inputs = back.map((at) => nodes[nodes.length - 1 - (at % nodes.length)] as NodeId);
    nodes.push(simplified ? b.apply(op, inputs) : b.copy({ op, inputs, shape: [], attributes: {} }));
  }
  return { b, nodes };
}

test('what is simplified has the same value, bit for bit', () => {
  const coordinate = fc.double({ min: -100, max: 100, noNaN: true });
  fc.assert(
    fc.property(steps as fc.Arbitrary<Step[]>, fc.tuple(coordinate, coordinate, coordinate), (all, x) => {
      const [raw, simple] = [build(all, false), build(all, true)];
      const run = ({ b, nodes }: typeof raw) =>
        interpreter(b.nodes, nodes)(Float64Array.from(x)).map((value) => value[0] as number);
      const [expected, actual] = [run(raw), run(simple)];
      // Near the ends of the range, and where something is not finite, there is nothing to hold to.
      const ordinary = (value: number) =>
        value === 0 || (Math.abs(value) > 1e-200 && Math.abs(value) < 1e200);
      fc.pre(expected.every(ordinary));
      // 1 − σ(u) is the one rewrite among these operations that is more accurate than what was written.
      fc.pre(!all.some(([op]) => op === 'sigmoid') || !all.some(([op]) => op === 'sub' || op === 'add'));
      expected.forEach((value, i) => {
        if (value !== actual[i]) expect(actual[i]).toBe(value);
      });
    }),
    { numRuns: 3000, maxSkipsPerRun: 1000 },
  );
});

describe('formulas that overflow as they are written', () => {
  test.each([
    ['f(x, y) = log(exp(x) + exp(y))', [1000, 1000], 1000 + Math.LN2, [0.5, 0.5]],
    ['f(x, y) = log(exp(x) + exp(y))', [1, -1e20], 1, [1, 0]],
    ['f(x, y) = log(exp(y) + exp(x))', [-2000, -1000], -1000, [0, 1]],
    ['f(x, y) = log(exp(x) + exp(y) + exp(x))', [1000, 1000], 1000 + Math.log(3), [2 / 3, 1 / 3]],
    ['f(x[3]) = log(sum(exp(x)))', [1000, 1000, -1000], 1000 + Math.LN2, [0.5, 0.5, 0]],
    ['f(x[2]) = log(sum(i, 1, 2, exp(i*x[i])))', [1000, 500], 1000 + Math.LN2, [0.5, 1]],
    ['f(M[2, 2]) = sum(log(sum(exp(M), 2)))', [1000, 1000, 0, 0], 1000 + 2 * Math.LN2, [0.5, 0.5, 0.5, 0.5]],
    ['f(x[3]) = logsumexp(x)', [1000, 1000, 1000], 1000 + Math.log(3), [1 / 3, 1 / 3, 1 / 3]],
    ['f(x) = exp(x)/(1 + exp(x))', [1000], 1, [0]],
    ['f(x) = exp(x)/(exp(x) + 1)', [-1000], 0, [0]],
    ['f(x) = log(sigmoid(x))', [-1000], -1000, [1]],
    ['f(x) = log(1 - sigmoid(x))', [1000], -1000, [-1]],
    ['f(x) = log(1/(1 + exp(-x)))', [-1000], -1000, [1]],
    ['f(x) = sqrt(x^2)', [-1e200], 1e200, [-1]],
    ['f(x) = sqrt(x*x)', [0], 0, [0]],
    ['f(x[2]) = sum(sqrt(x.^2))', [3, -4], 7, [1, -1]],
  ] as const)('%s at %j', (text, x, value, gradient) => {
    expectClose([valueAt(text, x)], [value]);
    expectClose(gradientAt(text, x), gradient);
    expectClose(forwardGradientAt(text, x), gradient);
  });
});

test('the greatest of a sum of exponentials is taken away once', () => {
  const count = (shape: readonly number[]) => {
    const b = new GraphBuilder();
    const x = b.parameter('x', shape, 0);
    const total = b.apply('log', [b.sum(b.apply('exp', [x]))]);
    const before = b.nodes.length;
    const log = b.nodes.find(({ op }) => op === 'log');
    expect(b.apply('log', log?.inputs ?? [])).not.toBe(total);
    return b.nodes.length - before;
  };
  expect(count([4])).toBe(0);
  expect(count([5])).toBe(0);
});

test('a number beside a power of two is none', () => {
  const b = new GraphBuilder();
  const x = b.parameter('x', [], 0);
  const node = b.node(b.div(x, b.constant(1024.0000000000002)));
  expect(node.op).toBe('div');
});

test('a choice by constants that all agree is none', () => {
  const b = new GraphBuilder();
  const [x, y] = [b.parameter('x', [2], 0), b.parameter('y', [2], 2)];
  expect(b.select(b.constant(Float64Array.of(1, 2), [2]), x, y)).toBe(x);
  expect(b.select(b.constant(Float64Array.of(0, 0), [2]), x, y)).toBe(y);
});
