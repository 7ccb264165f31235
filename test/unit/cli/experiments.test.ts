import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { experimentJson } from '../../../src/cli/experiment-json.ts';
import { experimentReport } from '../../../src/cli/experiment-report.ts';
import { parseGd } from '../../../src/frontends/gd/parse-gd.ts';
import { carryOutExperiment, type FinishedExperiment } from '../../../src/worker/carry-out-experiment.ts';
import { carryOutProfile } from '../../../src/worker/carry-out-profile.ts';

const EXAMPLES = path.join(fileURLToPath(new URL('.', import.meta.url)), '../../../examples');

async function finished(text: string): Promise<FinishedExperiment[]> {
  const { experiments, problems } = parseGd(text);
  expect(problems).toEqual([]);
  const done: FinishedExperiment[] = [];
  for (const { objective, experiment } of experiments) {
    done.push(
      await carryOutExperiment(objective, experiment, {
        clock: () => performance.now(),
        breathe: () => setImmediate(),
        signal: new AbortController().signal,
        isCancelled: () => false,
      }),
    );
  }
  return done;
}

const example = (name: string) => finished(readFileSync(path.join(EXAMPLES, name), 'utf8'));

describe('the forward gradient with 200 seeds', () => {
  // f after 1000 steps: of gradient descent, and of the forward gradient the 10th percentile, the median and the 90th.
  const REFERENCE = [
    ['Beale from (1, 1)', 5.145e-5, 3.56e-5, 5.02e-5, 7.77e-5],
    ['Beale from (1.5, -0.1)', 4.94e-5, 3.28e-5, 4.81e-5, 7.43e-5],
    ['Rosenbrock from (-1.2, 1)', 2.301, 1.77, 2.27, 2.8],
    ['Rosenbrock from (0, 0)', 0.2422, 0.229, 0.243, 0.257],
  ] as const;

  test('comes to what is published, and so does gradient descent', async () => {
    const done = await example('forward-gradient.gd');
    expect(done).toHaveLength(REFERENCE.length);
    for (const [i, [, descent, p10, median, p90]] of REFERENCE.entries()) {
      const { runs, bands } = experimentJson(done[i] as FinishedExperiment);
      expect(Math.abs((runs[0]?.f as number) / descent - 1)).toBeLessThan(5e-4);
      const [band] = bands ?? [];
      expect(band).toMatchObject({ runs: 200, group: 1 });
      const { f } = band as NonNullable<typeof band>;
      expect(f.median).toBeGreaterThan(p10);
      expect(f.median).toBeLessThan(p90);
      expect(Math.abs(f.median / median - 1)).toBeLessThan(0.05);
      // The band is about as wide as the published one.
      expect(f.p10).toBeGreaterThan(p10 * 0.75);
      expect(f.p90).toBeLessThan(p90 * 1.25);
      expect(band?.median.at(-1)).toBe(f.median);
      // With other random numbers one run in 200 diverged.
      expect(band?.lost).toBeLessThanOrEqual(3);
    }
  });
});

describe('what an experiment says together', () => {
  test('maps, profiles, sweeps and searches stand where they apply', async () => {
    const [starts, sweep, tuned] = (await example('experiments.gd')).map(experimentJson);
    expect(Object.keys(starts ?? {})).toEqual([
      'objective',
      'parameters',
      'runs',
      'bands',
      'profile',
      'basins',
    ]);
    expect(starts?.runs).toHaveLength(60);
    for (const { minima, cells } of starts?.basins ?? []) {
      expect(minima).toHaveLength(4);
      expect(cells).toHaveLength(32 * 32);
    }
    const { profile } = starts as NonNullable<typeof starts>;
    const curves = profile?.curves ?? [];
    expect(profile?.problems).toBe(20);
    // At every start some method is the best, and every method finds a minimum.
    expect(curves.reduce((sum, { parts }) => sum + (parts[0] as number), 0)).toBeGreaterThanOrEqual(1);
    expect(curves.map(({ parts }) => parts.at(-1))).toEqual([1, 1, 1]);

    expect(Object.keys(sweep ?? {})).toEqual(['objective', 'parameters', 'runs', 'sweeps']);
    const [descent] = sweep?.sweeps ?? [];
    expect(descent).toMatchObject({ argument: 'rate', method: 'gd(rate = logspace(1e-5, 0.1, 17))' });
    expect(descent?.points.map(({ value }) => value).slice(0, 5)).toEqual([
      1e-5, 1.77827941003892e-5, 3.16227766016838e-5, 5.62341325190349e-5, 1e-4,
    ]);
    // Above the edge of stability every run diverges.
    expect(descent?.points.at(-1)).toMatchObject({ runs: 1, lost: 1 });

    expect(tuned?.tuned?.map(({ group }) => group)).toEqual([0, 1, 2, 3, 4]);
    for (const { evaluations } of tuned?.tuned ?? []) expect(evaluations).toBeLessThanOrEqual(50_002);
  });

  test('reads as a table', async () => {
    const [done] = await finished(`f(x, y) = x^2 + 4*y^2
minimize f
  from x in [1, 2], y in [1, 2], starts = 3
  with gd(rate = 0.1), gd(rate = linspace(0.05, 0.25, 2)), gd(rate = 10)
  until iterations = 50
`);
    expect(experimentReport(done as FinishedExperiment)).toMatch(
      new RegExp(
        [
          String.raw`minimize f\(x, y\) = x\^2 \+ 4\*y\^2`,
          String.raw`  gd\(rate = 0\.1\): 3 runs`,
          String.raw`    f, median \[p10, p90\]: \S+ \[\S+, \S+\]`,
          String.raw`    steps 50 \[50, 50\], evaluations 102 \[102, 102\]`,
          String.raw`  gd\(rate = linspace\(0\.05, 0\.25, 2\)\): 6 runs`,
          '    rate +f  steps',
          String.raw`    0\.05 .* 50`,
          String.raw`    0\.25 .* 50`,
          String.raw`  gd\(rate = 10\): 3 runs`,
          String.raw`    f, median \[p10, p90\]: ∞ \[∞, ∞\]; 3 of 3 diverged`,
          String.raw`    steps 4 \[4, 4\], evaluations 10 \[10, 10\]$`,
        ].join('\n'),
      ),
    );
  });
});

describe('a profile over problems', () => {
  test('counts what each method costs on each problem, and what does not fit as unsolved', async () => {
    const { profiles } = parseGd(`bowl(x, y) = x^2 + y^2
slope(x, y) = log(1 + x^2 + 10*y^2)
minimize bowl
  from x = 3, y = 4
profile bowl, slope, rosenbrock
  with gd(rate = 0.5), lm(), bfgs()
  until gradient < 1e-6, evaluations = 2000
`);
    const { profile, names, notes } = await carryOutProfile(profiles[0] as (typeof profiles)[number], {
      clock: () => 0,
      breathe: () => setImmediate(),
      signal: new AbortController().signal,
      isCancelled: () => false,
    });
    expect(names).toEqual(['bowl', 'slope', 'rosenbrock']);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('lm needs a sum of squares');
    const [descent, marquardt, quasi] = profile.curves.map(({ ratios }) => ratios);
    // Half the step of Newton's method is Newton's method on x² + y²; on Rosenbrock's function it diverges.
    expect(descent?.[0]).toBeLessThanOrEqual(2);
    expect(descent?.[2]).toBe(Number.POSITIVE_INFINITY);
    expect(marquardt?.[1]).toBe(Number.POSITIVE_INFINITY);
    expect(quasi?.every(Number.isFinite)).toBe(true);
    expect(Math.min(descent?.[0] ?? 0, marquardt?.[0] ?? 0, quasi?.[0] ?? 0)).toBe(1);
  });
});
