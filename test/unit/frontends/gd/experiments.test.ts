import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { experimentText } from '../../../../src/core/run/experiment-text.ts';
import { planExperiment } from '../../../../src/core/run/plan-experiment.ts';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';
import { expectProblems } from '../../support/marked.ts';

const DEFINITION = 'f(x, y) = (x - 1)^2 + 3*(y + 2)^2 + x*y\n';

/** The one experiment of clauses on a function of x and y. */
function experimentOf(clauses: string, definition = DEFINITION, name = 'f') {
  const { experiments, problems } = parseGd(`${definition}minimize ${name}\n${clauses}`);
  expect(problems).toEqual([]);
  const [found] = experiments;
  if (!found) throw new Error(`no experiment in ${clauses}`);
  return found;
}

function planOf(clauses: string) {
  const { objective, experiment } = experimentOf(clauses);
  return planExperiment(objective, experiment, compileObjective(objective), () => 0);
}

describe('random starts', () => {
  test('are drawn from intervals, what has a value stays', () => {
    const { experiment } = experimentOf(
      '  from w in [-1, 1], bias = 0.5, starts = 20, seed = 7, sampling = latin\n',
      'loss(w[2], bias) = sum(w.^2) + bias^2\n',
      'loss',
    );
    expect(experiment.start).toBeUndefined();
    expect(experiment.starts).toEqual({
      low: [-1, -1, 0.5],
      high: [1, 1, 0.5],
      count: 20,
      seed: 7,
      sampling: 'latin',
    });
  });

  test('without their number are one, and with constants of the text', () => {
    const { starts } = experimentOf('  from x in [-a, a], y = 0\n', `a = 2\n${DEFINITION}`).experiment;
    expect(starts).toMatchObject({ low: [-2, 0], high: [2, 0], count: 1, seed: 0, sampling: 'uniform' });
  });

  test('every method begins at each of them', () => {
    const plan = planOf('  from x in [0, 1], y in [2, 3], starts = 4\n  with gd(rate = 0.1), adam()\n');
    expect(plan.runs.map(({ group }) => group)).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    expect(plan.runs.slice(4).map(({ start }) => start)).toEqual(
      plan.runs.slice(0, 4).map(({ start }) => start),
    );
    expect(new Set(plan.runs.map(({ start }) => String(start))).size).toBe(4);
  });

  test('a parameter may be named like an option', () => {
    const { experiment } = experimentOf(
      '  from seed = 1, starts in [0, 1]\n',
      'g(seed, starts) = seed^2 + starts^2\n',
      'g',
    );
    expect(experiment.starts).toMatchObject({ low: [1, 0], high: [1, 1], count: 1 });
  });
});

describe('sweeps and seeds', () => {
  test('run through every value of any argument', () => {
    const plan = planOf(
      '  from x = 0, y = 0\n  with momentum(rate = logspace(1e-3, 0.1, 3), momentum = linspace(0, 0.8, 2))\n',
    );
    expect(
      plan.runs.map(({ choice: { rate, hyperparameters }, values }) => [rate, hyperparameters, values]),
    ).toEqual(
      [1e-3, 0.01, 0.1].flatMap((rate) =>
        [0, 0.8].map((momentum) => [{ kind: 'constant', value: rate }, { momentum }, [rate, momentum]]),
      ),
    );
    expect(plan.methods).toHaveLength(1);
  });

  test('also of gradient sources and line searches', () => {
    const plan = planOf(
      '  from x = 0, y = 0\n  with gd(gradient = difference(h = logspace(1e-8, 1e-2, 4)), rate = 0.1)\n  with bfgs(rate = backtracking(c1 = linspace(0.1, 0.3, 2)))\n',
    );
    expect(plan.runs.slice(0, 4).map(({ choice }) => choice.gradient.settings.h)).toEqual([
      1e-8, 1e-6, 1e-4, 1e-2,
    ]);
    expect(plan.runs.slice(4).map(({ choice }) => choice.rate)).toEqual(
      [0.1, 0.3].map((c1) => ({ kind: 'search', search: 'backtracking', settings: { c1 } })),
    );
  });

  test.each([
    ['forward(seeds = 3)', [0, 1, 2]],
    ['forward(seed = 7, seeds = 3)', [7, 8, 9]],
    ['forward(seeds = 2, seed = 40)', [40, 41]],
    ['forward(seed = 5, seeds = 1)', [5]],
  ])('gradient = %s', (source, seeds) => {
    const plan = planOf(`  from x = 0, y = 0\n  with gd(rate = 0.1, gradient = ${source})\n`);
    expect(plan.runs.map(({ choice }) => choice.gradient.settings.seed)).toEqual(seeds);
    expect(new Set(plan.runs.map(({ group }) => group)).size).toBe(1);
  });

  test('methods that draw have seeds of their own', () => {
    const plan = planOf('  from x = 0, y = 0\n  with cmaes(seed = 3, seeds = 2)\n');
    expect(plan.runs.map(({ choice }) => choice.hyperparameters.seed)).toEqual([3, 4]);
  });

  test('a list is a group for each entry, a sweep is one', () => {
    const plan = planOf(
      '  from x = 0, y = 0\n  with gd(rate = [0.1, 0.2], gradient = forward(seeds = 2)), gd(rate = linspace(0.1, 0.2, 2))\n',
    );
    expect(plan.runs.map(({ group }) => group)).toEqual([0, 0, 1, 1, 2, 2]);
  });
});

describe('what is written says the same', () => {
  const from = fc.constantFrom(
    'x = 1, y = -2.5',
    'x in [-1, 1], y = 0',
    'x in [-1, 1], y in [0, 1e-7], starts = 8',
    'x in [-2, 3], y in [0, 1], starts = 5, seed = 11, sampling = sobol',
  );
  const method = fc.constantFrom(
    'gd(rate = 0.1)',
    'gd(rate = logspace(1e-4, 1, 25))',
    'gd(rate = [0.1, 0.2], gradient = forward(seed = 7, seeds = 20))',
    'adam(gradient = forward(tangents = linspace(1, 3, 3), seeds = 4), rate = logspace(0.01, 0.1, 3))',
    'momentum(momentum = linspace(0, 0.9, 10), rate = 5e-4 * exp(-1e-4*k))',
    'cmaes(seeds = 20)',
    'bfgs(rate = wolfe(c2 = linspace(0.5, 0.9, 3)))',
    'gd()',
    'neldermead()',
  );
  const rest = fc.subarray([
    '  until gradient < 1e-6, iterations = 100\n',
    '  basins x in [-5, 5], y in [-4, 4], grid = [8, 6]\n',
    '  show x in [-2, 2], y in [-1, 3]\n',
  ]);

  test('an experiment, its text, and the experiment of that text', () => {
    fc.assert(
      fc.property(from, fc.array(method, { minLength: 1, maxLength: 3 }), rest, (start, methods, others) => {
        const { objective, experiment } = experimentOf(
          `  from ${start}\n  with ${methods.join(', ')}\n${others.join('')}`,
        );
        const planned = (each: typeof experiment) =>
          planExperiment(objective, each, compileObjective(objective), () => 0);
        const plan = planned(experiment);
        const text = experimentText(objective, plan, experiment);
        const again = experimentOf(text.slice(text.indexOf('\n') + 1)).experiment;
        const plain = (each: unknown) => JSON.parse(JSON.stringify(each)) as unknown;
        expect(plain(planned(again).runs)).toEqual(plain(plan.runs));
        expect(experimentText(objective, planned(again), again)).toBe(text);
        expect([again.basins, again.show, again.starts]).toEqual([
          experiment.basins,
          experiment.show,
          experiment.starts,
        ]);
      }),
      { numRuns: 60 },
    );
  });

  test('a tuned experiment keeps its search, not what it found', () => {
    const { objective, experiment } = experimentOf(
      '  from x = 1, y = 1\n  with gd(), adam(rate = 0.1)\n  tune rate in [1e-4, 1], evaluations = 2000\n  until iterations = 50\n',
    );
    const plan = planExperiment(objective, experiment, compileObjective(objective), () => 0);
    expect(plan.methods[0]?.rate?.kind).toBe('constant');
    expect(experimentText(objective, plan, experiment)).toBe(
      `minimize f
  from  x = 1, y = 1
  with  gd()
  with  adam(rate = 0.1)
  tune  rate in [1e-4, 1], evaluations = 2000
  until iterations = 50`,
    );
  });
});

describe('mistakes have their place and a way out', () => {
  const CASES: [clauses: string, message: string][] = [
    ['from x = 1, y in «[2, 1]»', 'an interval is [low, high] with low < high; write [-2, 2]'],
    [
      'from x = 1, y = 2, starts = «20»',
      'starts is for starts that are drawn from an interval, and there is none; write x in [-1, 1], or take starts away',
    ],
    ['from x in [0, 1], y = 2, «strats» = 20', 'f has no parameter strats; did you mean starts?'],
    [
      'from x in [0, 1], y = 2, starts = «0.5»',
      'starts is a whole number from 1 to 10000, not 0.5; its default is 1',
    ],
    ['from x in [0, 1], y = 2, sampling = «latn»', 'there is no sampling latn; did you mean latin?'],
    [
      'with gd(rate = «logspace(1e-4, 1)»)',
      'logspace takes the first value, the last and their number, not 2 arguments; write logspace(1e-4, 1, 25)',
    ],
    [
      'with gd(rate = logspace(«0», 1, 5))',
      'logspace goes from one positive number to another, not by 0; write logspace(1e-4, 1, 25), or linspace(…)',
    ],
    [
      'with gd(rate = logspace(1e-4, 1, «1»))',
      'the number of values is a whole number from 2 to 10000, not 1; write logspace(1e-4, 1, 25)',
    ],
    ['with gd(rate = «linspace(-1, 1, 3)»)', 'the rate is a positive number, not -1; write one such as 0.1'],
    [
      'with momentum(momentum = «linspace(0, 2, 3)»)',
      'momentum lies between 0 and 1 (excluded), not at 1; its default is 0.9',
    ],
    [
      'with gd(gradient = forward(seeds = «0»))',
      'seeds is how many seeds there are, a whole number from 1 to 10000, not 0; write seeds = 200',
    ],
    [
      'with gd(«seeds» = 20)',
      'seeds is for the rows of mini-batches, and there are none; add batch = 32, or take seeds away (the seed of a gradient stands with it, gradient = forward(seed = 1))',
    ],
    [
      '«with» gd(gradient = forward(seeds = 10000)), adam(rate = linspace(0.1, 1, 2))',
      'these are 10002 runs, and 10000 are the most; shorten the lists',
    ],
    [
      'tune «rate in [1e-5, 1]»',
      'the search has no budget; add evaluations = 20000, the same for every method',
    ],
    [
      'tune rate in [1e-5, 1], evaluations = «3»',
      'the budget of each method is a whole number of evaluations from 500 to 1e9, not 3; write evaluations = 20000',
    ],
    ['tune rate in «[0, 1]», evaluations = 5000', 'rates are positive, and 0 is not; write [1e-5, 1]'],
    [
      'tune «evaluation = 5000»',
      'a search is written rate in [low, high], evaluations = number; did you mean evaluations?',
    ],
    [
      'with gd(rate = 0.1)\n  «tune» evaluations = 5000',
      'no method is without a rate, so there is nothing to tune; leave a rate away, as in gd(), or take "tune" away',
    ],
    [
      'basins x in [0, 1], y in [0, 1], grid = «1»',
      'a grid has from 2 to 512 starts along each side; write grid = 48, or grid = [64, 32]',
    ],
    ['basins x in [0, 1], «z» in [0, 1]', 'f has no coordinate z; write one of x, y'],
  ];

  test.each(CASES)('%s', (marked, message) => {
    expectProblems(`${DEFINITION}minimize f\n  ${marked}`, message);
  });
});
