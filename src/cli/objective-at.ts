import path from 'node:path';
import type { Objective } from '../core/objective.ts';
import type { GdModule } from '../frontends/gd/gd-module.ts';
import { parseGd } from '../frontends/gd/parse-gd.ts';
import { nearest } from '../frontends/nearest.ts';
import { CliError } from './cli-error.ts';
import { liftFile, readGd } from './read-source.ts';

/** An objective of a file by name; the last where no name is given. */
export async function findObjective(file: string, name: string | undefined): Promise<Objective> {
  const found = path.extname(file) === '.gd' ? inGd(await readGd(file)) : await inCode(file);
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

async function inCode(file: string): Promise<Objective[]> {
  const { objectives } = await liftFile(file);
  return objectives.flatMap(({ text, name }) =>
    inGd(parseGd(text)).filter((objective) => objective.name === name),
  );
}

/** The point of `--at "x = 1, w = [1, 2]"`, read as the `from` clause of an experiment. */
export function pointOf(objective: Objective, at: string | undefined): Float64Array {
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
