import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProblemError } from '../../../src/core/problem.ts';
import type { Expression } from '../../../src/frontends/expression.ts';
import { parseExpression } from '../../../src/frontends/parse-expression.ts';
import { mark, marked } from '../support/marked.ts';

/** Every part of an expression as its text, outermost first. */
function parts(expression: Expression, text: string): string[] {
  const own = text.slice(expression.range.start, expression.range.end);
  const inner = childrenOf(expression).flatMap((child) => parts(child, text));
  return [own, ...inner];
}

function childrenOf(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'operator':
      return [...expression.operands];
    case 'call':
      return [...expression.arguments];
    case 'array':
      return [...expression.elements];
    case 'index':
      return [expression.object, ...expression.indices];
    case 'conditional':
      return [expression.condition, expression.consequent, expression.alternate];
    case 'span':
      return [expression.from, expression.step, expression.to].filter((part) => part !== undefined);
    case 'member':
      return [expression.object];
    default:
      return [];
  }
}

/** Parses a text whose wrong part is marked «…», and expects the message there. */
function expectError(text: string, message: string): void {
  const { text: plain } = marked(text);
  try {
    parseExpression(plain);
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemError);
    const { message: found, range } = error as ProblemError;
    expect([mark(plain, [range]), found]).toEqual([text, message]);
    return;
  }
  throw new Error(`${plain} was read without an error`);
}

describe('ranges of every part', () => {
  test.each<[string, string[]]>([
    ['x + y*z', ['x + y*z', 'x', 'y*z', 'y', 'z']],
    ['(x + y)*z', ['(x + y)*z', '(x + y)', 'x', 'y', 'z']],
    ['-x^2', ['-x^2', 'x^2', 'x', '2']],
    ['θ₁² + θ₂²', ['θ₁² + θ₂²', 'θ₁²', 'θ₁', '²', 'θ₂²', 'θ₂', '²']],
    ['2 x', ['2 x', '2', 'x']],
    ['a·b − c', ['a·b − c', 'a·b', 'a', 'b', 'c']],
    ['x ≤ 2', ['x ≤ 2', 'x', '2']],
    ['max(x, -1)', ['max(x, -1)', 'x', '-1', '1']],
    ['x > 0 ? a : b', ['x > 0 ? a : b', 'x > 0', 'x', '0', 'a', 'b']],
    ['[1, 2; 3, 4]', ['[1, 2; 3, 4]', '1, 2', '1', '2', '3, 4', '3', '4']],
    ['[[1, 2], [3, 4]]', ['[[1, 2], [3, 4]]', '[1, 2]', '1', '2', '[3, 4]', '3', '4']],
    ['W[1, 2:end]', ['W[1, 2:end]', 'W', '1', '2:end', '2', 'end']],
    ['x[1:2:9]', ['x[1:2:9]', 'x', '1:2:9', '1', '2', '9']],
    ['W[:, 1]', ['W[:, 1]', 'W', ':', '1']],
    ["X'*w", ["X'*w", "X'", 'X', 'w']],
    ['n! - x', ['n! - x', 'n!', 'n', 'x']],
    ['n * 10%', ['n * 10%', 'n', '10%']],
    ['points.x1 - 1', ['points.x1 - 1', 'points.x1', 'points', '1']],
    ['not x and y', ['not x and y', 'not x', 'x', 'y']],
    ['+x', ['+x']],
    ['x mod 3', ['x mod 3', 'x', '3']],
    ['sin (x)', ['sin (x)', 'x']],
  ])('%s', (text, expected) => {
    const found = parts(parseExpression(text), text);
    expect(found.slice(0, 1)).toEqual(expected.slice(0, 1));
    for (const part of expected) expect(found).toContain(part);
  });

  test('an offset is added to every range', () => {
    const [plain, moved] = [parseExpression('f(x) + 2'), parseExpression('f(x) + 2', 100)];
    const shift = (expression: Expression): unknown => [
      expression.range.start + 100,
      expression.range.end + 100,
      childrenOf(expression).map(shift),
    ];
    const own = (expression: Expression): unknown => [
      expression.range.start,
      expression.range.end,
      childrenOf(expression).map(own),
    ];
    expect(own(moved)).toEqual(shift(plain));
  });
});

describe('meaning', () => {
  test.each([
    ['θ₁²', 'θ₁^2'],
    ['x²³', 'x^23'],
    ['a × b ÷ c', 'a*b/c'],
    ['a ⋅ b', 'a*b'],
    ['a − b', 'a-b'],
    ['a ≠ b', 'a!=b'],
    ['a ≥ b', 'a>=b'],
    ['2(x + 1)', '2*(x+1)'],
    ['2^3^2', '2^(3^2)'],
    ['-2^2', '-(2^2)'],
    ['a < b < c', '(a<b) and (b<c)'],
    ['+x', 'x'],
    ['10%', '10/100'],
    ['0x10', '16'],
  ])('%s is %s', (text, same) => {
    expect(shapeOf(parseExpression(text))).toEqual(shapeOf(parseExpression(same)));
  });

  function shapeOf(expression: Expression): unknown {
    const children = childrenOf(expression).map(shapeOf);
    switch (expression.kind) {
      case 'number':
        return expression.value;
      case 'name':
        return expression.name;
      case 'operator':
        return [expression.operator, ...children];
      default:
        return [expression.kind, ...children];
    }
  }
});

describe('errors say where, what and what to do', () => {
  test.each([
    ['x «+»', 'the expression ends after "+"; write what is to follow, or take it away'],
    ['x«^»', 'the expression ends after "^"; write what is to follow, or take it away'],
    ['«)»x', 'a value is missing before ")"; write one, or take ")" away'],
    ['x + «*» y', 'a value is missing before "*"; write one, or take "*" away'],
    ['(x + «y»', 'a parenthesis is open; write the missing ")"'],
    ['[x, «y»', 'a bracket is open; write the missing "]"'],
    ['x«)»', 'there is no "(" to this ")"; take it away, or open one'],
    ['x «@» y', '"@" cannot stand here; check the operators and brackets around it'],
    ['«1e999»', '1e999 is greater than the greatest number, 1.797e308; write a smaller one'],
    ['x + «null»', '"null" has no number; write a number in its place'],
    ['x «&» 1', '"&" has no meaning for real numbers here; write it with + - * / ^'],
    ['«~»x', '"~" has no meaning for real numbers here; write it with + - * / ^'],
    ['x «xor» y', '"xor" has no meaning for real numbers here; write it with + - * / ^'],
    ['(y «=» 2)', 'an assignment cannot stand inside an expression; put it on a line of its own'],
    ['x«;» 2', 'an expression ends before ";"; take away what follows'],
    ['«{»a: 1}', 'objects have no value here; write a number, a vector or a matrix'],
    ['«a».b(x)', 'only functions can be called; write the name of one before the parenthesis'],
  ])('%s', expectError);

  test('nothing at all', () => {
    expectError('«»', 'an expression is missing; write one, such as x^2 + y^2');
    expect(() => parseExpression('   ')).toThrow('an expression is missing');
  });
});

describe('hostile input', () => {
  test('ten thousand terms', () => {
    let node = parseExpression(new Array(10_000).fill('x^2').join(' + '));
    let terms = 1;
    for (; node.kind === 'operator' && node.operator === '+'; terms++) node = node.operands[0] as Expression;
    expect(terms).toBe(10_000);
  });

  test.each([
    ['parentheses', `${'('.repeat(5000)}x${')'.repeat(5000)}`],
    ['signs', `${'-'.repeat(5000)}x`],
    ['calls', `${'sin('.repeat(5000)}x${')'.repeat(5000)}`],
    ['powers', new Array(5000).fill('x').join('^')],
    ['brackets', `${'['.repeat(5000)}x${']'.repeat(5000)}`],
    ['factorials', `x${'!'.repeat(5000)}`],
    ['transposes', `x${"'".repeat(5000)}`],
    ['choices', `${'x ? x : '.repeat(5000)}x`],
  ])('a depth of 5,000 %s is read or refused in a sentence', (_, text) => {
    let message = '';
    try {
      parseExpression(text);
    } catch (error) {
      expect(error).toBeInstanceOf(ProblemError);
      message = (error as Error).message;
    }
    expect(message === '' || message.startsWith('the expression is nested too deeply')).toBe(true);
  });
});

describe('whatever is written', () => {
  const piece = fc.constantFrom(
    ...[
      'x',
      'θ₁',
      '²',
      '2',
      '.5',
      '1e3',
      '+',
      '-',
      '*',
      '/',
      '^',
      '(',
      ')',
      '[',
      ']',
      ',',
      ';',
      ':',
      '?',
      "'",
      '"',
    ],
    ...[
      '!',
      '%',
      '=',
      '==',
      '<',
      '≤',
      ' ',
      '\n',
      '\t',
      '.',
      'mod',
      'not',
      'and',
      'end',
      'sum',
      '·',
      '−',
      '{',
      '}',
      '@',
    ],
    ...['𝑥', 'é', '\u0301', '\ud800', '#', 'to', 'true', 'null', '.*', "x'", '\\', '$', '_'],
  );
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
  );

  test('only a ProblemError is thrown, and every range lies within the text', () => {
    fc.assert(
      fc.property(text, (written) => {
        const within = ({ start, end }: { start: number; end: number }) =>
          expect(
            start >= 0 && start <= end && end <= written.length,
            `${start}–${end} of ${JSON.stringify(written)}`,
          ).toBe(true);
        const check = (expression: Expression): void => {
          within(expression.range);
          for (const child of childrenOf(expression)) {
            check(child);
            expect(child.range.start).toBeGreaterThanOrEqual(expression.range.start);
            expect(child.range.end).toBeLessThanOrEqual(expression.range.end);
          }
        };
        try {
          check(parseExpression(written));
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error;
          within(error.range);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
