import { ProblemError, type SourceRange } from '../core/problem.ts';
import type { GdModule } from './gd/gd-module.ts';
import { parseGd } from './gd/parse-gd.ts';
import { splitStatements } from './gd/statements.ts';
import { parseExpression } from './parse-expression.ts';
import type { SelectedObjective, SelectionRefusal } from './selection.ts';
import { definitionOf } from './selection-formula.ts';
import { trimRange } from './selection-range.ts';

/** A definition, an experiment, or a part of a definition's body in a `.gd` text. */
export function readGdSelection(text: string, selection: SourceRange): SelectedObjective | SelectionRefusal {
  const range = trimRange(text, selection);
  const module = parseGd(text);
  const part = range.start < range.end ? partOfBody(text, range, module) : undefined;
  if (part) return part;
  const touches = (each: { readonly range: SourceRange }) =>
    each.range.start <= range.end && range.start <= each.range.end;
  const experiment = module.experiments.find(touches);
  const found = experiment ?? module.objectives.find(touches);
  if (found) {
    const { name, text: definition } = found.objective;
    const own = experiment ?? module.experiments.find((each) => each.objective.name === name);
    const statement = own ? `\n${text.slice(own.range.start, own.range.end)}\n` : '';
    return { name, text: `${definition.trimEnd()}\n${statement}`, range: found.range };
  }
  const broken = splitStatements(text).find(touches);
  const problem = module.problems.find(
    (each) => broken && broken.range.start <= each.range.start && each.range.end <= broken.range.end,
  );
  if (problem) return { message: problem.message, range: problem.range };
  return {
    message: 'Descent looked for a definition such as f(x, y) = x^2 + y^2; put the cursor into one',
    range,
  };
}

/** A bare expression: with the parameters of the definition around it, and the constants and helpers of the whole text. */
function partOfBody(
  text: string,
  range: SourceRange,
  module: GdModule,
): SelectedObjective | SelectionRefusal | undefined {
  const statement = splitStatements(text).find(
    (each) => each.range.start <= range.start && range.end <= each.range.end,
  );
  const equals = statement?.text.search(/(?<![<>=!])=(?!=)/) ?? -1;
  if (statement && (equals < 0 || range.start <= statement.range.start + equals)) return undefined;
  const body = text.slice(range.start, range.end);
  if (statement && text.slice(statement.range.start + equals + 1, statement.range.end).trim() === body)
    return undefined;
  try {
    parseExpression(body, range.start);
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
  const around = module.objectives.find((each) => each.range.start === statement?.range.start);
  const others = splitStatements(text).filter((each) => !/^(minimize|maximize)\b/.test(each.text));
  const context = others.map((each) => `${text.slice(each.range.start, each.range.end)}\n`).join('');
  const known = new Set(others.flatMap((each) => /^[^\s(=]+/.exec(each.text)?.[0] ?? []));
  const parameters = around?.objective.parameters.map(({ name, shape }) => ({ name, shape }));
  const name = around ? `${around.objective.name}_part` : 'f';
  return definitionOf({
    body,
    range,
    name,
    partial: true,
    context,
    known,
    ...(parameters && { parameters }),
  });
}
