import { performance } from 'node:perf_hooks';
import { compileObjective } from '../core/compile/compile-objective.ts';
import { type DifferenceLadder, differenceLadder } from '../core/gradients/difference-errors.ts';
import { type Estimate, estimate } from '../core/gradients/estimate.ts';
import { coordinateNames, type Objective } from '../core/objective.ts';
import type { GradientSource } from '../core/run/experiment.ts';
import { describeSource } from '../core/run/experiment-text.ts';
import { formatNumber } from '../core/run/format-number.ts';
import { parseGd } from '../frontends/gd/parse-gd.ts';
import { CliError } from './cli-error.ts';
import { objectiveAt } from './objective-at.ts';
import { table } from './table.ts';
import { toJson } from './to-json.ts';

/** What `estimate` was called with. */
export interface EstimateOptions {
  readonly objective: string | undefined;
  readonly at: string | undefined;
  readonly gradient: string;
  readonly samples: string;
  readonly json: boolean;
}

/** Rows that are printed; JSON has all. */
const ROWS = 20;

/** `estimate FILE`: draws gradients from a source at a point and holds their mean and spread against the exact gradient. */
export async function estimateCommand(file: string, options: EstimateOptions): Promise<string> {
  const samples = Number(options.samples);
  if (!Number.isSafeInteger(samples) || samples < 1) {
    throw new CliError(`--samples ${options.samples}: a whole number from 1 is wanted, such as 1000000`, 2);
  }
  const { objective, x } = await objectiveAt(file, options);
  const gradient = sourceOf(objective, options.gradient);
  const compiled = compileObjective(objective);
  const begin = performance.now();
  const result = attempt(() => estimate({ objective, x, gradient, samples }, compiled));
  const seconds = (performance.now() - begin) / 1000;
  const ladder = gradient.name === 'difference' ? differenceLadder(objective, x, compiled) : undefined;
  return options.json
    ? json(objective, x, gradient, result, ladder, seconds)
    : text(objective, gradient, result, ladder, seconds);
}

/** A gradient source as in a `with` clause: `forward(seed = 0)`. */
function sourceOf(objective: Objective, written: string): GradientSource {
  const { experiments, problems } = parseGd(
    `${objective.text}\nminimize ${objective.name}\n  with gd(gradient = ${written.replace(/[\r\n#]/g, ' ')})`,
  );
  const methods = experiments[0]?.experiment.methods ?? [];
  if (problems.length > 0 || !methods[0]) {
    throw new CliError(`--gradient "${written}": ${problems.map(({ message }) => message).join('; ')}`, 2);
  }
  if (methods.length > 1) throw new CliError(`--gradient "${written}": one source is studied at a time`, 2);
  return methods[0].gradient;
}

function attempt<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof RangeError) throw new CliError(error.message);
    throw error;
  }
}

function json(
  objective: Objective,
  x: Float64Array,
  gradient: GradientSource,
  result: Estimate,
  ladder: DifferenceLadder | undefined,
  seconds: number,
): string {
  const { truth, mean, standardError, covariance, bias, theory, samples, cost } = result;
  const n = truth.length;
  return toJson({
    objective: objective.name,
    parameters: objective.parameters.map(({ name, shape }) => ({ name, shape })),
    at: Array.from(x),
    gradient: describeSource(gradient),
    truth: Array.from(truth),
    mean: Array.from(mean),
    standardError: Array.from(standardError),
    ...(covariance
      ? {
          covariance: Array.from({ length: n }, (_, i) =>
            Array.from(covariance.subarray(i * n, (i + 1) * n)),
          ),
        }
      : {}),
    ...(bias ? { bias: { z: Array.from(bias.z), p: bias.p, biased: bias.biased } } : {}),
    relativeSquaredError: result.relativeSquaredError,
    relativeSquaredErrorStandardError: result.relativeSquaredErrorError,
    theory: theory.relativeSquaredError ?? null,
    ...(theory.note === '' ? {} : { theoryNote: theory.note }),
    samples,
    seconds,
    cost,
    ...(ladder ? { differences: ladderJson(ladder) } : {}),
  });
}

function ladderJson({ h, schemes }: DifferenceLadder) {
  return {
    h: Array.from(h),
    schemes: schemes.map(({ scheme, error, best }) => ({ scheme, error: Array.from(error), best })),
  };
}

function text(
  objective: Objective,
  gradient: GradientSource,
  result: Estimate,
  ladder: DifferenceLadder | undefined,
  seconds: number,
): string {
  const { truth, mean, standardError, bias, samples, theory } = result;
  const names = coordinateNames(objective);
  const shown = names.slice(0, ROWS);
  const count = samples === 1 ? 'one gradient' : `${samples} gradients`;
  const lines = [
    `${objective.name}: ${count} by ${describeSource(gradient)}, ${formatNumber(seconds, 3)} s`,
    ...table([
      ['', 'truth', 'mean', ...(bias ? ['standard error', 'z'] : [])],
      ...shown.map((name, i) => [
        `by ${name}`,
        formatNumber(truth[i] as number, 6),
        formatNumber(mean[i] as number, 9),
        ...(bias ? [formatNumber(standardError[i] as number, 3), (bias.z[i] as number).toFixed(2)] : []),
      ]),
    ]).map((line) => `  ${line}`),
  ];
  if (names.length > ROWS) lines.push(`  … ${names.length} in all`);
  if (bias) {
    lines.push(
      bias.biased
        ? `  biased: an unbiased source would show such a z with a probability below ${formatNumber(Math.max(bias.p, 1e-300), 2)}`
        : `  no sign of a bias (p = ${formatNumber(bias.p, 2)})`,
    );
  }
  lines.push(`  relative squared error ${errorText(result)}${theory.note === '' ? '' : `; ${theory.note}`}`);
  if (ladder) lines.push('', ...ladderLines(ladder));
  return lines.join('\n');
}

function errorText({ relativeSquaredError, relativeSquaredErrorError: own, theory }: Estimate): string {
  const found = formatNumber(relativeSquaredError, 5) + (own > 0 ? ` ± ${formatNumber(own, 2)}` : '');
  const { relativeSquaredError: expected } = theory;
  return expected === undefined ? found : `${found}, in theory ${formatNumber(expected, 6)}`;
}

function ladderLines({ h, schemes }: DifferenceLadder): string[] {
  return [
    'relative error of finite differences against h',
    ...table([
      ['h', ...schemes.map(({ scheme }) => scheme)],
      ...Array.from(h, (step, i) => [
        step.toExponential(0),
        ...schemes.map(({ error }) => (error[i] as number).toExponential(1)),
      ]),
    ]).map((line) => `  ${line}`),
    ...schemes.map(
      ({ scheme, best }) =>
        `  ${scheme}: best at h = ${best.h.toExponential(0)}, error ${best.error.toExponential(1)}`,
    ),
  ];
}
