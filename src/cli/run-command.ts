import { writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { compileObjective } from '../core/compile/compile-objective.ts';
import { objectiveFigure } from '../core/figures/objective-figure.ts';
import { serializeSvg } from '../core/figures/svg.ts';
import type { Objective } from '../core/objective.ts';
import { coordinateNames } from '../core/objective.ts';
import { carryOut, type FinishedRun } from '../core/run/carry-out.ts';
import type { Experiment, Window } from '../core/run/experiment.ts';
import { describeSource, methodText } from '../core/run/experiment-text.ts';
import { formatNumber } from '../core/run/format-number.ts';
import { pathWindow } from '../core/run/path-window.ts';
import { contours } from '../core/sampling/contours.ts';
import { fieldExtremes } from '../core/sampling/field.ts';
import type { GdModule } from '../frontends/gd/gd-module.ts';
import { CliError } from './cli-error.ts';
import { readGd } from './read-source.ts';
import { toJson } from './to-json.ts';
import { traceCsv } from './trace-csv.ts';

/** What `run` was called with. */
export interface RunOptions {
  readonly objective: string | undefined;
  readonly json: boolean;
  readonly trace: string | undefined;
  readonly svg: string | undefined;
}

interface Done {
  readonly objective: Objective;
  readonly experiment: Experiment;
  readonly runs: readonly FinishedRun[];
}

/** `run FILE.gd`: carries out the experiments of a file; an objective without one runs with the defaults. */
export async function runCommand(file: string, options: RunOptions): Promise<string> {
  const module = await readGd(file);
  const done = chosen(file, module, options.objective).map(({ objective, experiment }): Done => {
    return { objective, experiment, runs: carryOut(objective, experiment, () => performance.now()) };
  });
  if (options.trace !== undefined) await write(options.trace, traceCsv(done));
  if (options.svg !== undefined) await write(options.svg, picture(done[0] as Done));
  return options.json
    ? toJson({ file, experiments: done.map(experimentJson) })
    : done.map(experimentText).join('\n\n');
}

function chosen(file: string, { experiments, objectives }: GdModule, name: string | undefined) {
  const names = objectives.map(({ objective }) => objective.name);
  if (name !== undefined && !names.includes(name)) {
    throw new CliError(
      `${file}: there is no objective ${name}; ${names.length > 0 ? `there is ${names.join(', ')}` : 'define one, f(x, y) = x^2 + y^2'}`,
    );
  }
  const written = experiments.filter(({ objective }) => name === undefined || objective.name === name);
  if (written.length > 0) return written;
  const bare = objectives.filter(({ objective }) => name === undefined || objective.name === name);
  if (bare.length === 0)
    throw new CliError(`${file}: there is no objective; define one, f(x, y) = x^2 + y^2`);
  return bare.slice(name === undefined ? -1 : 0).map(({ objective }) => ({
    objective,
    experiment: { objective: objective.name, sense: 'minimize', methods: [], until: {} } satisfies Experiment,
  }));
}

function experimentJson({ objective, runs }: Done) {
  return {
    objective: objective.name,
    parameters: objective.parameters.map(({ name, shape }) => ({ name, shape })),
    runs: runs.map(({ run, result }) => ({
      method: run.request.choice.method,
      label: methodText(run.request.choice),
      gradient: describeSource(run.request.choice.gradient),
      start: result.start,
      x: result.x,
      f: result.f,
      gradientNorm: result.gradientNorm,
      iterations: result.iterations,
      evaluations: result.evaluations,
      reason: result.reason,
      message: result.message,
      seconds: result.seconds,
    })),
  };
}

function experimentText({ objective, experiment, runs }: Done): string {
  const names = coordinateNames(objective);
  const lines = [`${experiment.sense} ${objective.text.split('\n').at(-1)}`];
  for (const { run, result } of runs) {
    const point = names.slice(0, 8).map((name, i) => `${name} = ${formatNumber(result.x[i] as number, 7)}`);
    if (names.length > 8) point.push(`… ${names.length} in all`);
    const steps = `${result.iterations} ${result.iterations === 1 ? 'step' : 'steps'}`;
    lines.push(`  ${methodText(run.request.choice)}: f = ${formatNumber(result.f, 6)} after ${steps}`);
    lines.push(`    ${point.join(', ')}`);
    lines.push(`    ${result.reason}: ${result.message}`);
  }
  return lines.join('\n');
}

function picture({ objective, experiment, runs }: Done): string {
  const first = runs.filter(({ trace }) => trace.length > 0);
  if (first.length === 0)
    throw new CliError(`${objective.name}: there is no path to draw, since f is not finite at the start`);
  const coordinates = [0, Math.min(1, objective.size - 1)] as const;
  const window: Window =
    experiment.show ??
    pathWindow(
      first.map(({ trace }) => trace),
      coordinates,
    );
  const [columns, rows] = [256, 256];
  const base = Float64Array.from(first[0]?.result.x as readonly number[]);
  const values = compileObjective(objective).field(window, columns, rows, undefined, base);
  const field = { window, columns, rows, values, ...fieldExtremes(values) };
  return serializeSvg(
    objectiveFigure({
      field,
      contours: contours(field),
      coordinates: coordinateNames(objective),
      title: `${objective.name}: ${runs.map(({ run }) => methodText(run.request.choice)).join(', ')}`,
      runs: first.map(({ run, trace, result }) => ({ trace, result, label: methodText(run.request.choice) })),
    }),
  );
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new CliError(`${file}: it cannot be written (${(error as Error).message})`);
  }
}
