import {
  type CompiledObjective,
  compileObjective,
  type GradientMode,
} from '../core/compile/compile-objective.ts';
import { coordinateNames } from '../core/objective.ts';
import { nearest } from '../frontends/nearest.ts';
import { CliError } from './cli-error.ts';
import { objectiveAt } from './objective-at.ts';
import { table } from './table.ts';
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
  const { objective, x } = await objectiveAt(file, options);
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

/** The entries with the names of the variables above and beside them. */
function matrixLines(names: readonly string[], rows: readonly (readonly number[])[]): string[] {
  const entries = rows.map((row, i) => [names[i] as string, ...row.map(String)]);
  return table([['', ...names], ...entries]).map((line) => `  ${line}`);
}
