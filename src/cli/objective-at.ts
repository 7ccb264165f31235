import path from 'node:path';
import type { Objective } from '../core/objective.ts';
import type { GdModule } from '../frontends/gd/gd-module.ts';
import { parseGd } from '../frontends/gd/parse-gd.ts';
import { splitTop } from '../frontends/gd/split.ts';
import { nearest } from '../frontends/nearest.ts';
import { CliError } from './cli-error.ts';
import { liftFile, problemLines, readGd } from './read-source.ts';

/** What was asked for: an objective of a file, and a point. */
export interface ObjectiveAt {
  /** The objective's name; the last of the file where it is absent. */
  readonly objective: string | undefined;
  /** The point, `x = 1, w = [1, 2]`. */
  readonly at: string | undefined;
}

/** An objective of a file at a point; of code, whose vectors may be of any length, with those of the point. */
export async function objectiveAt(
  file: string,
  { objective: name, at }: ObjectiveAt,
): Promise<{ readonly objective: Objective; readonly x: Float64Array }> {
  const isGd = path.extname(file) === '.gd';
  const objective = choose(file, isGd ? inGd(await readGd(file)) : await inCode(file, name, at), name);
  return { objective, x: pointOf(objective, at) };
}

function choose(file: string, found: readonly Objective[], name: string | undefined): Objective {
  const objective = name === undefined ? found.at(-1) : found.find((each) => each.name === name);
  if (objective) return objective;
  if (found.length === 0)
    throw new CliError(`${file}: there is no objective; define one, f(x, y) = x^2 + y^2`);
  const names = found.map((each) => each.name);
  const near = name === undefined ? undefined : nearest(name, names);
  throw new CliError(
    `${file}: there is no objective ${name}; ${near ? `did you mean ${near}?` : `there is ${names.join(', ')}`}`,
  );
}

function inGd({ objectives }: GdModule): Objective[] {
  return objectives.map(({ objective }) => objective);
}

async function inCode(file: string, name: string | undefined, at = ''): Promise<Objective[]> {
  const { objectives, refusals, source } = await liftFile(file, { shapesByName: shapesIn(at) });
  const refused = refusals.filter((each) => each.name === name);
  if (refused.length > 0) {
    const problems = refused.map(({ range, reason }) => ({ range, message: `${name}: ${reason}` }));
    throw new CliError(problemLines(file, source, problems));
  }
  return objectives.flatMap(({ text, name: lifted }) =>
    inGd(parseGd(text)).filter((objective) => objective.name === lifted),
  );
}

/** The shapes of the lists in a point, by the names that they are given to. */
function shapesIn(at: string): Map<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>();
  for (const { text } of splitTop(at, 0, ',')) {
    const [, name, list] = /^([^=\s]+)\s*=\s*\[(.*)\]$/s.exec(text) ?? [];
    if (name === undefined || list === undefined) continue;
    const entries = splitTop(list, 0, ',');
    const [, row] = /^\[(.*)\]$/s.exec(entries[0]?.text ?? '') ?? [];
    shapes.set(name, row === undefined ? [entries.length] : [entries.length, splitTop(row, 0, ',').length]);
  }
  return shapes;
}

/** The point of `--at "x = 1, w = [1, 2]"`, read as the `from` clause of an experiment. */
function pointOf(objective: Objective, at: string | undefined): Float64Array {
  if (at === undefined) {
    const example = objective.parameters.map(({ name }) => `${name} = 1`).join(', ');
    throw new CliError(`a point is missing; write --at "${example}"`, 2);
  }
  const { experiments, problems } = parseGd(
    `${objective.text}\nminimize ${objective.name}\n  from ${at.replace(/[\r\n#]/g, ' ')}`,
  );
  const start = experiments[0]?.experiment.start;
  if (!start) throw new CliError(`--at "${at}": ${problems.map(({ message }) => message).join('; ')}`, 1);
  return Float64Array.from(start);
}
