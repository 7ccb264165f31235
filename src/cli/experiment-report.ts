import { coordinateNames, type Objective } from '../core/objective.ts';
import { type BasinMap, LOST, UNSETTLED } from '../core/run/basins.ts';
import type { FinishedRun } from '../core/run/carry-out.ts';
import { type GroupSweep, summarizeExperiment } from '../core/run/experiment-summary.ts';
import { methodText } from '../core/run/experiment-text.ts';
import { formatNumber } from '../core/run/format-number.ts';
import type { Outcomes, Spread } from '../core/run/outcome.ts';
import { type PerformanceProfile, profileAt } from '../core/run/performance-profile.ts';
import type { FinishedExperiment } from '../worker/carry-out-experiment.ts';
import type { FinishedProfile } from '../worker/carry-out-profile.ts';
import { table } from './table.ts';

/** A definition is shown up to this many letters. */
const LONGEST = 200;

/** A finished experiment as `run` prints it: every run, or where a method has several, what they came to together. */
export function experimentReport(done: FinishedExperiment): string {
  const { objective, experiment, plan, runs } = done;
  const { bands, sweeps, profile } = summarizeExperiment(plan, runs);
  const definition = objective.text.split('\n').at(-1) ?? '';
  const whole = definition.length <= LONGEST;
  const lines = [`${experiment.sense} ${whole ? definition : `${definition.slice(0, LONGEST)} …`}`];
  for (const [group, choice] of plan.methods.entries()) {
    const own = runs.filter(({ request }) => request.group === group);
    const found = plan.tuned?.[group];
    const several = bands.find((each) => each.group === group);
    const swept = sweeps.filter((each) => each.group === group);
    if (several || swept.length > 0) lines.push(`  ${methodText(choice)}: ${own.length} runs`);
    if (several) lines.push(...outcomeLines(several.outcomes));
    else if (swept.length > 0) for (const each of swept) lines.push(...sweepLines(each));
    else for (const run of own) lines.push(...runLines(objective, run));
    if (found) {
      lines.push(`    its rate was found among ${found.trials.length} with ${found.evaluations} evaluations`);
    }
    const map = done.basins[group];
    if (map) lines.push(...basinLines(objective, map));
  }
  if (profile) lines.push(...profileLines(profile, profile.methods, profile.tolerance, 'starts'));
  return lines.join('\n');
}

function runLines(objective: Objective, { request, result }: FinishedRun): string[] {
  const steps = `${result.iterations} ${result.iterations === 1 ? 'step' : 'steps'}`;
  return [
    `  ${methodText(request.choice)}: f = ${formatNumber(result.f, 6)} after ${steps}`,
    `    ${pointText(objective, result.x)}`,
    `    ${result.reason}: ${result.message}`,
  ];
}

function pointText(objective: Objective, x: readonly number[]): string {
  const names = coordinateNames(objective);
  const point = names.slice(0, 8).map((name, i) => `${name} = ${formatNumber(x[i] as number, 7)}`);
  if (names.length > 8) point.push(`… ${names.length} in all`);
  return point.join(', ');
}

/** A lost run counts as infinitely bad. */
const numberText = (value: number) =>
  Math.abs(value) === Number.POSITIVE_INFINITY ? '∞' : formatNumber(value);

const spreadText = ({ p10, median, p90 }: Spread) =>
  `${numberText(median)} [${numberText(p10)}, ${numberText(p90)}]`;

function outcomeLines({ f, iterations, evaluations, lost, runs }: Outcomes): string[] {
  return [
    `    f, median [p10, p90]: ${spreadText(f)}${lost > 0 ? `; ${lost} of ${runs} diverged` : ''}`,
    `    steps ${spreadText(iterations)}, evaluations ${spreadText(evaluations)}`,
  ];
}

function sweepLines({ argument, points, best }: GroupSweep): string[] {
  const rows = points.map(({ value, f, lost, runs, iterations }) => [
    `${formatNumber(value)}${value === best ? ' *' : ''}`,
    runs > 1 ? spreadText(f) : numberText(f.median),
    formatNumber(iterations.median),
    lost > 0 ? `${lost} of ${runs} diverged` : '',
  ]);
  return table([[argument, 'f', 'steps', ''], ...rows]).map((line) => `    ${line}`);
}

function basinLines(objective: Objective, { minima, cells }: BasinMap): string[] {
  const count = (label: number) => cells.filter((cell) => cell === label).length;
  const part = (starts: number) => `${formatNumber((100 * starts) / cells.length, 3)} %`;
  const rows = minima.map(({ x, f, starts }) => [pointText(objective, x), formatNumber(f, 6), part(starts)]);
  if (count(LOST) > 0) rows.push(['diverged', '', part(count(LOST))]);
  if (count(UNSETTLED) > 0) rows.push(['did not settle', '', part(count(UNSETTLED))]);
  return table([['ends at', 'f', 'of the starts'], ...rows]).map((line) => `    ${line}`);
}

/** A finished profile as `run` prints it. */
export function profileReport({ profile, names, notes }: FinishedProfile): string {
  return [
    `profile ${names.join(', ')}`,
    ...profileLines(profile, profile.methods, profile.tolerance, 'problems'),
    ...notes.map((note) => `    ${note}`),
  ].join('\n');
}

/** A performance profile as a table: of each method the part of the problems that it solves within a few factors of the best. */
function profileLines(
  { curves, problems }: PerformanceProfile,
  methods: readonly string[],
  tolerance: number,
  what: string,
): string[] {
  const factors = [1, 2, 4, 10, Number.POSITIVE_INFINITY];
  const rows = curves.map((curve, i) => [
    methods[i] as string,
    ...factors.map((factor) => `${Math.round(100 * profileAt(curve, factor))} %`),
  ]);
  const head = [
    '',
    ...factors.map((factor) => (factor === 1 ? 'the best' : factor < 1e9 ? `within ${factor}×` : 'at all')),
  ];
  return [
    `  of ${problems} ${what}, solved to ${formatNumber(tolerance)} of the way, by evaluations:`,
    ...table([head, ...rows]).map((line) => `    ${line}`),
  ];
}
