import { ProblemError, type SourceRange } from '../core/problem.ts';
import { parseGd } from './gd/parse-gd.ts';
import type { SelectedObjective, SelectionRefusal } from './selection.ts';
import { definitionOf } from './selection-formula.ts';
import { lineAround, trimRange } from './selection-range.ts';
import { isTex, texToGd } from './selection-tex.ts';

const WANTED = 'Descent looked for a formula such as x^2 + y^2, or an equation f(x, y) = …';

/** A formula or an equation in a text: bare, in Markdown's code or mathematics, or in simple TeX. */
export function readProseSelection(
  text: string,
  selection: SourceRange,
): SelectedObjective | SelectionRefusal {
  const range = unwrapped(text, onlyFormulaIn(text, trimRange(text, selection)));
  const written = text.slice(range.start, range.end);
  if (written.trim() === '') return { message: `${WANTED}; select one`, range };
  const whole = written.includes('\n') ? definitionsIn(written, range) : undefined;
  if (whole) return whole;
  // Words side by side read as a product; a parser's complaint about a sentence helps nobody.
  if (isProse(written)) return { message: `${WANTED}; select one`, range };
  try {
    return formulaOf(written, range);
  } catch (error) {
    if (error instanceof ProblemError) return { message: error.message, range };
    throw error;
  }
}

const isProse = (written: string) =>
  !/[-+*/^²³=√∑(\\]/.test(written) || /\p{L}{2,} \p{L}{2,} \p{L}{2,}/u.test(written);

/** Several statements at once, as they stand in a `.gd` file. */
function definitionsIn(written: string, range: SourceRange): SelectedObjective | undefined {
  const module = parseGd(written);
  const last = module.objectives.at(-1);
  if (!last || module.problems.length > 0) return undefined;
  const { name } = (module.experiments[0] ?? last).objective;
  return { name, text: `${written.trimEnd()}\n`, range };
}

const MARKED = /\$\$([^$]+)\$\$|\$([^$\n]+)\$|`([^`\n]+)`|\\\[[^$]+?\\\]|\\\([^$\n]+?\\\)/g;

/** The one formula between marks in a selected sentence, of several the one that is an equation or has an operator; otherwise the selection. */
function onlyFormulaIn(text: string, selection: SourceRange): SourceRange {
  const marked = [...text.slice(selection.start, selection.end).matchAll(MARKED)];
  const ways = [
    marked,
    ...[/=/, /[-+*/^\\]/].map((sign) => marked.filter(([written]) => sign.test(written))),
  ];
  const only = ways.find(({ length }) => length === 1)?.[0];
  if (!only) return selection;
  const start = selection.start + only.index;
  return { start, end: start + only[0].length };
}

/** What stands between the marks around a selection; a cursor means the marks, or the line, around it. */
function unwrapped(text: string, selection: SourceRange): SourceRange {
  let range = selection;
  if (range.start === range.end) {
    const line = lineAround(text, range.start);
    const marked = [...text.matchAll(MARKED)].find(
      (match) => match.index <= range.start && range.start <= match.index + match[0].length,
    );
    range = marked
      ? { start: marked.index, end: marked.index + marked[0].length }
      : onlyFormulaIn(text, line);
  }
  for (const pattern of [/^(?:[-*+]|\d+[.)]|>|#+|\/\/+)\s+(?=\S)/, /^(?:\$\$|\$|`|\\\[|\\\()\s*/]) {
    const lead = pattern.exec(text.slice(range.start, range.end));
    if (lead) range = { start: range.start + lead[0].length, end: range.end };
  }
  const tail = /\s*(?:[.,;])?\s*(?:\$\$|\$|`|\\\]|\\\))?\s*(?:[.,;:])?\s*$/.exec(
    text.slice(range.start, range.end),
  );
  return tail ? { start: range.start, end: Math.max(range.start, range.end - tail[0].length) } : range;
}

function formulaOf(written: string, range: SourceRange): SelectedObjective | SelectionRefusal {
  const plain = plainText(written);
  const equation = /^([^=<>!]*?)(?<![<>!=:]):?=(?!=)([\s\S]*)$/.exec(plain);
  if (!equation) return definitionOf({ body: plain.trim(), range });
  const [, left = '', right = ''] = equation;
  const body = right.trim();
  // Words may go before: "Rosenbrock: f(x, y) = …".
  const head =
    /^([\p{L}_][\p{L}\p{N}_₀-₉]*)\s*(?:\(([^()]*)\))?$/u.exec(left.trim()) ??
    /[\s:,;]([\p{L}_][\p{L}\p{N}_₀-₉]*)\s*\(([^()]*)\)$/u.exec(left.trim());
  if (!head) {
    return {
      message: 'left of = stands neither a name nor f(x, y); write f(x, y) = … or select the right side',
      range,
    };
  }
  const [, name = 'f', list] = head;
  if (list === undefined) return definitionOf({ body, range, name });
  const parameters = list.split(',').map((each) => {
    const [, parameter = each.trim(), size] = /^\s*([^\s[]+)\s*(?:\[\s*(\d+)\s*\])?\s*$/.exec(each) ?? [];
    return { name: parameter, shape: size === undefined ? [] : [Number(size)] };
  });
  return withVectors(body, range, name, parameters);
}

/** `f(x) = x[1]^2 + x[2]^2` or `f(x) = x₁² + x₂²`: a parameter that is indexed is a vector, although its head does not say so. */
function withVectors(
  body: string,
  range: SourceRange,
  name: string,
  parameters: readonly { readonly name: string; readonly shape: readonly number[] }[],
): SelectedObjective | SelectionRefusal {
  const used = (each: string) =>
    new RegExp(`(?<![\\p{L}\\p{N}_])${each}(?![\\p{L}\\p{N}_₀-₉])`, 'u').test(body);
  const numbered = (each: string) =>
    !used(each) && new RegExp(`(?<![\\p{L}\\p{N}_])${each}_?[0-9₀-₉]`, 'u').test(body);
  const indexed = (each: string) => new RegExp(`(?<![\\p{L}\\p{N}_])${each}\\s*\\[`, 'u').test(body);
  const bare = parameters.some(
    ({ name: each, shape }) => shape.length === 0 && (indexed(each) || numbered(each)),
  );
  return bare ? definitionOf({ body, range, name }) : definitionOf({ body, range, name, parameters });
}

/** The formula in `.gd` syntax. */
function plainText(written: string): string {
  const oneLine = written.replace(/\s+/g, ' ');
  const text = isTex(oneLine) ? texToGd(oneLine) : oneLine;
  return text
    .replaceAll('**', '^')
    .replace(/√\s*(\()/g, 'sqrt$1')
    .replace(/√\s*([\p{L}\p{N}.]+)/gu, 'sqrt($1)')
    .replaceAll(/[\u2009\u00A0\u202F]/g, ' ');
}
