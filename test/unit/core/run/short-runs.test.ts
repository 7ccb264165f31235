import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import type { Objective } from '../../../../src/core/objective.ts';
import { CLASSICAL_PROBLEMS } from '../../../../src/core/problems/index.ts';
import type { MethodChoice, StopRule } from '../../../../src/core/run/experiment.ts';
import { Run } from '../../../../src/core/run/run.ts';
import type { RunRequest } from '../../../../src/core/run/run-request.ts';
import type { RunResult } from '../../../../src/core/run/run-result.ts';
import { ShortRuns } from '../../../../src/core/run/short-runs.ts';
import { minimize } from '../../../../src/library.ts';
import { objectiveOf } from '../../support/objectives.ts';

const still = () => 0;
const rosenbrock = objectiveOf('f(x, y) = (1 - x)^2 + 100*(y - x^2)^2');
const choiceOf = (method: string, rate?: number): MethodChoice => ({
  method,
  ...(rate === undefined ? {} : { rate: { kind: 'constant', value: rate } }),
  hyperparameters: {},
  gradient: { name: 'backprop', settings: {} },
});

/** What the short way comes to, if it does. */
function shortRun({ start, ...rest }: RunRequest): ReturnType<ShortRuns['run']> {
  ShortRuns.remember({ start, ...rest }, rest.until, still);
  return ShortRuns.find(rest.objective, rest.sense, rest.choice, rest.until)?.run(start);
}

function wholeRun(request: RunRequest): RunResult & { readonly trace: unknown } {
  const run = new Run(request, still, compileObjective(request.objective));
  run.advance(Number.POSITIVE_INFINITY);
  return { ...(run.result() as RunResult), trace: run.trace() };
}

/** Whether the short way is taken; then it came to the same as a run, row for row. */
function takesIt(request: RunRequest): boolean {
  const short = shortRun(request);
  if (short) expect(JSON.parse(JSON.stringify(short))).toEqual(JSON.parse(JSON.stringify(wholeRun(request))));
  return short !== undefined;
}

const RULES: readonly StopRule[] = [
  { gradient: 1e-6 },
  { gradient: 1e-2, iterations: 40 },
  { decrease: 1e-5 },
  { relativeDecrease: 1e-3 },
  { step: 1e-3 },
  { target: 1 },
  { evaluations: 21 },
  { iterations: 12 },
];

describe('short runs come to the same as runs, to the last bit', () => {
  const problems = CLASSICAL_PROBLEMS.filter(({ starts }) => starts[0]!.length <= 4);
  const choices = [choiceOf('bfgs'), choiceOf('gd', 1e-3), choiceOf('momentum', 1e-4), choiceOf('adam', 0.1)];

  test.each(choices.map((choice) => [choice.method, choice] as const))('%s', (_, choice) => {
    let taken = 0;
    const shift = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...problems),
        fc.constantFrom(...RULES),
        fc.constantFrom('minimize', 'maximize'),
        fc.array(shift, { minLength: 4, maxLength: 4 }),
        ({ definition, starts }, until, sense, shifts) => {
          const start = starts[0]!.map((entry, i) => entry + shifts[i]!);
          if (takesIt({ objective: objectiveOf(definition), sense, start, choice, until })) taken++;
        },
      ),
      { numRuns: 200 },
    );
    expect(taken).toBeGreaterThan(20);
  });
});

describe('what wants care is left to a run', () => {
  const request = (objective: Objective, start: readonly number[], until: StopRule = { gradient: 1e-6 }) =>
    ({ objective, sense: 'minimize', start, choice: choiceOf('bfgs'), until }) as const;

  test.each([
    ['a start that is the minimum', request(rosenbrock, [1, 1])],
    ['a start of another length', request(rosenbrock, [1])],
    ['a start that is no number', request(rosenbrock, [1, Number.NaN])],
    ['no step to take', request(rosenbrock, [-1.2, 1], { iterations: 0 })],
    ['a start outside the domain', request(objectiveOf('f(x, y) = log(x) + x^2 + y^2'), [-1, 1])],
    ['a time limit', request(rosenbrock, [-1.2, 1], { gradient: 1e-6, time: 5 })],
    ['no minimum', request(objectiveOf('f(x, y) = -x^2 - y'), [1, 1])],
  ])('%s', (_, each) => {
    expect(shortRun(each)).toBeUndefined();
  });

  test('many steps', () => {
    const choice = choiceOf('gd', 1e-3);
    expect(shortRun({ ...request(rosenbrock, [-1.2, 1]), choice })).toBeUndefined();
  });
});

describe('minimize', () => {
  const bfgs = (start: readonly number[], until: StopRule) =>
    minimize(rosenbrock, { method: 'bfgs', start, until });

  test('a rule that the caller changes counts as it is now', () => {
    const until = { gradient: 1e-6, iterations: 50 };
    expect(bfgs([-1.2, 1], until).reason).toBe('gradient');
    until.iterations = 5;
    expect(bfgs([-1.2, 1], until)).toMatchObject({ reason: 'iterations', iterations: 5 });
  });

  test('what is wrong is told whatever was asked before', () => {
    bfgs([-1.2, 1], { gradient: 1e-6 });
    expect(() => bfgs([-1.2], { gradient: 1e-6 })).toThrow('the start is 2 finite numbers; 1 were given');
    expect(() => bfgs([-1.2, 1], { gradient: 1e-6, fun: 1 } as StopRule)).toThrow(
      'there is no condition fun',
    );
  });

  test('results of the same request do not share their arrays', () => {
    const [first, second] = [bfgs([2, 2], { gradient: 1e-6 }), bfgs([2, 2], { gradient: 1e-6 })];
    (second.x as number[])[0] = 7;
    expect(second.best.x[0]).toBe(first.x[0]);
    expect(second.trace.x.subarray(0, 2)).toEqual(Float64Array.of(2, 2));
  });
});
