import { CliError } from './cli-error.ts';
import { liftFile, problemLines } from './read-source.ts';
import { toJson } from './to-json.ts';

/** `lift FILE`: the objectives of a file of code as `.gd` text; functions that cannot be rewritten are told on stderr. */
export async function liftCommand(file: string, json: boolean): Promise<{ output: string; notes: string }> {
  const { objectives, refusals, source } = await liftFile(file);
  const notes = problemLines(
    file,
    source,
    refusals.map(({ range, name, reason }) => ({ range, message: name ? `${name}: ${reason}` : reason })),
  );
  if (objectives.length === 0) {
    throw new CliError(
      notes === ''
        ? `${file}: no function here computes a number from numbers; write one such as f(x) = x*x`
        : notes,
    );
  }
  if (json) {
    const found = objectives.map(({ name, text, start, range }) => ({
      name,
      text,
      ...(start ? { start } : {}),
      range,
    }));
    return { output: toJson({ file, objectives: found, refusals }), notes: '' };
  }
  return {
    output: objectives.map(({ text, name, start }) => withStart(text, name, start)).join('\n\n'),
    notes,
  };
}

function withStart(text: string, name: string, start: string | undefined): string {
  const definition = text.trimEnd();
  return start === undefined ? definition : `${definition}\n\nminimize ${name}\n  from ${start}`;
}
