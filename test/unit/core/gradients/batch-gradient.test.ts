import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { batchGradient } from '../../../../src/core/gradients/batch-gradient.ts';
import type { Objective } from '../../../../src/core/objective.ts';
import { shuffle } from '../../../../src/core/random/shuffle.ts';
import { Xoshiro256 } from '../../../../src/core/random/xoshiro256.ts';
import { experimentText } from '../../../../src/core/run/experiment-text.ts';
import { planExperiment } from '../../../../src/core/run/plan-experiment.ts';
import { Run } from '../../../../src/core/run/run.ts';
import type { RunResult } from '../../../../src/core/run/run-result.ts';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';
import { expectClose } from '../../support/close.ts';
import { objectiveOf } from '../../support/objectives.ts';

const still = () => 0;

const X = [
  [1, 2],
  [2, 1],
  [3, 4],
  [-1, 1],
  [0, 2],
  [2, -2],
  [1, -1],
];
const y = [5, 4, 11, 1, 4, -2, -1];
const DATA = `X = [${X.map((row) => `[${row.join(', ')}]`).join(', ')}]\ny = [${y.join(', ')}]\n`;

/** The same kind of objective written in many ways; f and its rows agree with what is known of it by other means. */
const WRITTEN: readonly string[] = [
  'f(w[2], c) = mean((X*w + c - y).^2)',
  'f(w[2], c) = mean((X*w + c - y).^2) + 0.1*sum(w.^2) + c^2',
  'f(w[2], c) = sum((X*w + c - y).^2)/2 - 3',
  "f(w[2], c) = (X*w + c - y)'*(X*w + c - y)",
  'f(w[2], c) = mean(log(1 + exp(-sign(y) .* (X*w + c))))',
  'f(w[2], c) = sum(i, 1, 7, (X[i, 1]*w[1] + X[i, 2]*w[2] + c - y[i])^2)',
  "f(w[2], c) = mean((w'*X' + c - y').^2)",
  'f(w[2], c) = 2*mean(abs(X*w - y)) - mean(tanh(c*X*w))',
  'f(w[2], c) = mean(sum((X .* c).^2, 2) .* exp(X*w/10))',
];

describe('batches of an epoch', () => {
  test.each(WRITTEN)('make up the gradient of %s', (definition) => {
    const objective = objectiveOf(DATA + definition);
    const exact = compileObjective(objective);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('backprop', 'jvp'),
        fc.nat(1000),
        (point, size, source, seed) => {
          const x = Float64Array.from(point);
          const batches = batchGradient({ name: source, settings: {} }, objective, size, seed);
          const [g, mean] = [new Float64Array(3), new Float64Array(3)];
          let [value, seen] = [0, 0];
          expect(batches.batchesPerEpoch).toBe(Math.ceil(7 / size));
          for (let i = 0; i < Math.ceil(7 / size); i++) {
            const f = batches.valueAndGradient(x, g);
            const part = source === 'backprop' ? batches.cost.f : batches.cost.jvp / 3;
            value += part * f;
            seen += part;
            for (let j = 0; j < 3; j++) mean[j] = mean[j]! + part * g[j]!;
          }
          expect(seen).toBeCloseTo(1, 12);
          const truth = new Float64Array(3);
          expectClose([value], [exact.valueAndGradient(x, truth)], 1e-12);
          expectClose(Array.from(mean), Array.from(truth), 1e-12);
        },
      ),
      { numRuns: 30 },
    );
  });
});

/** Carries a `.gd` text's only experiment out. */
function carry(text: string): { result: RunResult; trace: ReturnType<Run['trace']>; objective: Objective } {
  const { experiments, problems } = parseGd(DATA + text);
  expect(problems).toEqual([]);
  const { objective, experiment } = experiments[0]!;
  const run = new Run(
    planExperiment(objective, experiment, compileObjective(objective), still).runs[0]!,
    still,
  );
  run.advance(Number.POSITIVE_INFINITY);
  return { result: run.result() as RunResult, trace: run.trace(), objective };
}

const REGRESSION = 'f(w[2], c) = mean((X*w + c - y).^2)\nminimize f\n  from w = 0, c = 0\n';

test('stochastic gradient descent takes the steps that are computed by hand', () => {
  const { trace } = carry(
    `${REGRESSION}  with sgd(rate = 0.01, batch = 3, seed = 5)\n  until iterations = 40`,
  );
  const random = new Xoshiro256(5);
  const order = Int32Array.from({ length: 7 }, (_, i) => i);
  const w = [0, 0, 0];
  let next = 7;
  for (let k = 0; k < 40; k++) {
    expectClose(Array.from(trace.x.slice(3 * k, 3 * k + 3)), w, 1e-12);
    if (next === 7) {
      shuffle(random, order);
      next = 0;
    }
    const rows = Array.from(order.slice(next, next + 3));
    next = Math.min(7, next + 3);
    const g = [0, 0, 0];
    let f = 0;
    for (const row of rows) {
      const [a, b] = X[row] as [number, number];
      const r = a * w[0]! + b * w[1]! + w[2]! - y[row]!;
      f += r ** 2 / rows.length;
      for (const [j, slope] of [a, b, 1].entries()) g[j] = g[j]! + (2 * r * slope) / rows.length;
    }
    expectClose([trace.f[k]!], [f], 1e-12);
    for (let j = 0; j < 3; j++) w[j] = w[j]! - 0.01 * g[j]!;
  }
});

test('the same request gives the same batches bit for bit, another seed others', () => {
  const text = (seed: number) =>
    `${REGRESSION}  with adam(rate = 0.05, batch = 2, seed = ${seed}, gradient = forward(seed = 3))\n  until iterations = 200`;
  const [one, again, other] = [carry(text(1)), carry(text(1)), carry(text(2))];
  expect(again.trace.x).toEqual(one.trace.x);
  expect(again.trace.f).toEqual(one.trace.f);
  expect(again.result).toEqual(one.result);
  expect(other.trace.x).not.toEqual(one.trace.x);
});

test('rows are counted as parts of an evaluation, and the end is told exactly', () => {
  const { result, objective } = carry(
    `${REGRESSION}  with sgd(rate = 0.01, batch = 2)\n  until iterations = 80`,
  );
  // 81 batches: 20 epochs of 2 + 2 + 2 + 1 rows, then 2 of 7; f at the end and at the best point on all rows.
  expect(result.evaluations.gradient).toBeCloseTo(20 + 2 / 7, 10);
  expect(result.evaluations.f).toBeCloseTo(22 + 2 / 7, 10);
  expect(result.f).toBe(compileObjective(objective).value(Float64Array.from(result.x)));
  expect(result.best.f).toBeLessThanOrEqual(result.f);
});

test('conditions on f are tested at the ends of epochs, on all rows', () => {
  const { result, trace } = carry(
    `${REGRESSION}  with sgd(rate = 0.02, batch = 3)\n  until decrease < 1e-3, iterations = 5000`,
  );
  expect(result.reason).toBe('decrease');
  expect(result.iterations % 3).toBe(0);
  const compiled = compileObjective(objectiveOf(`${DATA}f(w[2], c) = mean((X*w + c - y).^2)`));
  const at = (k: number) => compiled.value(trace.x.slice(3 * k, 3 * k + 3));
  const k = result.iterations;
  expect(Math.abs(at(k) - at(k - 3))).toBeLessThan(1e-3);
  for (let i = 3; i < k; i += 3) expect(Math.abs(at(i) - at(i - 3))).toBeGreaterThanOrEqual(1e-3);
  const target = carry(
    `${REGRESSION}  with sgd(rate = 0.02, batch = 3)\n  until target = 0.5, iterations = 5000`,
  ).result;
  expect(target.reason).toBe('target');
  expect(target.f).toBeLessThanOrEqual(0.5);
});

test('the gradient of all rows decides where a batch has a small one by chance', () => {
  const { result, objective } = carry(
    `${REGRESSION}  with sgd(rate = 0.05, batch = 1)\n  until gradient < 0.02, iterations = 20000`,
  );
  expect(result.reason).toBe('gradient');
  const g = new Float64Array(3);
  compileObjective(objective).valueAndGradient(Float64Array.from(result.x), g);
  expect(Math.hypot(...g)).toBeLessThan(0.02);
});

test('what is written out reads back the same', () => {
  const { experiments } = parseGd(`${DATA}${REGRESSION}  with adam(rate = 0.01, batch = 4, seed = 7)`);
  const { objective, experiment } = experiments[0]!;
  const text = experimentText(
    objective,
    planExperiment(objective, experiment, compileObjective(objective), still),
  );
  expect(text).toContain('with  adam(rate = 0.01, batch = 4, seed = 7)');
  expect(parseGd(`${objective.text}\n${text}`).experiments[0]?.experiment.methods).toEqual(
    experiment.methods,
  );
});

describe('refused with a sentence, where the method is written', () => {
  /** The problems of a text, each with the words that it marks. */
  const refusals = (text: string) =>
    parseGd(DATA + text).problems.map(({ message, range }) => [
      (DATA + text).slice(range.start, range.end),
      message,
    ]);
  const advice =
    'a batch is for a sum or a mean over the rows of constant vectors and matrices, as mean((X*w - y).^2), so leave batch out';
  test('an objective without data', () => {
    expect(
      refusals('f(w[2]) = sum((w - 1).^2)\nminimize f\n  with adam(), sgd(rate = 0.1, batch = 2)'),
    ).toEqual([
      [
        'sgd(rate = 0.1, batch = 2)',
        `f has no rows to draw a batch from: w is sought, and not a row of data; ${advice}`,
      ],
    ]);
  });
  test('a sum over rows inside of something else', () => {
    expect(
      refusals('f(w[2]) = sqrt(mean((X*w - y).^2))\nminimize f\n  with sgd(rate = 0.1, batch = 2)'),
    ).toEqual([['sgd(rate = 0.1, batch = 2)', `f has no rows to draw a batch from; ${advice}`]]);
  });
  test('more than all rows', () => {
    expect(refusals(`${REGRESSION}  with sgd(rate = 0.1, batch = 8)`)).toEqual([
      [
        'sgd(rate = 0.1, batch = 8)',
        'a batch of 8 is more than the 7 rows of f; write batch = 7, or leave it out for all rows',
      ],
    ]);
  });
  test('a line search and the sequential update, which need all rows', () => {
    expect(refusals(`${REGRESSION}  with gd(rate = backtracking(), batch = 2)`)).toEqual([
      ['gd(rate = backtracking(), batch = 2)', expect.stringMatching(/leave out .*batch/)],
    ]);
    expect(refusals(`${REGRESSION}  with gd(rate = 0.1, batch = 2, update = sequential)`)).toEqual([
      [
        'gd(rate = 0.1, batch = 2, update = sequential)',
        'update = sequential needs the gradient of all rows; leave out update, or batch',
      ],
    ]);
  });
});
