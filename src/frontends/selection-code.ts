import type { SourceRange } from '../core/problem.ts';
import type { Lifter } from './code/lifter.ts';
import type { CodeLanguage, LiftedObjective } from './lift.ts';
import type { SelectedObjective, SelectionRefusal } from './selection.ts';
import { readProseSelection } from './selection-prose.ts';
import { trimRange } from './selection-range.ts';

const WANTED = 'a function that returns one number, or an arithmetic expression such as (1-x)**2 + y**2';

/** A function, a part of one, or a bare expression in code. */
export async function readCodeSelection(
  text: string,
  selection: SourceRange,
  language: CodeLanguage,
  lifter: Lifter,
): Promise<SelectedObjective | SelectionRefusal> {
  const range = trimRange(text, selection);
  const bare = range.start < range.end ? await lifter.liftExpression(text, language, range) : undefined;
  if (bare && 'text' in bare) return selected(bare);
  const { objectives, refusals } = await lifter.lift(text, language, range);
  // A selection of several lines may hold helpers first; the last function is what they are for.
  const last = objectives.at(-1);
  if (last) return selected(last);
  const refusal = refusals[0];
  if (refusal) {
    const of = refusal.name === '' ? '' : `${refusal.name}: `;
    return { message: `${of}${refusal.reason}`, range: refusal.range };
  }
  if (bare) return { message: bare.reason, range: bare.range };
  // A formula in a comment or a docstring is a formula as well.
  const prose = readProseSelection(text, selection);
  if ('text' in prose) return prose;
  return { message: `Descent looked for ${WANTED}; select one, or put the cursor into it`, range };
}

function selected({ name, text, start, range }: LiftedObjective): SelectedObjective {
  const experiment = start === undefined ? '' : `\nminimize ${name}\n  from  ${start}\n`;
  return { name, text: `${text}${experiment}`, range };
}
