import { writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { compileObjective } from '../core/compile/compile-objective.ts';
import { PRINT_THEME } from '../core/figures/figure-theme.ts';
import { objectiveFigure } from '../core/figures/objective-figure.ts';
import { seriesStyle } from '../core/figures/series-style.ts';
import { serializeSvg } from '../core/figures/svg.ts';
import { coordinateNames } from '../core/objective.ts';
import type { Experiment, Window } from '../core/run/experiment.ts';
import { methodText } from '../core/run/experiment-text.ts';
import { pathWindow } from '../core/run/path-window.ts';
import { contours } from '../core/sampling/contours.ts';
import { fieldExtremes } from '../core/sampling/field.ts';
import type { GdModule } from '../frontends/gd/gd-module.ts';
import {
  carryOutExperiment,
  type ExperimentListener,
  type FinishedExperiment,
} from '../worker/carry-out-experiment.ts';
import { carryOutProfile, type FinishedProfile } from '../worker/carry-out-profile.ts';
import type { RunSurroundings } from '../worker/carry-out-runs.ts';
import { Crew } from '../worker/crew.ts';
import { CliError } from './cli-error.ts';
import { experimentJson, profileJson } from './experiment-json.ts';
import { experimentReport, profileReport } from './experiment-report.ts';
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

/** `run FILE.gd`: carries out the experiments of a file; an objective without one runs with the defaults. */
export async function runCommand(file: string, options: RunOptions): Promise<string> {
  const module = await readGd(file);
  const asked = chosen(file, module, options.objective);
  const crew = new Crew(fileURLToPath(new URL('worker.cjs', import.meta.url)));
  const surroundings = surroundingsOf(crew);
  const done: FinishedExperiment[] = [];
  const profiles: FinishedProfile[] = [];
  try {
    for (const { objective, experiment } of asked) {
      done.push(await carryOutExperiment(objective, experiment, surroundings, progressOf(objective.name)));
    }
    if (options.objective === undefined) {
      for (const profile of module.profiles) profiles.push(await carryOutProfile(profile, surroundings));
    }
  } finally {
    crew.dispose();
  }
  if (options.trace !== undefined) await write(options.trace, traceCsv(done));
  if (options.svg !== undefined) {
    if (!done[0])
      throw new CliError(`${file}: there is no path to draw; write minimize and the name of a definition`);
    await write(options.svg, picture(done[0]));
  }
  return options.json
    ? toJson({
        file,
        experiments: done.map(experimentJson),
        ...(profiles.length > 0 && {
          profiles: profiles.map(({ profile, names, notes }) => ({ names, ...profileJson(profile), notes })),
        }),
      })
    : [...done.map(experimentReport), ...profiles.map(profileReport)].join('\n\n');
}

/** A terminal is ended by its interrupt, so that nothing here is ever cancelled. */
function surroundingsOf(crew: Crew): RunSurroundings {
  return {
    clock: () => performance.now(),
    breathe: () => setImmediate(),
    signal: new AbortController().signal,
    isCancelled: () => false,
    hands: () => crew.hands,
  };
}

/** How far it is, on a terminal, in one line that goes when it is done. */
function progressOf(name: string): ExperimentListener | undefined {
  const { stderr } = process;
  if (!stderr.isTTY) return undefined;
  return {
    tuned: (part) => stderr.write(`\r\x1b[K${name}: rates are tuned, ${Math.round(100 * part)} %`),
    ended: (done, all) => stderr.write(done < all ? `\r\x1b[K${name}: ${done} of ${all} runs` : '\r\x1b[K'),
  };
}

function chosen(file: string, { experiments, objectives, profiles }: GdModule, name: string | undefined) {
  const names = objectives.map(({ objective }) => objective.name);
  if (name !== undefined && !names.includes(name)) {
    throw new CliError(
      `${file}: there is no objective ${name}; ${names.length > 0 ? `there is ${names.join(', ')}` : 'define one, f(x, y) = x^2 + y^2'}`,
    );
  }
  const written = experiments.filter(({ objective }) => name === undefined || objective.name === name);
  if (written.length > 0 || (name === undefined && profiles.length > 0)) return written;
  const bare = objectives.filter(({ objective }) => name === undefined || objective.name === name);
  if (bare.length === 0)
    throw new CliError(`${file}: there is no objective; define one, f(x, y) = x^2 + y^2`);
  return bare.slice(name === undefined ? -1 : 0).map(({ objective }) => ({
    objective,
    experiment: { objective: objective.name, sense: 'minimize', methods: [], until: {} } satisfies Experiment,
  }));
}

function picture({ objective, experiment, plan, runs }: FinishedExperiment): string {
  const drawn = runs.filter(({ trace }) => trace.length > 0);
  if (drawn.length === 0)
    throw new CliError(`${objective.name}: there is no path to draw, since f is not finite at the start`);
  const coordinates = [0, Math.min(1, objective.size - 1)] as const;
  const window: Window =
    experiment.show ??
    pathWindow(
      drawn.map(({ trace }) => trace),
      coordinates,
    );
  const [columns, rows] = [256, 256];
  const base = Float64Array.from(drawn[0]?.result.x as readonly number[]);
  const values = compileObjective(objective).field(window, columns, rows, undefined, base);
  const field = { window, columns, rows, values, ...fieldExtremes(values) };
  const methods = plan.methods.map(methodText);
  const labelled = new Set<number>();
  return serializeSvg(
    objectiveFigure({
      field,
      contours: contours(field),
      coordinates: coordinateNames(objective),
      name: objective.name,
      ...(plan.bounds && { bounds: plan.bounds }),
      title: `${objective.name}: ${methods.join(', ')}`,
      runs: drawn.map(({ request: { group }, trace, result }) => {
        const style = seriesStyle(group, PRINT_THEME.series);
        // The runs of a group look alike: one row of the legend is for all.
        if (labelled.has(group)) return { trace, result, style };
        labelled.add(group);
        return { trace, result, style, label: methods[group] as string };
      }),
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
