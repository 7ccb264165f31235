import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSolver, METHODS } from '../../../../src/core/methods/registry.ts';
import { hyperparametersOf } from '../../../../src/core/methods/rule-options.ts';
import { type Change, changeExperiment, changeKey } from '../../../../src/core/run/change-experiment.ts';
import type { Experiment } from '../../../../src/core/run/experiment.ts';
import { methodText } from '../../../../src/core/run/experiment-text.ts';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';

function read(text: string) {
  const [found] = parseGd(text).experiments;
  if (!found) throw new Error('the text has an experiment');
  return found;
}

const BOWL = 'J(x, y) = x^2 + y^2\nminimize J\n  from x = 1, y = 2\n';
const { experiment, objective } = read(`${BOWL}  with gd(rate = 0.1), adam(beta1 = 0.8)\n`);

/** An objective with rows, of which batches can be made. */
const FIT = 'a = [1, 2, 3, 4, 5, 6, 7]\nJ(x, y) = sum((x*a - y).^2)\nminimize J\n  from x = 1, y = 2\n';
const fit = read(`${FIT}  with gd(rate = 0.1), adam(beta1 = 0.8)\n`);

/** The fit's runs after changes. */
const afterwards = (...changes: Change[]): Experiment =>
  changes.reduce((before, change) => changeExperiment(before, change, fit.objective), fit.experiment);

/** The runs as they are written, after one change after the other. */
function written(...changes: Change[]): string[] {
  return after(...changes).methods.map(methodText);
}

const after = (...changes: Change[]): Experiment =>
  changes.reduce((before, change) => changeExperiment(before, change, objective), experiment);

describe('a change does what it says and nothing else', () => {
  test.each<[string, Change[], string[]]>([
    [
      'a rate',
      [{ kind: 'rate', run: 0, rate: { kind: 'constant', value: 0.3 } }],
      ['gd(rate = 0.3)', 'adam(beta1 = 0.8)'],
    ],
    [
      'a line search, without what is its default',
      [
        {
          kind: 'rate',
          run: 0,
          rate: { kind: 'search', search: 'backtracking', settings: { c1: 1e-4, shrink: 0.3 } },
        },
      ],
      ['gd(rate = backtracking(shrink = 0.3))', 'adam(beta1 = 0.8)'],
    ],
    ['the rate that is found by trial', [{ kind: 'rate', run: 0 }], ['gd()', 'adam(beta1 = 0.8)']],
    [
      'a hyperparameter',
      [{ kind: 'hyperparameter', run: 1, name: 'beta2', value: 0.5 }],
      ['gd(rate = 0.1)', 'adam(beta1 = 0.8, beta2 = 0.5)'],
    ],
    [
      'a hyperparameter back at its default',
      [{ kind: 'hyperparameter', run: 1, name: 'beta1', value: 0.9 }],
      ['gd(rate = 0.1)', 'adam()'],
    ],
    [
      'a gradient source, without what is its default',
      [{ kind: 'gradient', run: 0, gradient: { name: 'forward', settings: { tangents: 2, seed: 0 } } }],
      ['gd(rate = 0.1, gradient = forward(tangents = 2))', 'adam(beta1 = 0.8)'],
    ],
    ['one more run', [{ kind: 'add', method: 'bfgs' }], ['gd(rate = 0.1)', 'adam(beta1 = 0.8)', 'bfgs()']],
    ['a copy', [{ kind: 'duplicate', run: 0 }], ['gd(rate = 0.1)', 'adam(beta1 = 0.8)', 'gd(rate = 0.1)']],
    ['another method', [{ kind: 'method', run: 0, method: 'lm' }], ['lm()', 'adam(beta1 = 0.8)']],
    ['one run less', [{ kind: 'remove', run: 0 }], ['adam(beta1 = 0.8)']],
    [
      'another method, whose gradient comes from where it came',
      [
        { kind: 'gradient', run: 1, gradient: { name: 'jvp', settings: {} } },
        { kind: 'method', run: 1, method: 'rmsprop' },
      ],
      ['gd(rate = 0.1)', 'rmsprop(gradient = jvp)'],
    ],
  ])('%s', (_, changes, runs) => {
    expect(written(...changes)).toEqual(runs);
  });

  test('start, stop rule and sense', () => {
    const changed = after(
      { kind: 'start', x: [3, 4] },
      { kind: 'until', until: { iterations: 5 } },
      { kind: 'sense', sense: 'maximize' },
    );
    const { methods } = experiment;
    expect(changed).toEqual({
      ...{ objective: 'J', sense: 'maximize', start: [3, 4], methods, until: { iterations: 5 } },
    });
  });
});

test.each<[Change, RegExp]>([
  [{ kind: 'start', x: [1] }, /a start of J is 2 finite numbers/],
  [{ kind: 'remove', run: 2 }, /no such run/],
  [{ kind: 'add', method: 'toString' }, /no method toString; there is gd, /],
  [{ kind: 'rate', run: 0, rate: { kind: 'constant', value: 0 } }, /the rate is a positive number, not 0/],
  [{ kind: 'rate', run: 1, rate: { kind: 'search', search: 'wolfe', settings: {} } }, /adam do not follow/],
  [{ kind: 'hyperparameter', run: 1, name: 'beta1', value: 1 }, /between 0 and 1 \(excluded\), not at 1/],
  [{ kind: 'hyperparameter', run: 0, name: 'beta1', value: 0.5 }, /gd has no hyperparameter beta1/],
  [
    { kind: 'gradient', run: 0, gradient: { name: 'forward', settings: { tangents: 0 } } },
    /tangents is a whole/,
  ],
  [
    { kind: 'gradient', run: 0, gradient: { name: 'constructor', settings: {} } },
    /no gradient source constr/,
  ],
  [{ kind: 'until', until: { iterations: 1.5 } }, /iterations is bounded by a whole number/],
])('%j is refused with a sentence', (change, sentence) => {
  expect(() => after(change)).toThrow(sentence);
});

test('the last run stays, and a line search takes no options of the gradient', () => {
  expect(() => after({ kind: 'remove', run: 0 }, { kind: 'remove', run: 0 })).toThrow(/at least one run/);
  expect(() =>
    after(
      { kind: 'rate', run: 0, rate: { kind: 'search', search: 'backtracking', settings: {} } },
      { kind: 'hyperparameter', run: 0, name: 'clip', value: 1 },
    ),
  ).toThrow(/leave out clip/);
});

test('a method that does not fit the objective or its sense is refused', () => {
  const saddle = read('f(x, y) = sin(x)*y\nminimize f\n');
  expect(() => changeExperiment(saddle.experiment, { kind: 'add', method: 'lm' }, saddle.objective)).toThrow(
    /lm needs a sum of squares/,
  );
  expect(() => after({ kind: 'add', method: 'lm' }, { kind: 'sense', sense: 'maximize' })).toThrow(
    /cannot maximize/,
  );
});

const RULES = new Set(Object.values(METHODS).flatMap((method) => (isSolver(method) ? [] : [method.name])));

test('a seed of batches goes with them', () => {
  const seed: Change = { kind: 'hyperparameter', run: 0, name: 'seed', value: 7 };
  const batch = (value: number): Change => ({ kind: 'hyperparameter', run: 0, name: 'batch', value });
  expect(() => after(seed)).toThrow(/choose a batch first/);
  expect(() => after(batch(2))).toThrow(/^J has no rows to draw a batch from/);
  expect(methodText(afterwards(batch(1), seed, batch(0)).methods[0]!)).toBe('gd(rate = 0.1)');
});

test('every value of every hyperparameter comes back from the text that the change writes', () => {
  const cases = Object.values(METHODS).flatMap((method) =>
    hyperparametersOf(method).map((declared) => ({ method: method.name, declared })),
  );
  fc.assert(
    fc.property(fc.constantFrom(...cases), fc.double({ min: 0, max: 1, noNaN: true }), (each, share) => {
      const { method, declared } = each;
      const { minimum, maximum } = declared.range;
      const [low, high] = [Math.max(minimum, -1e6), Math.min(maximum, declared.name === 'batch' ? 7 : 1e6)];
      const inside = low + (high - low) * (0.001 + 0.998 * share);
      const value = declared.whole || declared.choices ? Math.round(inside) : inside;
      const changed = afterwards(
        { kind: 'method', run: 0, method },
        // The seed of an update rule goes with its batches.
        ...(declared.name === 'seed' && RULES.has(method)
          ? ([{ kind: 'hyperparameter', run: 0, name: 'batch', value: 1 }] as const)
          : []),
        { kind: 'hyperparameter', run: 0, name: declared.name, value },
      );
      const [choice] = changed.methods;
      if (!choice) throw new Error('the run is there');
      const again = read(`${FIT}  with ${methodText(choice)}\n`).experiment.methods[0];
      expect(again?.hyperparameters[declared.name] ?? declared.default).toBe(value);
    }),
  );
});

test('changes of one thing have one key', () => {
  const rate = (run: number, value: number): Change => ({
    kind: 'rate',
    run,
    rate: { kind: 'constant', value },
  });
  expect(changeKey(rate(0, 1))).toBe(changeKey(rate(0, 2)));
  expect(changeKey(rate(0, 1))).not.toBe(changeKey(rate(1, 1)));
});

describe('what runs through values', () => {
  const many = read(
    'J(x, y) = x^2 + y^2\nminimize J\n  from x in [0, 1], y = 2, starts = 9\n  with gd(rate = logspace(0.01, 1, 5), gradient = forward(seeds = 20)), cmaes(seeds = 3)\n',
  ).experiment;
  const changed = (change: Change) => changeExperiment(many, change, objective);

  test('stays when something else changes', () => {
    const { methods, starts } = changed({ kind: 'until', until: { iterations: 5 } });
    expect(methods.map(methodText)).toEqual([
      'gd(rate = logspace(0.01, 1, 5), gradient = forward(seeds = 20))',
      'cmaes(seeds = 3)',
    ]);
    expect(starts?.count).toBe(9);
  });

  test.each<[string, Change, string]>([
    [
      'a rate',
      { kind: 'rate', run: 0, rate: { kind: 'constant', value: 0.3 } },
      'gd(rate = 0.3, gradient = forward(seeds = 20))',
    ],
    [
      'a source',
      { kind: 'gradient', run: 0, gradient: { name: 'backprop', settings: {} } },
      'gd(rate = logspace(0.01, 1, 5))',
    ],
    ['a seed', { kind: 'hyperparameter', run: 1, name: 'seed', value: 7 }, 'cmaes(seed = 7)'],
  ])('%s that is chosen takes its place', (_, change, text) => {
    expect(changed(change).methods.map(methodText)).toContain(text);
  });

  test('a start that is chosen takes the place of those that were drawn', () => {
    expect(changed({ kind: 'start', x: [1, 1] })).toMatchObject({ start: [1, 1] });
    expect(changed({ kind: 'start', x: [1, 1] }).starts).toBeUndefined();
  });
});
