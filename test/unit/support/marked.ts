import { expect } from 'vitest';
import type { SourceRange } from '../../../src/core/problem.ts';
import type { GdModule } from '../../../src/frontends/gd/gd-module.ts';
import { parseGd } from '../../../src/frontends/gd/parse-gd.ts';

/** A text without its marks «…», and the ranges that they enclose, in the order in which they open. */
export function marked(text: string): { text: string; ranges: SourceRange[] } {
  const ranges: { start: number; end: number }[] = [];
  const open: { start: number; end: number }[] = [];
  let plain = '';
  for (const character of text) {
    if (character === '«') {
      const range = { start: plain.length, end: plain.length };
      open.push(range);
      ranges.push(range);
    } else if (character === '»') {
      (open.pop() as { end: number }).end = plain.length;
    } else {
      plain += character;
    }
  }
  return { text: plain, ranges };
}

/** A text with marks «…» around ranges, for readable failures. */
export function mark(text: string, ranges: readonly SourceRange[]): string {
  const places = ranges.flatMap(({ start, end }) => [
    { at: start, sign: '«', order: 1 },
    { at: end, sign: '»', order: start === end ? 2 : 0 },
  ]);
  let out = text;
  for (const { at, sign } of places.sort((a, b) => b.at - a.at || b.order - a.order)) {
    out = out.slice(0, at) + sign + out.slice(at);
  }
  return out;
}

/** Expects the problems of a `.gd` text: one for each mark «…», in order, with these messages. */
export function expectProblems(text: string, ...messages: readonly string[]): GdModule {
  const plain = text.replace(/[«»]/g, '');
  const module = parseGd(plain);
  expect(module.problems.map(({ message }) => message)).toEqual(messages);
  expect(
    mark(
      plain,
      module.problems.map(({ range }) => range),
    ),
  ).toBe(text);
  return module;
}
