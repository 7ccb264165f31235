import path from 'node:path';
import {
  type CompiledObjective,
  compileObjective,
  type GradientMode,
} from '../core/compile/compile-objective.ts';
import { coordinateNames, type Objective } from '../core/objective.ts';
import type { GdModule } from '../frontends/gd/gd-module.ts';
import { parseGd } from '../frontends/gd/parse-gd.ts';
import { nearest } from '../frontends/nearest.ts';
import { CliError } from './cli-error.ts';
import { liftFile, readGd } from './read-source.ts';
import { toJson } from './to-json.ts';

/** What `eval` was called with. */
export interface EvalOptions {
  readonly objective: string | undefined;
  readonly at: string | undefined;
  readonly gradient: string;
  readonly hessian: boolean;
  readonly json: boolean;
}

/** Exact ways to a gradient, by name. */
const MODES: readonly GradientMode[] = ['backprop', 'forward'];

/** The most variables of which the whole Hessian is printed: a million entries. */
const HESSIAN_LIMIT = 1000;

/** `eval FILE`: value, gradient and, if asked for, Hessian of an objective at a point. */
export async function evalCommand(file: string, options: EvalOptions): Promise<string> {
  const mode = MODES.find((each) => each === options.gradient);
  if (!mode) {
    const near = nearest(options.gradient, MODES);
    throw new CliError(
      `there is no gradient ${options.gradient}; ${near ? `did you mean ${near}?` : `there is ${MODES.join(', ')}`}`,
      2,
    );
  }
  const objective = await findObjective(file, options.objective);
  const x = pointOf(objective, options.at);
  const f = compileObjective(objective);
  const gradient = new Float64Array(objective.size);
  const value = f.gradient(x, gradient, mode);
  const hessian = options.hessian ? hessianRows(f, x) : undefined;
  if (options.json) {
    const parameters = objective.parameters.map(({ name, shape }) => ({ name, shape }));
    const result = { objective: objective.name, parameters, value, gradient: Array.from(gradient) };
    return toJson(hessian ? { ...result, hessian } : result);
  }
  const names = coordinateNames(objective);
  const width = Math.max(...names.map((name) => [...name].length));
  return [
    `${objective.name} = ${value}`,
    ...names.map((name, i) => `  by ${name.padEnd(width)}  ${gradient[i]}`),
    ...(hessian ? ['', 'Hessian', ...matrixLines(names, hessian)] : []),
  ].join('\n');
}

/** ∇²f(x), a list for each row. */
function hessianRows(f: CompiledObjective, x: Float64Array): number[][] {
  const n = f.size;
  if (n > HESSIAN_LIMIT) {
    throw new CliError(
      `a Hessian of ${n}×${n} entries is too large to print; leave --hessian out, or take an objective of up to ${HESSIAN_LIMIT} variables`,
      2,
    );
  }
  const entries = new Float64Array(n * n);
  f.hessian(x, entries);
  return Array.from({ length: n }, (_, i) => Array.from(entries.subarray(i * n, (i + 1) * n)));
}

/** A table of numbers with the names of the variables above and beside it; columns end at the same place. */
function matrixLines(names: readonly string[], rows: readonly (readonly number[])[]): string[] {
  const table = [['', ...names], ...rows.map((row, i) => [names[i] as string, ...row.map(String)])];
  const widths = ['', ...names].map((_, column) =>
    Math.max(...table.map((cells) => [...(cells[column] as string)].length)),
  );
  return table.map((cells) =>
    cells
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] as number) - [...cell].length);
        return column === 0 ? `  ${cell}${space}` : `${space}${cell}`;
      })
      .join('  ')
      .trimEnd(),
  );
}

async function findObjective(file: string, name: string | undefined): Promise<Objective> {
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
