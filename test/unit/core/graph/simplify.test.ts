import { expect, test } from 'vitest';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';
import { expectClose } from '../../support/close.ts';
import { gradientAt, objectiveOf, valueAt } from '../../support/objectives.ts';

test.each<[string, number, number]>([
  ['f(x) = 1e308*(2*x)', 0.1, 1e308 * 0.2],
  ['f(x) = 1e-200*(1e-19*(2^-60*x))*1e230', 1, 1e-200 * (1e-19 * 2 ** -60) * 1e230],
  ['f(x) = log(1 + exp(x))', 800, 800],
  ['f(x) = 0*x + 1*x - -x', 3, 6],
  ['f(x) = -(-(x - 2))', 5, 3],
  ['f(x) = x/4*2 + x/0.5', 3, 7.5],
  ['f(x) = log(exp(x))', 2, 2],
  ['f(x) = abs(-x) + abs(abs(x))', -2, 4],
])('%s at %d is not changed by simplification', (text, x, value) => {
  expectClose([valueAt(text, [x])], [value], 1e-15);
});

test('equal operations are there once, whichever way a sum is written', () => {
  const b = new GraphBuilder();
  const [x, y] = [b.parameter('x', [], 0), b.parameter('y', [], 1)];
  expect(b.add(x, y)).toBe(b.add(y, x));
  expect(b.apply('sin', [x])).toBe(b.apply('sin', [x]));
  expect(b.sub(x, y)).not.toBe(b.sub(y, x));
});

test('constants are folded', () => {
  const { graph, output } = objectiveOf('a = 3\nf(x) = (a^2 - 9)*x + sin(0) + a');
  expect(graph[output]).toMatchObject({ op: 'constant', attributes: { value: 3 } });
});

test('what runs backwards over the whole extent is turned round in both modes', () => {
  expect(gradientAt('f(x[3]) = dot(x[end:-1:1], [1, 2, 3])', [5, 6, 7])).toEqual([3, 2, 1]);
});
