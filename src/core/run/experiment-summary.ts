import { type Band, band } from './band.ts';
import { methodText } from './experiment-text.ts';
import { isRepetition } from './fan-out.ts';
import { type Outcomes, outcomesOf, spreadOf } from './outcome.ts';
import {
  costToSolve,
  type PerformanceProfile,
  PROFILE_TOLERANCE,
  performanceProfile,
} from './performance-profile.ts';
import type { ExperimentPlan, PlannedRun } from './plan-experiment.ts';
import type { RunResult } from './run-result.ts';
import { bestOfSweep, type SweepPoint, sweepPoints } from './sweep.ts';
import type { Trace } from './trace.ts';

/** What a run left behind. */
export interface EndedRun {
  readonly trace: Trace;
  readonly result: RunResult;
}

/** A method's runs from several starts or with several seeds, together. */
export interface GroupBand {
  /** The place of the method in the plan. */
  readonly group: number;
  /** As it is written: "gd(rate = 0.01, gradient = forward(seeds = 200))". */
  readonly method: string;
  readonly outcomes: Outcomes;
  readonly band: Band;
}

/** What a method came to for each value of an argument that it sweeps, whatever else it repeats or sweeps. */
export interface GroupSweep {
  readonly group: number;
  readonly method: string;
  /** As in `SweptArgument`. */
  readonly argument: string;
  readonly points: readonly SweepPoint[];
  /** The value with the best median; absent where none came to a finite one. */
  readonly best?: number;
}

/** The methods compared over several starts, each start a problem. */
export interface StartProfile extends PerformanceProfile {
  /** In the order of the curves. */
  readonly methods: readonly string[];
  readonly tolerance: number;
}

/** What the runs of an experiment say together. */
export interface ExperimentSummary {
  /** Of every method that has several runs and sweeps nothing but seeds. */
  readonly bands: readonly GroupBand[];
  readonly sweeps: readonly GroupSweep[];
  /** There where several methods begin at several starts, and sweep nothing but seeds. */
  readonly profile?: StartProfile;
}

/**
 * Sums an experiment up. The order in which runs ended does not matter.
 *
 * @param ends - In the order of the plan's runs.
 */
export function summarizeExperiment(plan: ExperimentPlan, ends: readonly EndedRun[]): ExperimentSummary {
  const sense = plan.runs[0]?.sense ?? 'minimize';
  const bands: GroupBand[] = [];
  const sweeps: GroupSweep[] = [];
  for (const [group, choice] of plan.methods.entries()) {
    const method = methodText(choice);
    const own = plan.runs.flatMap((run, i) =>
      run.group === group ? [{ run, end: ends[i] as EndedRun }] : [],
    );
    const swept = (choice.sweeps ?? []).map(({ argument }) => argument);
    for (const [place, argument] of swept.entries()) {
      if (isRepetition(argument)) continue;
      const points = sweepPoints(
        own.map(({ run, end }) => ({ value: run.values[place] as number, result: end.result })),
        sense,
      );
      const best = bestOfSweep(points, sense);
      sweeps.push({ group, method, argument, points, ...(best && { best: best.value }) });
    }
    if (own.length < 2 || !swept.every(isRepetition)) continue;
    bands.push({
      group,
      method,
      outcomes: outcomesOf(
        own.map(({ end }) => end.result),
        sense,
      ),
      band: band(
        own.map(({ end }) => end),
        sense,
      ),
    });
  }
  const profile = profileOfStarts(plan, ends);
  return { bands, sweeps, ...(profile && { profile }) };
}

function profileOfStarts(plan: ExperimentPlan, ends: readonly EndedRun[]): StartProfile | undefined {
  const starts = [...new Set(plan.runs.map(({ start }) => start))];
  const swept = plan.methods.flatMap(({ sweeps = [] }) => sweeps.map(({ argument }) => argument));
  if (starts.length < 2 || plan.methods.length < 2 || !swept.every(isRepetition)) return undefined;
  const costs = starts.map((start) => {
    const here = plan.runs.flatMap((run, i) =>
      run.start === start ? [{ run, end: ends[i] as EndedRun }] : [],
    );
    return costsOf(here, plan.methods.length);
  });
  return {
    ...performanceProfile(costs),
    methods: plan.methods.map(methodText),
    tolerance: PROFILE_TOLERANCE,
  };
}

/**
 * The cost of each method to solve one problem: the median over its runs.
 *
 * @param best - The best value, where it is known; else the best that any run has found.
 */
export function costsOf(
  runs: readonly { readonly run: Pick<PlannedRun, 'group' | 'sense'>; readonly end: EndedRun }[],
  methods: number,
  best?: number,
): number[] {
  const sense = runs[0]?.run.sense ?? 'minimize';
  const values = runs.map(({ end }) => end.result.best.f).filter(Number.isFinite);
  const goal = best ?? (sense === 'minimize' ? Math.min(...values) : Math.max(...values));
  return Array.from({ length: methods }, (_, group) => {
    const costs = runs
      .filter(({ run }) => run.group === group)
      .map(({ end }) => costToSolve(end.trace, goal, sense));
    return costs.length === 0 ? Number.POSITIVE_INFINITY : spreadOf(costs).median;
  });
}
