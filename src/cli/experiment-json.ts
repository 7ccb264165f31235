import { type ExperimentSummary, summarizeExperiment } from '../core/run/experiment-summary.ts';
import { describeSource, methodText } from '../core/run/experiment-text.ts';
import type { Outcomes } from '../core/run/outcome.ts';
import type { FinishedExperiment } from '../worker/carry-out-experiment.ts';

/** The most places of a band that are printed. */
const PLACES = 200;

/** A finished experiment as `run --json` prints it. What does not apply is absent: `bands`, `sweeps`, `tuned`, `basins`, `profile`. */
export function experimentJson(done: FinishedExperiment) {
  const { objective, plan, runs } = done;
  return {
    objective: objective.name,
    parameters: objective.parameters.map(({ name, shape }) => ({ name, shape })),
    runs: runs.map(({ request: { choice, group }, result }) => ({
      method: choice.method,
      label: methodText(choice),
      group,
      gradient: describeSource(choice.gradient),
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
    ...summaryJson(summarizeExperiment(plan, runs)),
    ...(plan.tuned && { tuned: tunedJson(done) }),
    ...(done.basins.length > 0 && { basins: basinsJson(done) }),
  };
}

function summaryJson({ bands, sweeps, profile }: ExperimentSummary) {
  return {
    ...(bands.length > 0 && {
      bands: bands.map(({ group, method, outcomes, band }) => {
        const step = Math.max(1, Math.ceil(band.at.length / PLACES));
        const some = (column: Float64Array) =>
          Array.from(column).filter((_, i) => i % step === 0 || i === column.length - 1);
        return {
          group,
          method,
          ...outcomesJson(outcomes),
          at: some(band.at),
          p10: some(band.p10),
          median: some(band.median),
          p90: some(band.p90),
        };
      }),
    }),
    ...(sweeps.length > 0 && {
      sweeps: sweeps.map(({ points, ...sweep }) => ({
        ...sweep,
        points: points.map(({ value, ...outcomes }) => ({ value, ...outcomesJson(outcomes) })),
      })),
    }),
    ...(profile && { profile: profileJson(profile) }),
  };
}

function outcomesJson({ runs, lost, f, iterations, evaluations }: Outcomes) {
  return { runs, lost, f, iterations, evaluations };
}

/** A performance profile: of each method where its curve rises, and to which part of the problems. */
export function profileJson({
  problems,
  methods,
  tolerance,
  curves,
}: NonNullable<ExperimentSummary['profile']>) {
  return {
    problems,
    measure: 'evaluations',
    tolerance,
    curves: curves.map((curve, i) => ({ method: methods[i], ...curve })),
  };
}

function tunedJson({ plan }: FinishedExperiment) {
  return plan.methods.flatMap((choice, group) => {
    const found = plan.tuned?.[group];
    return found ? [{ group, method: methodText(choice), ...found }] : [];
  });
}

function basinsJson({ plan, basins }: FinishedExperiment) {
  return basins.map(({ grid: { window, columns, rows }, minima, cells, iterations }, group) => ({
    group,
    method: methodText(plan.methods[group] as (typeof plan.methods)[number]),
    window,
    columns,
    rows,
    minima,
    cells: Array.from(cells),
    iterations: Array.from(iterations),
  }));
}
