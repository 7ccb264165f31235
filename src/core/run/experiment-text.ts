import { type Bounds, intervalText } from '../methods/bounds.ts';
import { LINE_SEARCHES } from '../methods/line-search/registry.ts';
import type { Hyperparameter } from '../methods/method.ts';
import { METHODS } from '../methods/registry.ts';
import { hyperparametersOf, withoutIdleSeed } from '../methods/rule-options.ts';
import type { SearchSettings } from '../methods/solver.ts';
import { coordinateNames, type Objective } from '../objective.ts';
import type {
  BasinRequest,
  Experiment,
  GradientSource,
  MethodChoice,
  Rate,
  StopRule,
  SweptArgument,
  Window,
} from './experiment.ts';
import { numberText } from './number-text.ts';
import type { ExperimentPlan } from './plan-experiment.ts';
import type { RandomStarts } from './starts.ts';
import { STOP_CONDITIONS } from './stop-conditions.ts';

/** What sets a run apart, as the arguments of its method: "rate = 0.2", "gradient = forward(seeds = 200)". */
export function describeChoice(choice: MethodChoice): string {
  const { method, rate, hyperparameters, sweeps = [] } = choice;
  const known = METHODS[method];
  const declared = known ? hyperparametersOf(known) : [];
  const swept = new Map(sweeps.map((sweep) => [sweep.argument, sweep]));
  const parts = describeRate(rate, swept);
  const batched = swept.has('batch');
  const values = known && !batched ? withoutIdleSeed(known, hyperparameters) : hyperparameters;
  parts.push(...describeNumbers(declared, values, '', swept));
  const gradient = describeSource(choice.gradient, swept);
  if (gradient !== 'backprop') parts.push(`gradient = ${gradient}`);
  return parts.join(', ');
}

type SweptArguments = ReadonlyMap<string, SweptArgument>;

const NOTHING_SWEPT: SweptArguments = new Map();

function describeRate(rate: Rate | undefined, swept: SweptArguments): string[] {
  const sweep = swept.get('rate');
  if (sweep) return describeSweep('rate', sweep);
  switch (rate?.kind) {
    case undefined:
      return [];
    case 'constant':
      return [`rate = ${numberText(rate.value)}`];
    case 'schedule':
      return [`rate = ${rate.text}`];
    case 'search':
      return [`rate = ${describeSearch({ name: rate.search, settings: rate.settings }, swept)}`];
  }
}

/** A line search as it is written: "wolfe(c2 = 0.8)". */
export function describeSearch({ name, settings }: SearchSettings, swept = NOTHING_SWEPT): string {
  const declared = LINE_SEARCHES[name]?.hyperparameters ?? [];
  return `${name}(${describeNumbers(declared, settings, 'search.', swept).join(', ')})`;
}

/** "c1 = 0.1", in declared order; of a choice its name. */
function describeNumbers(
  declared: readonly Hyperparameter[],
  values: Readonly<Record<string, number>>,
  part: string,
  swept: SweptArguments,
): string[] {
  return declared.flatMap(({ name, choices }) => {
    const sweep = swept.get(part + name);
    if (sweep) return describeSweep(name, sweep);
    const value = values[name];
    return value === undefined ? [] : [`${name} = ${choices?.[value] ?? numberText(value)}`];
  });
}

/** "rate = logspace(1e-4, 1, 25)"; seeds that follow one another are "seeds = 200", from another than 0 on "seed = 7, seeds = 200". */
function describeSweep(name: string, { scale, from, to, count }: SweptArgument): string[] {
  if (name === 'seed' && scale === 'linear' && to - from === count - 1) {
    return from === 0 ? [`seeds = ${count}`] : [`seed = ${from}`, `seeds = ${count}`];
  }
  return [
    `${name} = ${scale === 'log' ? 'logspace' : 'linspace'}(${numberText(from)}, ${numberText(to)}, ${count})`,
  ];
}

/** A gradient source as it is written: "forward(seed = 1)". */
export function describeSource({ name, settings }: GradientSource, swept = NOTHING_SWEPT): string {
  const list = Object.entries(settings).map(
    ([key, value]) => `${key} = ${typeof value === 'number' ? numberText(value) : value}`,
  );
  for (const [argument, sweep] of swept) {
    const [part, setting] = argument.split('.');
    if (part === 'gradient' && setting !== undefined) list.push(...describeSweep(setting, sweep));
  }
  return list.length > 0 ? `${name}(${list.join(', ')})` : name;
}

/** A run as it is written in a `with` clause: "gd(rate = 0.2)". */
export function methodText(choice: MethodChoice): string {
  return `${choice.method}(${describeChoice(choice)})`;
}

/** A planned experiment as `.gd` text, every default written out. */
export function experimentText(
  objective: Objective,
  plan: ExperimentPlan,
  { show, tune, basins }: Pick<Experiment, 'show' | 'tune' | 'basins'> = {},
): string {
  const sense = plan.runs[0]?.sense ?? 'minimize';
  const from = plan.starts ? startsText(objective, plan.starts) : startText(objective, plan.start);
  const lines = [`${sense} ${objective.name}`, `  from  ${from}`];
  if (plan.bounds) lines.push(`  within ${boundsText(objective, plan.bounds)}`);
  for (const [i, choice] of plan.methods.entries()) {
    // A rate that the search has found is not written: the search finds it again.
    const { rate, ...rest } = choice;
    lines.push(`  with  ${methodText(plan.tuned?.[i] && rate ? rest : choice)}`);
  }
  if (tune && plan.tuned?.some(Boolean))
    lines.push(
      `  tune  rate in [${numberText(tune.low)}, ${numberText(tune.high)}], evaluations = ${tune.evaluations}`,
    );
  lines.push(`  until ${untilText(plan.until)}`);
  if (basins) lines.push(`  basins ${basinsText(objective, basins)}`);
  if (show) lines.push(`  show  ${windowText(objective, show)}`);
  return lines.join('\n');
}

function startsText(objective: Objective, { low, high, count, seed, sampling }: RandomStarts): string {
  const parts = objective.parameters.map((parameter) => {
    const { name, offset } = parameter;
    const [from, to] = [low[offset] as number, high[offset] as number];
    if (from < to) return `${name} in [${from}, ${to}]`;
    return startText({ ...objective, parameters: [parameter] }, low);
  });
  if (count !== 1) parts.push(`starts = ${count}`);
  if (seed !== 0) parts.push(`seed = ${seed}`);
  if (sampling !== 'uniform') parts.push(`sampling = ${sampling}`);
  return parts.join(', ');
}

function basinsText(objective: Objective, { window, columns, rows }: BasinRequest): string {
  const grid = columns === rows ? `${columns}` : `[${columns}, ${rows}]`;
  return `${windowText(objective, window)}, grid = ${grid}`;
}

function startText({ parameters }: Objective, start: readonly number[]): string {
  return parameters
    .map(({ name, shape, offset, size }) => {
      const entries = start.slice(offset, offset + size);
      if (entries.length > 1 && entries.every((entry) => entry === entries[0]))
        return `${name} = ${entries[0]}`;
      return `${name} = ${shape.length === 0 ? entries[0] : arrayText(entries, shape)}`;
    })
    .join(', ');
}

function arrayText(entries: readonly number[], shape: readonly number[]): string {
  if (shape.length <= 1) return `[${entries.join(', ')}]`;
  const size = entries.length / (shape[0] as number);
  const rows = Array.from({ length: shape[0] as number }, (_, i) =>
    arrayText(entries.slice(i * size, (i + 1) * size), shape.slice(1)),
  );
  return `[${rows.join(', ')}]`;
}

function untilText(until: StopRule): string {
  return STOP_CONDITIONS.filter(({ name }) => until[name] !== undefined)
    .map(({ name, written, sign }) => `${written} ${sign} ${numberText(until[name] as number)}`)
    .join(', ');
}

/** Every bounded entry; a parameter with the same bounds for all its entries at once. */
function boundsText(objective: Objective, { lower, upper }: Bounds): string {
  const names = coordinateNames(objective);
  const intervalAt = (i: number) => intervalText(lower[i] as number, upper[i] as number);
  const free = intervalText(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  return objective.parameters
    .flatMap(({ name, offset, size }) => {
      const intervals = Array.from({ length: size }, (_, i) => intervalAt(offset + i));
      const alike = intervals.every((interval) => interval === intervals[0]);
      const parts = intervals.map((interval, i) => [alike ? name : names[offset + i], interval] as const);
      return alike ? parts.slice(0, 1) : parts;
    })
    .filter(([, interval]) => interval !== free)
    .map(([name, interval]) => `${name} in ${interval}`)
    .join(', ');
}

function windowText(objective: Objective, { coordinates: [first, second], x, y }: Window): string {
  const names = coordinateNames(objective);
  const part = (coordinate: number, interval: readonly [number, number]) =>
    `${names[coordinate]} in [${interval.join(', ')}]`;
  return first === second ? part(first, x) : `${part(first, x)}, ${part(second, y)}`;
}
