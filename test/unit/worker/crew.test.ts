import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileObjective } from '../../../src/core/compile/compile-objective.ts';
import type { Objective } from '../../../src/core/objective.ts';
import { planExperiment } from '../../../src/core/run/plan-experiment.ts';
import type { RunRequest } from '../../../src/core/run/run-request.ts';
import type { RunResult } from '../../../src/core/run/run-result.ts';
import type { Trace } from '../../../src/core/run/trace.ts';
import { parseGd } from '../../../src/frontends/gd/parse-gd.ts';
import { Cancelled } from '../../../src/worker/cancelled.ts';
import { carryOutPlan } from '../../../src/worker/carry-out-plan.ts';
import { carryOutBasins, carryOutRuns, type RunSurroundings } from '../../../src/worker/carry-out-runs.ts';
import { Crew } from '../../../src/worker/crew.ts';

const ROOT = path.join(fileURLToPath(new URL('.', import.meta.url)), '../../..');

let folder: string;
let script: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'descent-crew-'));
  script = path.join(folder, 'worker.cjs');
  await build({
    entryPoints: [path.join(ROOT, 'src/worker/node.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
  });
});
afterAll(() => rm(folder, { recursive: true }));

/** Each look at the clock takes a millisecond, so that others are soon asked to help. */
function surroundings(crew?: Crew, controller = new AbortController()): RunSurroundings {
  let now = 0;
  return {
    clock: () => ++now,
    breathe: () => setImmediate(),
    signal: controller.signal,
    isCancelled: () => controller.signal.aborted,
    ...(crew && { hands: () => crew.hands }),
  };
}

function planned(text: string): { objective: Objective; runs: readonly RunRequest[] } {
  const [found] = parseGd(text).experiments;
  if (!found) throw new Error(`no experiment in ${text}`);
  const { objective, experiment } = found;
  const plan = planExperiment(objective, experiment, compileObjective(objective), () => 0);
  return { objective, runs: plan.runs };
}

const MANY = `rosenbrock(x, y) = (1 - x)^2 + 100*(y - x^2)^2
minimize rosenbrock
  from  x in [-2, 2], y in [-1, 3], starts = 4, sampling = sobol
  with  adam(rate = logspace(1e-3, 0.1, 3)), bfgs(), gd(rate = 5e-4, gradient = forward(seeds = 8))
  with  gd(rate = 1e-3*exp(-1e-3*k)), cmaes(seed = 3, seeds = 2)
  until gradient < 1e-6, iterations = 200
`;

async function carriedOut(runs: readonly RunRequest[], around: RunSurroundings) {
  const ends: { trace: Trace; result: Omit<RunResult, 'seconds'> }[] = [];
  const compiled = compileObjective((runs[0] as RunRequest).objective);
  await carryOutRuns(runs, compiled, around, (run, trace, result, ended) => {
    if (!ended) return;
    expect(ends[run]).toBeUndefined();
    const { seconds: _, ...rest } = result;
    ends[run] = { trace, result: rest };
  });
  return ends;
}

test('the results are the same bit for bit, whoever does the work', async () => {
  const { runs } = planned(MANY);
  const alone = await carriedOut(runs, surroundings());
  expect(alone).toHaveLength(4 * (3 + 1 + 8 + 1 + 2));
  for (const size of [1, 3]) {
    const crew = new Crew(script, size);
    const shared = await carriedOut(runs, surroundings(crew));
    crew.dispose();
    expect(shared).toEqual(alone);
  }
});

test('a map of basins is the same, whoever does the work', async () => {
  const { runs, objective } = planned(`f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2
minimize f
  from x = 0, y = 0
  with gd(rate = 0.01)
`);
  const window = { coordinates: [0, 1], x: [-5, 5], y: [-5, 5] } as const;
  const f = compileObjective(objective);
  const mapped = (crew?: Crew) =>
    carryOutBasins(runs[0] as RunRequest, { window, columns: 12, rows: 10 }, f, surroundings(crew));
  const alone = await mapped();
  expect(alone.minima).toHaveLength(4);
  const crew = new Crew(script, 2);
  expect(await mapped(crew)).toEqual(alone);
  crew.dispose();
});

const TUNED = `rosenbrock(x, y) = (1 - x)^2 + 100*(y - x^2)^2
minimize rosenbrock
  from  x in [-2, 2], y in [-1, 3], starts = 3, seed = 2
  with  gd(), bfgs(), momentum(), gd(gradient = forward(seeds = 2))
  tune  rate in [1e-5, 1], evaluations = 20000
  until iterations = 100
`;

test('tuned rates are the same, whoever tries them, and as without any threads', async () => {
  const [found] = parseGd(TUNED).experiments;
  const { objective, experiment } = found as NonNullable<typeof found>;
  const f = compileObjective(objective);
  const { tuned } = planExperiment(objective, experiment, f, () => 0);
  expect(tuned?.map((each) => each !== undefined)).toEqual([true, false, true, true]);
  for (const size of [0, 1, 2]) {
    const crew = size > 0 ? new Crew(script, size) : undefined;
    const parts: number[] = [];
    const plan = await carryOutPlan(objective, experiment, f, surroundings(crew), (part) => parts.push(part));
    crew?.dispose();
    expect(plan.tuned).toEqual(tuned);
    expect(parts[0]).toBe(0);
    expect(parts.every((part, i) => part < 1 && part >= (parts[i - 1] ?? 0))).toBe(true);
    expect(parts.at(-1)).toBeGreaterThan(0.5);
  }
});

test('a search for rates is given up when it is cancelled', async () => {
  const [found] = parseGd(TUNED.replace('20000', '1000000000')).experiments;
  const { objective, experiment } = found as NonNullable<typeof found>;
  const crew = new Crew(script, 2);
  const controller = new AbortController();
  let looks = 0;
  const around = surroundings(crew, controller);
  const plan = carryOutPlan(objective, experiment, compileObjective(objective), {
    ...around,
    breathe: () => {
      if (++looks === 30) controller.abort();
      return around.breathe();
    },
  });
  await expect(plan).rejects.toBeInstanceOf(Cancelled);
  crew.dispose();
});

test('cancelled, every run ends where it is', async () => {
  const { runs } = planned(`f(x, y) = x^2 + y^2
minimize f
  from x in [1, 2], y in [1, 2], starts = 6
  with gd(rate = 1e-9)
  until iterations = 1000000000000
`);
  const crew = new Crew(script, 2);
  const controller = new AbortController();
  const around = surroundings(crew, controller);
  const reasons: string[] = [];
  const begun = new Set<number>();
  const compiled = compileObjective((runs[0] as RunRequest).objective);
  await carryOutRuns(runs, compiled, around, (run, _, result, ended) => {
    begun.add(run);
    // One here and one on each of the others.
    if (begun.size === 3) controller.abort();
    if (ended) reasons[run] = result.reason;
  });
  crew.dispose();
  expect(reasons).toEqual(new Array(6).fill('cancelled'));
});

test('where the others fall over, the work is done all the same', async () => {
  const broken = path.join(folder, 'broken.cjs');
  await writeFile(
    broken,
    "require('node:worker_threads').parentPort.on('message', () => { throw new Error('out of luck'); });",
  );
  const { runs } = planned(MANY);
  const crew = new Crew(broken, 2);
  const ends = await carriedOut(runs, surroundings(crew));
  crew.dispose();
  expect(ends).toEqual(await carriedOut(runs, surroundings()));
});
