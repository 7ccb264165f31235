import { formatNumber } from '../../src/core/figures/format-number.ts';
import { isLost, totalOf } from '../../src/core/run/outcome.ts';
import type { RunView } from '../../src/protocol/page.ts';
import type { Model } from '../model.ts';
import { reasonText } from '../reason-text.ts';

/** A run as the table compares it; what is not known is NaN. */
export interface RunRow {
  readonly run: number;
  readonly view: RunView;
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

/** A column by which rows can be sorted. */
export type RunColumn = Exclude<keyof RunRow, 'view'>;

/** The columns of numbers in their order, each with how it is written. */
export const NUMBER_COLUMNS: readonly {
  readonly name: Exclude<RunColumn, 'run' | 'method' | 'reason'>;
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
      view,
      method: `${plan.title} ${plan.detail}`,
      rate: rate?.kind === 'constant' ? rate.value : Number.NaN,
      iterations: result?.iterations ?? at(trace?.iteration),
      evaluations: result ? totalOf(result.evaluations) : at(trace?.evaluations),
      f,
      distance: result && isLost(result.reason) ? Number.POSITIVE_INFINITY : Math.max(0, sign * f - best),
      time: result?.seconds ?? Number.NaN,
      reason: reasonText(view),
    };
  });
}

/** Rows by a column, what is not known last; equals stay in the order of the plan. */
export function sortRows(rows: readonly RunRow[], column: RunColumn, descending: boolean): RunRow[] {
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
