import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import type { Objective } from '../../../../src/core/objective.ts';
import { createLifter } from '../../../../src/frontends/code/lifter.ts';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';
import type { CodeLanguage, LiftedObjective } from '../../../../src/frontends/lift.ts';

const folder = path.dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm'));

/** A lifter that reads its grammars from the package. */
export const lifter = createLifter(
  async (name) => new Uint8Array(await readFile(path.join(folder, `${name}.wasm`))),
);

/** The objective `f` of a code, or else its last. @throws where there is none, with the reason. */
export async function liftOne(text: string, language: CodeLanguage): Promise<LiftedObjective> {
  const { objectives, refusals } = await lifter.lift(text, language, { start: 0, end: text.length });
  const last = objectives.find((each) => each.name === 'f') ?? objectives.at(-1);
  if (!last) throw new Error(refusals.map((each) => each.reason).join('\n') || 'nothing was found');
  return last;
}

/** The texts of all objectives of a code. */
export async function liftTexts(text: string, language: CodeLanguage): Promise<string[]> {
  return (await lifter.lift(text, language)).objectives.map((each) => each.text);
}

/** A `.gd` text's objective as the engine reads it. @throws where the text has a problem. */
export function objectiveOf(text: string, name: string): Objective {
  const { objectives, problems } = parseGd(text);
  const found = objectives.find((each) => each.objective.name === name);
  if (!found || problems.length > 0) {
    throw new Error(`${problems.map((each) => each.message).join('\n')}\n${text}`);
  }
  return found.objective;
}

/** The value of a code's objective at a point, by the project's own engine. */
export async function liftedValue(
  text: string,
  language: CodeLanguage,
  point: readonly number[],
): Promise<number> {
  const lifted = await liftOne(text, language);
  return compileObjective(objectiveOf(lifted.text, lifted.name)).value(Float64Array.from(point));
}
