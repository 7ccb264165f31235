import { expect, test } from 'vitest';
import { isNameCharacter, tokenize } from '../../../src/frontends/tokens.ts';

test.each<[string, string[]]>([
  ['x^2', ['name x', 'mark ^', 'number 2']],
  ['θ₁²', ['name θ₁', 'mark ^', 'number 2']],
  ['x²³', ['name x', 'mark ^', 'number 23']],
  ['3.*x', ['number 3', 'mark .*', 'name x']],
  ['3.5e-2', ['number 3.5e-2']],
  ['.5+5.', ['number .5', 'mark +', 'number 5.']],
  ['2e', ['number 2', 'name e']],
  ["X'", ['name X', "mark '"]],
  ["X''", ['name X', "mark '", "mark '"]],
  ['\'text\' + "more"', ["string 'text'", 'mark +', 'string "more"']],
  ['x′ + x_2', ['name x′', 'mark +', 'name x_2']],
  ['a<=b', ['name a', 'mark <=', 'name b']],
  ['a≤b≠c', ['name a', 'mark <=', 'name b', 'mark !=', 'name c']],
  ['a × b ÷ c', ['name a', 'mark *', 'name b', 'mark /', 'name c']],
  ['0xFF', ['number 0xFF']],
  ['a ? b : c', ['name a', 'mark ?', 'name b', 'mark :', 'name c']],
  ['𝑥 + 1', ['name 𝑥', 'mark +', 'number 1']],
  ['', []],
  [' \t\r', []],
])('the tokens of %j', (text, expected) => {
  expect(tokenize(text).map(({ kind, text: spelled }) => `${kind} ${spelled}`)).toEqual(expected);
});

test('tokens stand in order and do not overlap', () => {
  const tokens = tokenize('f(θ₁², "a b") .* [1;2]\' − x′');
  tokens.forEach(({ range }, i) => {
    expect(range.start).toBeGreaterThanOrEqual(tokens[i - 1]?.range.end ?? 0);
    expect(range.end).toBeGreaterThanOrEqual(range.start);
  });
});

test('letters, subscripts and the underscore stand in names; digits and signs do not begin one', () => {
  expect(['x', 'θ', '_', '₁', '$'].map(isNameCharacter)).toEqual([true, true, true, true, true]);
  expect(['1', '+', '²', ' '].map(isNameCharacter)).toEqual([false, false, false, false]);
});
