import { expect, test } from 'vitest';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';
import { splitStatements } from '../../../../src/frontends/gd/statements.ts';

const texts = (text: string) => splitStatements(text).map((statement) => statement.text.replace(/\s+/g, ' '));

test.each<[string, string, string[]]>([
  ['a line is a statement', 'a = 1\nb = 2', ['a = 1', 'b = 2']],
  ['indented lines go on', 'minimize f\n  from x = 1\n\twith gd()', ['minimize f from x = 1 with gd()']],
  ['open brackets go on', 'f(x) = (x\n+ 1)\na = [1,\n2]', ['f(x) = (x + 1)', 'a = [1, 2]']],
  ['a forgotten bracket swallows no statement', 'f(x) = (x + 1\ng(x) = x', ['f(x) = (x + 1', 'g(x) = x']],
  ['comments go', 'a = 1 # one\n# all\nb = 2', ['a = 1', 'b = 2']],
  ['a comment within a statement', 'minimize f # go\n  # the start\n  from x = 1', ['minimize f from x = 1']],
  ['# within quotes is none', 'p = csv("a#b") # c', ['p = csv("a#b")']],
  ['Windows lines', 'a = 1\r\nminimize f\r\n  from x = 1\r\n', ['a = 1', 'minimize f from x = 1']],
  ['old Macintosh lines', 'a = 1\rb = 2', ['a = 1', 'b = 2']],
  ['nothing', '\n\n  \n# x\n', []],
])('%s', (_, text, expected) => {
  expect(texts(text)).toEqual(expected);
});

test('every character of a statement stands where it stands in the text', () => {
  const text = '\uFEFF# A bowl.\r\nf(x) = (x # in\r\n  + 1)^2\r\n\r\nminimize f # it\n\tfrom x = 2\n';
  for (const { text: statement, range } of splitStatements(text)) {
    [...statement].forEach((character, i) => {
      if (character !== ' ') expect(character).toBe(text[range.start + i]);
    });
    expect(statement.length).toBe(range.end - range.start);
  }
});

test('the comment directly above a definition is its documentation', () => {
  const { objectives } = parseGd(
    '# Far.\n\n# The bowl,\n# in one dimension.\nf(x) = x^2\ng(x) = x^4 # here\n',
  );
  expect(objectives.map(({ objective }) => objective.documentation)).toEqual([
    'The bowl,\nin one dimension.',
    '',
  ]);
});

test('a byte order mark, tabs and Windows lines change nothing', () => {
  const text = 'a = 2\nf(x) = a*x^2\nminimize f\n  from x = 1\n  with gd(rate = [0.1, 0.2])\n';
  const plain = parseGd(text);
  const odd = parseGd(`\uFEFF${text.replace(/\n {2}/g, '\n\t').replace(/\n/g, '\r\n')}`);
  expect(odd.problems).toEqual([]);
  expect(odd.experiments.map(({ experiment }) => experiment)).toEqual(
    plain.experiments.map(({ experiment }) => experiment),
  );
  expect(odd.objectives.map(({ objective }) => objective.text)).toEqual(
    plain.objectives.map(({ objective }) => objective.text),
  );
});
