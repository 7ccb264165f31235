import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Expression, Operator } from '../../../src/frontends/expression.ts';
import { parseExpression } from '../../../src/frontends/parse-expression.ts';
import { printExpression } from '../../../src/frontends/print.ts';

const range = { start: 0, end: 0 };
const BINARY: readonly Operator[] = [
  '+',
  '-',
  '*',
  '/',
  '.*',
  './',
  '^',
  '.^',
  'mod',
  '<',
  '<=',
  '>',
  '>=',
  '==',
  '!=',
  'and',
  'or',
];

const { expression } = fc.letrec<{ expression: Expression; leaf: Expression }>((tie) => ({
  leaf: fc.oneof(
    fc
      .double({ min: 0, noNaN: true, noDefaultInfinity: true })
      .map((value): Expression => ({ kind: 'number', value, range })),
    fc.constantFrom('x', 'theta', 'θ1', 'w_2').map((name): Expression => ({ kind: 'name', name, range })),
  ),
  expression: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    tie('leaf'),
    fc
      .tuple(fc.constantFrom(...BINARY), tie('expression'), tie('expression'))
      .map(([operator, a, b]): Expression => ({ kind: 'operator', operator, operands: [a, b], range })),
    fc
      .tuple(fc.constantFrom<Operator>('neg', 'not', "'"), tie('expression'))
      .map(([operator, a]): Expression => ({ kind: 'operator', operator, operands: [a], range })),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(
      ([condition, consequent, alternate]): Expression => ({
        kind: 'conditional',
        condition,
        consequent,
        alternate,
        range,
      }),
    ),
    fc.array(tie('expression'), { minLength: 1, maxLength: 3 }).map(
      (values): Expression => ({
        kind: 'call',
        callee: 'max',
        calleeRange: range,
        arguments: values,
        range,
      }),
    ),
    fc
      .array(tie('expression'), { minLength: 1, maxLength: 3 })
      .map((elements): Expression => ({ kind: 'array', elements, range })),
    fc.tuple(tie('leaf'), tie('leaf')).map(
      ([from, to]): Expression => ({
        kind: 'index',
        object: { kind: 'name', name: 'x', range },
        indices: [{ kind: 'span', from, to, range }],
        range,
      }),
    ),
  ),
}));

/** The structure without the places. */
const bare = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, each) => (key === 'range' || key === 'calleeRange' ? undefined : each)),
  );

test('what is printed reads back as the same expression', () => {
  fc.assert(
    fc.property(expression, (original) => {
      expect(bare(parseExpression(printExpression(original)))).toEqual(bare(original));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  'a - (b - c)',
  '(a + b) * c',
  '-x^2',
  '(-x)^2',
  'a^b^c',
  '(a^b)^c',
  "x' * y",
  'a ? b : c ? d : e',
  '2^-3',
  'x[2:end]',
  'A[:, 1]',
  '1e-7 * x',
])('%s needs no other brackets', (text) => {
  expect(printExpression(parseExpression(text))).toBe(text);
});
