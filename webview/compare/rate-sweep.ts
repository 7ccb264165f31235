import type { MethodLine } from '../../src/core/figures/methods-figure.ts';
import { seriesStyle } from '../../src/core/figures/series-style.ts';
import { isLost } from '../../src/core/run/outcome.ts';
import type { RunResult } from '../../src/core/run/run-result.ts';
import { bestOfSweep, type SweepPoint, sweepPoints } from '../../src/core/run/sweep.ts';
import type { Model } from '../model.ts';

/** A method whose rate is swept: a run, and the rates of all runs that differ from it in nothing else. */
export interface SweptMethod {
  /** The run's place in the plan. */
  readonly run: number;
  /** The place of its group, which stands for it in changes of the experiment. */
  readonly group: number;
  readonly label: string;
  /** The rates as they are now. */
  readonly current: readonly number[];
  /** The rates to try, in rising order. */
  readonly rates: readonly number[];
}

/** A rate that was tried. */
export interface Trial {
  readonly value: number;
  readonly result: RunResult;
}

/** Round rates: three in every power of ten. */
const DIGITS = [1, 2, 5];
/** Powers of ten below and above the rates of now. */
const REACH = 3;

/** The methods of the runs that have a rate which is one number. */
export function sweptMethods({ runs }: Pick<Model, 'runs'>): SweptMethod[] {
  const found = new Map<string, { run: number; group: number; label: string; rates: Set<number> }>();
  const all = runs.flatMap(({ plan: { choice } }) =>
    choice.rate?.kind === 'constant' ? [choice.rate.value] : [],
  );
  runs.forEach(({ plan }, run) => {
    const { rate, ...rest } = plan.choice;
    if (rate?.kind !== 'constant') return;
    // Runs with other seeds are the same method.
    const key = JSON.stringify(rest, (name, value) => (name === 'seed' ? undefined : value));
    const there = found.get(key);
    if (there) there.rates.add(rate.value);
    else
      found.set(key, {
        run,
        group: plan.group,
        label: labelOf(plan.title, plan.detail),
        rates: new Set([rate.value]),
      });
  });
  const ladder = rateLadder(all);
  return [...found.values()].map(({ rates, ...method }) => {
    const current = [...rates].sort((a, c) => a - c);
    return { ...method, current, rates: [...new Set([...ladder, ...current])].sort((a, c) => a - c) };
  });
}

/** A method without its rate: "Momentum momentum = 0.95". */
function labelOf(title: string, detail: string): string {
  return [title, detail.replace(/^rate = [^,]*,? ?/, '')].filter((part) => part !== '').join(' ');
}

/** Round rates around some: from a thousandth of the least to a thousand times the greatest. */
function rateLadder(rates: readonly number[]): number[] {
  const positive = rates.filter((rate) => rate > 0);
  if (positive.length === 0) return [];
  const from = Math.floor(Math.log10(Math.min(...positive))) - REACH;
  const to = Math.ceil(Math.log10(Math.max(...positive))) + REACH - 1;
  return Array.from({ length: to - from + 1 }, (_, i) => from + i).flatMap((power) =>
    DIGITS.map((digit) => Number(`${digit}e${power}`)),
  );
}

/** A sweep as a chart shows it. */
export interface SweepChart {
  readonly lines: readonly MethodLine[];
  /** What is subtracted from f so that a logarithmic scale can show it; 0 if nothing is. */
  readonly offset: number;
}

/** Final f against the rate, a line per method; rates at which the run was lost are marked apart. */
export function sweepChart(
  methods: readonly SweptMethod[],
  trials: ReadonlyMap<number, readonly Trial[]>,
  sense: 'minimize' | 'maximize',
  colors: readonly string[],
): SweepChart {
  const sign = sense === 'maximize' ? -1 : 1;
  const of = (method: SweptMethod) => trials.get(method.run) ?? [];
  const kept = (method: SweptMethod) => of(method).filter(({ result }) => !isLost(result.reason));
  const values = methods.flatMap((method) => kept(method).map(({ result }) => sign * result.f));
  const lowest = Math.min(...values);
  const shifted = sense === 'maximize' || lowest <= 0;
  const positive = values.map((value) => value - lowest).filter((value) => value > 0);
  // The best has no place on a logarithmic scale: it is drawn a little below the next.
  const floor = Math.min(...positive, 1) / 10;
  const height = (f: number) => (shifted ? Math.max(floor, sign * f - lowest) : f);
  return {
    offset: shifted && Number.isFinite(lowest) ? sign * lowest : 0,
    lines: methods.map((method) => ({
      style: seriesStyle(method.group, colors),
      marked: true,
      current: method.current,
      points: kept(method)
        .map(({ value, result }) => [value, height(result.f)] as const)
        .sort(([a], [c]) => a - c),
      lost: of(method).flatMap(({ value, result }) => (isLost(result.reason) ? [value] : [])),
    })),
  };
}

/** Of each method the rate with the best f, if there is one. */
export function bestRates(
  methods: readonly SweptMethod[],
  trials: ReadonlyMap<number, readonly Trial[]>,
  sense: 'minimize' | 'maximize',
): (SweepPoint | undefined)[] {
  return methods.map(({ run }) => bestOfSweep(sweepPoints(trials.get(run) ?? [], sense), sense));
}
