import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';

const EXAMPLES = path.join(fileURLToPath(new URL('.', import.meta.url)), '../../../../examples');
const TEXTS = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.gd'))
  .map((name) => readFileSync(path.join(EXAMPLES, name), 'utf8'));

/** A text is read without an exception, all its ranges lie within it, and every problem is at a place that can be seen. */
function check(text: string): void {
  const { problems, objectives, experiments } = parseGd(text);
  for (const { range } of [...problems, ...objectives, ...experiments]) {
    const within = range.start >= 0 && range.start <= range.end && range.end <= text.length;
    expect(within, `${range.start}–${range.end} of ${JSON.stringify(text)}`).toBe(true);
  }
  for (const { range, message } of problems) {
    expect(range.end, `${message}: ${JSON.stringify(text)}`).toBeGreaterThan(range.start);
  }
}

test('the examples have no problems', () => {
  expect(TEXTS.length).toBeGreaterThan(3);
  for (const text of TEXTS) expect(parseGd(text).problems).toEqual([]);
});

test('any text at all', () => {
  const anything = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
  fc.assert(fc.property(anything, check), { numRuns: 1000 });
});

test('texts made of the words of the language', () => {
  const word = fc.constantFrom(
    ...[
      'f',
      'x',
      'f(x)',
      '=',
      '\n',
      '\n  ',
      ' ',
      'minimize',
      'maximize',
      'from',
      'with',
      'until',
      'show',
      'in',
      'gd',
      'rate',
    ],
    ...[
      '(',
      ')',
      '[',
      ']',
      ',',
      '0.1',
      '<',
      'gradient',
      'iterations',
      'x = 1',
      '#',
      '"',
      '^',
      '+',
      'sum(i, 1, 3, x)',
      'end',
    ],
    ...['[0, 1]', 'k', 'f(x) = x^2\n', 'a = 2\n', 'toString', '__proto__', ':', "'", '\r\n', '\t', '\uFEFF'],
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 25 }), (words) => check(words.join(''))),
    { numRuns: 2000 },
  );
});

test('examples with a piece taken out, doubled or changed', () => {
  const edit = fc.record({
    text: fc.constantFrom(...TEXTS),
    at: fc.nat(),
    length: fc.nat({ max: 12 }),
    put: fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.constantFrom('(', ')', '[', ']', '\n', ',', '=', '²', '# '),
    ),
  });
  fc.assert(
    fc.property(edit, ({ text, at, length, put }) => {
      const place = at % (text.length + 1);
      check(text.slice(0, place) + put + text.slice(place + length));
    }),
    { numRuns: 600 },
  );
});

test.each([
  ['a sum of ten thousand terms', `f(x) = ${new Array(10_000).fill('x^2').join(' + ')}`],
  ['an array of five thousand entries', `f(x) = sum([${new Array(5000).fill('x').join(', ')}])`],
  ['five thousand parentheses', `f(x) = ${'('.repeat(5000)}x${')'.repeat(5000)}`],
  ['five thousand definitions', Array.from({ length: 5000 }, (_, i) => `a${i} = ${i}`).join('\n')],
  [
    'five thousand constants that build on each other',
    Array.from({ length: 5000 }, (_, i) => `a${i} = a${i + 1}`).join('\n'),
  ],
])('%s', (_, text) => {
  check(text);
});
