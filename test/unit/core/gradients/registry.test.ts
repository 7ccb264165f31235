import { describe, expect, it } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { makeGradient } from '../../../../src/core/gradients/make-gradient.ts';
import { SOURCES } from '../../../../src/core/gradients/registry.ts';
import { settingComplaint } from '../../../../src/core/gradients/settings.ts';
import { experimentText } from '../../../../src/core/run/experiment-text.ts';
import { planExperiment } from '../../../../src/core/run/plan-experiment.ts';
import { Run } from '../../../../src/core/run/run.ts';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';
import { expectProblems } from '../../support/marked.ts';

const BOWL = 'f(x, y) = x^2 + y^2\nminimize f\n  from x = 2, y = 1\n  until iterations = 20\n';

function runs(gradient: string, method = 'gd(rate = 0.1, gradient = ') {
  const { experiments, problems } = parseGd(`${BOWL}  with ${method}${gradient})`);
  expect(problems).toEqual([]);
  const { objective, experiment } = experiments[0] as NonNullable<(typeof experiments)[0]>;
  return { objective, plan: planExperiment(objective, experiment, compileObjective(objective), () => 0) };
}

describe.each(Object.values(SOURCES))('$name', (source) => {
  it('is declared in full', () => {
    expect(source.title).not.toBe('');
    expect(source.formula).toContain('\\hat g');
    expect(source.reference).toMatch(/\d{4}/);
    for (const setting of source.settings) {
      expect(setting.meaning).toMatch(/[^.]$/);
      expect(setting.symbol).not.toBe('');
      if (setting.default !== undefined) expect(settingComplaint(setting, setting.default)).toBeUndefined();
      else expect(setting).toHaveProperty('automatic');
    }
  });

  it('descends, and the same run comes out twice', () => {
    const { objective, plan } = runs(source.name);
    const traces = [0, 1].map(() => {
      const run = new Run(plan.runs[0] as NonNullable<(typeof plan.runs)[0]>, () => 0);
      run.advance(Number.POSITIVE_INFINITY);
      expect(run.result()?.reason).toBe('iterations');
      return run.trace();
    });
    expect(traces[0]).toEqual(traces[1]);
    expect(traces[0]?.f.at(-1)).toBeLessThan(5);
    expect(objective.name).toBe('f');
  });

  it('counts what every evaluation costs', () => {
    const { objective, plan } = runs(source.name);
    const run = new Run(plan.runs[0] as NonNullable<(typeof plan.runs)[0]>, () => 0);
    run.advance(Number.POSITIVE_INFINITY);
    const { cost } = makeGradient(
      { name: source.name, settings: {} },
      objective,
      compileObjective(objective),
    );
    const counted = run.result()?.evaluations;
    for (const kind of ['f', 'gradient', 'jvp', 'hvp'] as const)
      expect(counted?.[kind]).toBe(21 * cost[kind]);
  });
});

describe('a source in a .gd file', () => {
  it.each([
    'forward(tangents = 2, distribution = rademacher, seed = 1)',
    'forward(distribution = sphere, combine = orthogonal, clip = 10)',
    'difference(scheme = richardson, h = 0.001)',
    'spsa(c = 0.01)',
    'es(sigma = 0.1, samples = 5, seed = 9007199254740991)',
    'jvp',
  ])('%s comes back as it is written', (written) => {
    const { objective, plan } = runs(written);
    expect(experimentText(objective, plan)).toContain(`gradient = ${written})`);
    expect(plan.runs[0]?.choice.gradient).toEqual(
      runs(experimentText(objective, plan).match(/gradient = (.*)\)$/m)?.[1] as string).plan.runs[0]?.choice
        .gradient,
    );
  });

  it('takes names in quotes, constants, and any method', () => {
    expect(
      runs('forward(distribution = "sphere", seed = 2 + 1)').plan.runs[0]?.choice.gradient.settings,
    ).toEqual({
      distribution: 'sphere',
      seed: 3,
    });
    expect(runs('forward', 'adam(rate = 0.01, gradient = ').plan.runs[0]?.choice).toMatchObject({
      method: 'adam',
      gradient: { name: 'forward', settings: {} },
    });
  });

  it('fans out over lists of settings and of sources', () => {
    const { plan } = runs('[backprop, forward(seed = [1, 2], distribution = [gaussian, sphere])]');
    expect(plan.runs.map(({ choice }) => choice.gradient.settings)).toEqual([
      {},
      { seed: 1, distribution: 'gaussian' },
      { seed: 1, distribution: 'sphere' },
      { seed: 2, distribution: 'gaussian' },
      { seed: 2, distribution: 'sphere' },
    ]);
  });

  it.each([
    ['forward(«tangnts» = 2)', 'there is no argument tangnts of forward; did you mean tangents?'],
    ['forward(distribution = «gausian»)', 'there is no distribution gausian; did you mean gaussian?'],
    [
      'forward(distribution = «"flat"»)',
      'there is no distribution flat; there is gaussian, rademacher, sphere, coordinate',
    ],
    ['forward(combine = [mean, «product»])', 'there is no combine product; there is mean, orthogonal'],
    ['forward(tangents = «0»)', 'tangents is a whole number from 1 to 100000, not 0; its default is 1'],
    [
      'forward(tangents = [1, «2.5»])',
      'tangents is a whole number from 1 to 100000, not 2.5; its default is 1',
    ],
    [
      'difference(h = «-1»)',
      'h is a number above 0, not -1; its default is max(1, |xᵢ|) times √ε (forward), ∛ε (central) or the fifth root of ε (richardson), ε = 2⁻⁵²',
    ],
    ['forward(clip = «-1»)', 'clip is a number from 0 up, not -1; its default is 0'],
    ['«forwrd»', 'there is no gradient source forwrd; did you mean forward?'],
    ['forward(«2»)', 'arguments are written name = value; write forward(tangents = 2)'],
    ['jvp(«1»)', 'arguments are written name = value; jvp takes none'],
  ])('%s is refused', (written, message) => {
    expectProblems(`${BOWL}  with gd(gradient = ${written})`, message);
  });
});

describe('an estimate that is small by chance', () => {
  it('ends no run', () => {
    // Along the valley's axis every second derivative by a coordinate is 0.
    const { experiments } = parseGd(
      'f(x, y) = x^2 + y^2\nminimize f\n  from x = 2, y = 0\n  with gd(rate = 0.05, gradient = forward(distribution = coordinate))\n  until gradient < 1e-3, iterations = 1000',
    );
    const { objective, experiment } = experiments[0] as NonNullable<(typeof experiments)[0]>;
    const plan = planExperiment(objective, experiment, compileObjective(objective), () => 0);
    const run = new Run(plan.runs[0] as NonNullable<(typeof plan.runs)[0]>, () => 0);
    run.advance(Number.POSITIVE_INFINITY);
    const result = run.result();
    expect(result?.reason).toBe('gradient');
    expect(result?.f).toBeLessThan(1e-6);
    expect(result?.iterations).toBeGreaterThan(20);
  });
});
