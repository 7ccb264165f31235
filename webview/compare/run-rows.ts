import { formatNumber } from '../../src/core/figures/format-number.ts';
import { isRepetition } from '../../src/core/run/fan-out.ts';
import { isLost, outcomeOf, type Spread, spreadOf, totalOf } from '../../src/core/run/outcome.ts';
import type { RunView } from '../../src/protocol/page.ts';
import type { MethodPlan, RunPlan } from '../../src/protocol/worker.ts';
import type { Model } from '../model.ts';
import { outcomeSentence } from '../outcome-text.ts';
import { reasonText } from '../reason-text.ts';

/** A run as the table compares it; what is not known is NaN. */
export interface RunRow {
  readonly run: number;
  readonly plan: MethodPlan & Pick<RunPlan, 'group' | 'start'>;
  readonly method: string;
  readonly rate: number;
  readonly iterations: number;
  readonly evaluations: number;
  readonly f: number;
  /** How much worse f is than the best value that any of the runs has found; ∞ of a run that was lost. */
  readonly distance: number;
  /** In seconds. */
  readonly time: number;
  readonly reason: string;
}

/** Runs that differ by start or seed alone: of each number the median. */
export interface GroupRow extends RunRow {
  /** The same as long as the experiment is. */
  readonly key: string;
  readonly members: readonly RunRow[];
  /** Of several runs what the middle 8 of 10 come to. */
  readonly spreads?: Readonly<Record<NumberColumn, Spread>>;
}

/** A column by which rows can be sorted. */
export type RunColumn = Exclude<keyof RunRow, 'plan'>;

type NumberColumn = Exclude<RunColumn, 'run' | 'method' | 'reason'>;

/** The columns of numbers in their order, each with how it is written. */
export const NUMBER_COLUMNS: readonly {
  readonly name: NumberColumn;
  readonly label: string;
  readonly write: (value: number) => string;
}[] = [
  { name: 'rate', label: 'Rate', write: (value) => formatNumber(value, 3) },
  { name: 'iterations', label: 'Steps', write: String },
  { name: 'evaluations', label: 'Evaluations', write: String },
  { name: 'f', label: 'f', write: (value) => formatNumber(value, 6) },
  { name: 'distance', label: 'To the best', write: (value) => formatNumber(value, 3) },
  { name: 'time', label: 'Time, ms', write: (value) => formatNumber(value * 1000, 3) },
];

/** The runs that have an iterate, in the order of the plan. */
export function runRows({ runs, objective }: Model): RunRow[] {
  const sign = objective?.sense === 'maximize' ? -1 : 1;
  const found = runs.flatMap(({ result }) => (result ? [sign * result.best.f] : []));
  const best = Math.min(...found);
  return runs.map((view, run): RunRow => {
    const { plan, trace, result } = view;
    const last = trace && trace.length > 0 ? trace.length - 1 : undefined;
    const at = (column: Float64Array | undefined) =>
      last === undefined ? Number.NaN : (column?.[last] ?? Number.NaN);
    const f = result?.f ?? at(trace?.f);
    const { rate } = plan.choice;
    return {
      run,
      plan,
      method: `${plan.title} ${plan.detail}`,
      rate: rate?.kind === 'constant' ? rate.value : Number.NaN,
      iterations: result?.iterations ?? at(trace?.iteration),
      evaluations: result ? totalOf(result.evaluations) : at(trace?.evaluations),
      f,
      distance: result && isLost(result.reason) ? Number.POSITIVE_INFINITY : Math.max(0, sign * f - best),
      time: result?.seconds ?? Number.NaN,
      reason: reasonText(view, objective?.name ?? 'f'),
    };
  });
}

/** A row for all runs of a method that differ by start or seed alone, in the order of the plan. */
export function groupRows(model: Model): GroupRow[] {
  const { runs, plan, objective } = model;
  const sense = objective?.sense ?? 'minimize';
  const sets = new Map<string, RunRow[]>();
  for (const row of runRows(model)) {
    const { group, values = [] } = (runs[row.run] as RunView).plan;
    const swept = plan?.groups[group]?.swept ?? [];
    const key = JSON.stringify([group, values.filter((_, at) => !isRepetition(swept[at] ?? 'seed'))]);
    const set = sets.get(key);
    if (set) set.push(row);
    else sets.set(key, [row]);
  }
  return [...sets].map(([key, members]): GroupRow => {
    const first = members[0] as RunRow;
    if (members.length === 1) return { ...first, key, members };
    const views = members.map(({ run }) => runs[run] as RunView);
    const { group } = first.plan;
    const common = plan?.groups[group];
    const whole = runs.filter((run) => run.plan.group === group).length === members.length;
    const numbers = (column: NumberColumn) =>
      members.map((row, at) => {
        const result = views[at]?.result;
        // What was lost counts as the worst there is.
        return column === 'f' && result ? outcomeOf(result, sense) : row[column];
      });
    const spreads = Object.fromEntries(
      NUMBER_COLUMNS.map(({ name }) => [name, spreadOf(numbers(name))]),
    ) as Record<NumberColumn, Spread>;
    const medians = Object.fromEntries(
      Object.entries(spreads).map(([name, { median }]) => [name, median]),
    ) as Record<NumberColumn, number>;
    return {
      ...first,
      ...medians,
      plan: common && whole ? { ...common, group } : first.plan,
      key,
      members,
      spreads,
      reason: outcomeSentence(views, sense, objective?.name ?? 'f'),
    };
  });
}

/** Rows by a column, what is not known last; equals stay in the order of the plan. */
export function sortRows<Row extends RunRow>(
  rows: readonly Row[],
  column: RunColumn,
  descending: boolean,
): Row[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, c) => {
    const [left, right] = [a[column], c[column]];
    if (typeof left === 'string' || typeof right === 'string')
      return sign * String(left).localeCompare(String(right), undefined, { numeric: true }) || a.run - c.run;
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right)) || a.run - c.run;
    return (left === right ? 0 : sign * (left < right ? -1 : 1)) || a.run - c.run;
  });
}
