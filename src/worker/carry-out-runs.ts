import type { CompiledObjective } from '../core/compile/compile-objective.ts';
import { nearestInside } from '../core/methods/bounds.ts';
import { type BasinCells, type BasinMap, basinMap, basinStarts } from '../core/run/basins.ts';
import type { Clock } from '../core/run/clock.ts';
import { neverBegun } from '../core/run/never-begun.ts';
import { Run } from '../core/run/run.ts';
import type { RunRequest } from '../core/run/run-request.ts';
import type { RunResult } from '../core/run/run-result.ts';
import { sparseTrace } from '../core/run/sparse-trace.ts';
import type { Trace } from '../core/run/trace.ts';
import { Cancelled } from './cancelled.ts';
import { distribute } from './distribute.ts';
import type { WorkerClient } from './worker-client.ts';

/** What carrying out needs of its surroundings. */
export interface RunSurroundings {
  readonly clock: Clock;
  /** Lets waiting messages in. */
  readonly breathe: () => Promise<void>;
  /** Aborted when the runs are to end where they are. */
  readonly signal: AbortSignal;
  /** Takes waiting messages in at once and tells whether the runs are to end, in the middle of a long step. */
  readonly isCancelled: () => boolean;
  /** Other threads to share the work with, asked for when there is enough of it; absent: there are none. */
  readonly hands?: () => readonly WorkerClient[];
}

/** Is told how a run has come along: with its result when it has ended, before that with what it would be were it cancelled. */
export type RunListener = (run: number, trace: Trace, result: RunResult, ended: boolean) => void;

/** The longest time between two looks for messages. */
const SLICE = 12;
/** The shortest time between two reports of a run: a frame. */
const FRAME = 16;
/** … and at least so many times as long as the last report took: a long trace takes long to copy. */
const REPORTS = 10;

/**
 * Carries out runs of one objective, on this thread and others. Each run does what its request says, wherever it is done, so the
 * results do not depend on the number of threads.
 *
 * @param told - Is told of each run's end, in any order, and of longer runs in between. The trace is its own.
 */
export async function carryOutRuns(
  runs: readonly RunRequest[],
  f: CompiledObjective,
  surroundings: RunSurroundings,
  told: RunListener,
): Promise<void> {
  const { clock, breathe, signal, isCancelled, hands } = surroundings;
  const done = new Set<number>();
  const tell: RunListener = (run, trace, result, ended) => {
    if (done.has(run)) return;
    if (ended) done.add(run);
    told(run, trace, result, ended);
  };
  await distribute<WorkerClient>({
    count: runs.length,
    clock,
    breathe,
    hands: () => (signal.aborted ? [] : (hands?.() ?? [])),
    isDone: (run) => done.has(run),
    here: async (place, pause) => {
      const request = runs[place] as RunRequest;
      if (signal.aborted) {
        const { trace, result } = neverBegun(request);
        return tell(place, trace, result, true);
      }
      const run = new Run(request, clock, f, isCancelled);
      let sent = clock();
      let wait = FRAME;
      while (!run.done) {
        if (signal.aborted) run.cancel();
        else run.advance(SLICE);
        if (run.done) break;
        const now = clock();
        if (now - sent >= wait) {
          tell(place, sparseTrace(run.trace()), run.standing(), false);
          sent = clock();
          wait = Math.max(FRAME, REPORTS * (sent - now));
        }
        await pause();
      }
      tell(place, run.trace(), run.result() as RunResult, true);
    },
    there: (hand, places) =>
      hand.part(
        (runs[0] as RunRequest).objective,
        places.map((place) => withoutObjective(runs[place] as RunRequest)),
        ({ run, trace, result, ended }) => tell(places[run] as number, trace, result, ended),
        signal,
      ),
  });
}

/**
 * Carries a run out from every start of a grid, on this thread and others.
 *
 * @param run - Its start is the base of the grid.
 */
export async function carryOutBasins(
  run: RunRequest,
  basins: BasinCells,
  f: CompiledObjective,
  surroundings: RunSurroundings,
): Promise<BasinMap> {
  const grid = { ...basins, base: run.start };
  const runs = basinStarts(grid).map((start) => ({
    ...run,
    start: nearestInside(start, run.bounds),
    traceBudget: 0,
  }));
  return basinMap(grid, await carryOutEnds(runs, f, surroundings), run.sense, f.value);
}

/** Carries out runs of which only the results count, on this thread and others. The results are in the order of the runs. */
export async function carryOutEnds(
  runs: readonly RunRequest[],
  f: CompiledObjective,
  { clock, breathe, signal, isCancelled, hands }: RunSurroundings,
): Promise<RunResult[]> {
  const results = new Array<RunResult | undefined>(runs.length);
  await distribute<WorkerClient>({
    count: runs.length,
    clock,
    breathe,
    hands: () => (signal.aborted ? [] : (hands?.() ?? [])),
    isDone: (run) => results[run] !== undefined,
    here: async (place, pause) => {
      const request = runs[place] as RunRequest;
      if (signal.aborted) {
        results[place] = neverBegun(request).result;
        return;
      }
      const run = new Run(request, clock, f, isCancelled);
      while (!run.done) {
        if (signal.aborted) run.cancel();
        else run.advance(SLICE);
        if (!run.done) await pause();
      }
      results[place] = run.result();
    },
    there: async (hand, places) => {
      const requests = places.map((place) => withoutObjective(runs[place] as RunRequest));
      const ends = await hand.task('ends', (runs[0] as RunRequest).objective, { runs: requests }, signal);
      for (const [i, place] of places.entries()) results[place] = ends[i];
    },
  });
  if (signal.aborted) throw new Cancelled();
  return results as RunResult[];
}

/** A run as it is posted: its objective goes apart, once for all. */
export function withoutObjective({ objective: _, ...run }: RunRequest): Omit<RunRequest, 'objective'> {
  return run;
}
