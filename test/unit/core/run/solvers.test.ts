import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { CLASSICAL_PROBLEMS } from '../../../../src/core/problems/index.ts';
import { ANDREI_PROBLEMS } from '../../support/andrei-problems.ts';
import { CUTEST_PROBLEMS } from '../../support/cutest-problems.ts';
import { FURTHER_PROBLEMS } from '../../support/further-problems.ts';
import { JAMIL_YANG_PROBLEMS } from '../../support/jamil-yang-problems.ts';
import { LITERATURE_PROBLEMS } from '../../support/literature-problems.ts';
import { MORE_PROBLEMS, type MoreProblem } from '../../support/more-problems.ts';
import { objectiveOf } from '../../support/objectives.ts';
import { newRun, runOf } from '../../support/run-of.ts';

const SOLVERS = ['bfgs', 'lbfgs', 'cg', 'newton'];
const SUMS_OF_SQUARES = ['lm', 'gaussnewton'];

/** SciPy's evaluations of f, gradients and Hessian products, and whether it came to an end; written by compare-scipy.py. */
const SCIPY = JSON.parse(
  readFileSync(new URL('../methods/scipy-counts.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Record<string, [number, number, number, boolean]>>>;

/** What is not expected to reach a small gradient, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'bfgs on Ackley': 'the minimum is the tip of a cone: no gradient is small near it',
  'lbfgs on Ackley': 'the same',
  'cg on Ackley': 'the same',
  'newton on Ackley': 'the same',
  'bfgs on Bukin N.6': 'a crease along the valley, where no gradient exists',
  'lbfgs on Bukin N.6': 'the same',
  'cg on Bukin N.6': 'the same',
  'newton on Bukin N.6': 'the same',
  'lm on Brown-Dennis': 'f is 8.6e4 there: a gradient below 1e-3 is lost in the rounding of f',
  'gaussnewton on Brown-Dennis': 'the same',
};

describe('every solver on every classical problem', () => {
  for (const { name, definition, starts } of CLASSICAL_PROBLEMS) {
    const objective = objectiveOf(definition);
    test.each([...SOLVERS, ...SUMS_OF_SQUARES])(`%s on ${name}`, (method) => {
      for (const start of starts) {
        let outcome: ReturnType<typeof runOf>;
        try {
          outcome = runOf(objective, method, start, { until: { gradient: 1e-5, iterations: 3000 } });
        } catch (error) {
          expect(SUMS_OF_SQUARES).toContain(method);
          expect((error as Error).message).toMatch(/needs a sum of squares/);
          return;
        }
        const { result, trace } = outcome;
        if (`${method} on ${name}` in EXCEPTIONS) {
          expect(['step', 'iterations', 'decrease']).toContain(result.reason);
          expect(result.f).toBeLessThanOrEqual(trace.f[0] as number);
        } else expect(result.reason, result.message).toBe('gradient');
        for (let i = 1; i < trace.length; i++) {
          const before = trace.f[i - 1] as number;
          expect(trace.f[i]).toBeLessThanOrEqual(before + 1e-12 * Math.abs(before));
        }
      }
    });
  }
});

/** What SciPy comes to an end of and ours does not, and why. */
const UNSOLVED: Readonly<Record<string, string>> = {
  'newton on Meyer (10)':
    'f is 88 of squares of 3e4, a gradient of 1e-5 is beyond rounding; SciPy stops by its step',
  'newton on S281':
    'the minimum is a cusp, where gradients are infinite; SciPy stops by its step, at 4e-6, ours at 1e-10',
  'newton on Ursem 3': 'both end at a peak of roofs, where f has no gradient; SciPy stops by its step',
  'newton on Schwefel 2.6': 'both end on a crease; SciPy stops by its step, at 7, ours at 3.07',
  'newton on S214': 'the same cusp as for BFGS; SciPy stops by its step, at 6e-5',
  'bfgs on S214':
    'the minimum is a cusp, where gradients are infinite: ours ends at 2e-8, the fourth root of a rounding error, SciPy by chance in the minimum itself',
};

describe('evaluations against SciPy’s, at the same tolerance', () => {
  const problems = [
    ...CLASSICAL_PROBLEMS.map(({ name, definition, starts }) => ({
      name,
      text: definition,
      start: starts[0] as readonly number[],
    })),
    ...MORE_PROBLEMS,
    ...FURTHER_PROBLEMS,
    ...CUTEST_PROBLEMS,
    ...JAMIL_YANG_PROBLEMS,
    ...ANDREI_PROBLEMS,
    ...LITERATURE_PROBLEMS,
  ];
  test.each(SOLVERS)(
    '%s needs no more on four of five problems, and solves all that SciPy solves',
    (method) => {
      let fewer = 0;
      const lost: string[] = [];
      for (const { name, text, start } of problems) {
        const { result } = runOf(objectiveOf(text), method, start, {
          until: { gradient: 1e-5, iterations: 5000 },
        });
        const [f, g, , solved] = SCIPY[name]?.[method] ?? [0, 0, 0, true];
        const own = result.reason === 'gradient';
        if (solved && !own) lost.push(name);
        const { f: ownF, gradient } = result.evaluations;
        if (own && (!solved || (ownF <= f && ownF + gradient <= f + g))) fewer++;
      }
      expect(lost.map((name) => `${method} on ${name}`)).toEqual(
        Object.keys(UNSOLVED).filter((key) => key.startsWith(`${method} on`)),
      );
      expect(fewer / problems.length).toBeGreaterThanOrEqual(0.8);
    },
  );
});

describe('regressions whose least sum of squares NIST certifies to 11 digits', () => {
  test.each([
    ['Chwirut 2', 513.04802941, ['lm', 'gaussnewton', 'newton', 'bfgs', 'lbfgs', 'cg']],
    ['Misra 1a', 0.12455138894, ['lm', 'gaussnewton', 'newton', 'bfgs', 'lbfgs']],
    ['DanWood', 4.3173084083e-3, ['lm', 'gaussnewton', 'newton', 'bfgs', 'lbfgs', 'cg']],
    // From this start the others leave for the flat place where the exponential is 0.
    ['BoxBOD', 1168.0088766, ['gaussnewton', 'newton', 'lbfgs', 'cg']],
    // So do the others here, SciPy's BFGS among them.
    ['Rat42', 8.0565229338, ['lm', 'gaussnewton', 'lbfgs', 'cg']],
    // The far starts, from which the others find other stationary places.
    ['Rat43', 8786.404908, ['lm', 'newton', 'bfgs']],
    ['MGH09', 3.0750560385e-4, ['lm', 'newton']],
    ['MGH17', 5.4648946975e-5, ['lm']],
  ])('%s', (name, least, methods) => {
    const { text, start } = [...CUTEST_PROBLEMS, ...JAMIL_YANG_PROBLEMS, ...LITERATURE_PROBLEMS].find(
      (each) => each.name === name,
    ) as MoreProblem;
    for (const method of methods) {
      const { result } = runOf(objectiveOf(text), method, start, {
        until: { gradient: 1e-8, iterations: 1000 },
      });
      expect(`${method} ${Number(result.f.toPrecision(11))}`).toBe(`${method} ${least}`);
    }
  });
});

describe('the loop with solvers', () => {
  const rosenbrock = objectiveOf('f(x, y) = 100*(y - x^2)^2 + (1 - x)^2');

  test.each([...SOLVERS, ...SUMS_OF_SQUARES])(
    '%s: the same request gives the same trace, also in pieces',
    (method) => {
      const whole = runOf(rosenbrock, method, [-1.2, 1]).trace;
      expect(runOf(rosenbrock, method, [-1.2, 1]).trace).toEqual(whole);
      const run = newRun(rosenbrock, method, [-1.2, 1]);
      while (!run.done) run.advance(0);
      expect(run.trace()).toEqual(whole);
    },
  );

  test.each([...SOLVERS, ...SUMS_OF_SQUARES])(
    '%s: every evaluation is counted, each for itself',
    (method) => {
      const compiled = compileObjective(rosenbrock);
      const made = { value: 0, both: 0, product: 0, hessian: 0 };
      const spy = {
        ...compiled,
        value: (x: Float64Array) => {
          made.value++;
          return compiled.value(x);
        },
        valueAndGradient: (x: Float64Array, g: Float64Array) => {
          made.both++;
          return compiled.valueAndGradient(x, g);
        },
        hessianVector: (x: Float64Array, v: Float64Array, out: Float64Array) => {
          made.product++;
          compiled.hessianVector(x, v, out);
        },
        hessian: (x: Float64Array, out: Float64Array) => {
          made.hessian++;
          return compiled.hessian(x, out);
        },
        hessianProducts: () => compiled.hessianProducts(),
      };
      const { result, trace } = runOf(rosenbrock, method, [-1.2, 1], { compiled: spy, oneByOne: true });
      const { f, gradient, jvp, hvp } = result.evaluations;
      expect(gradient).toBe(made.both);
      expect(hvp).toBe(made.product + 2 * made.hessian);
      if (SUMS_OF_SQUARES.includes(method)) expect(jvp).toBe(2 * (result.iterations + 1));
      else expect([f, jvp]).toEqual([made.value + made.both, 0]);
      expect(trace.evaluations[trace.length - 1]).toBe(f + gradient + jvp + hvp);
    },
  );

  test.each(SOLVERS)('%s goes back from where f is no number', (method) => {
    const { result } = runOf(
      objectiveOf('f(x, y) = x - log(x) + (y - x)^2 - sqrt(2 - y)'),
      method,
      [0.01, 1.9],
    );
    expect(result.reason).toBe('gradient');
  });

  test.each(SOLVERS)('%s maximizes', (method) => {
    const { result } = runOf(objectiveOf('f(x, y) = 3 - (x - 1)^2 - (y + 2)^4 - (y + 2)^2'), method, [0, 0], {
      sense: 'maximize',
    });
    expect(result.f).toBeCloseTo(3, 10);
    expect(result.x[0]).toBeCloseTo(1, 5);
  });

  test.each(SOLVERS)(
    '%s on a kink ends with the reason step and a sentence, unless it meets the corner exactly',
    (method) => {
      const { result } = runOf(objectiveOf('f(x, y) = abs(x - 1/3) + 3*abs(y + sqrt(2)*x)'), method, [1, 1]);
      expect(result.reason).toBe(result.f === 0 ? 'gradient' : 'step');
      expect(result.message).toMatch(result.f === 0 ? /gradient/ : /f/);
      expect(result.f).toBeLessThan(1);
    },
  );

  test.each([
    // Each with its minimum, as Lewis & Overton 2013, Mathematical Programming 141:135–163, study them.
    ['f(x, y) = 10*abs(y - x^2) + abs(1 - x)', [-1.2, 1], 0],
    ['f(x, y) = max(abs(x - 1), 2*abs(y)) + 1e-3*abs(x + y)', [5, 7], 1e-3],
    ['f(x, y) = max(x^2 + y^2, x^2 + y^2 + 10*(4 - 4*x - y), x^2 + y^2 + 10*(6 - x - 2*y))', [-1, 5], 7.2],
    ['f(x, y) = 20*max(x^2 + y^2 - 1, 0) - x', [-1, -1], -1],
  ])('in the crease of %s quasi-Newton methods find that they get no further', (text, start, minimum) => {
    for (const method of ['bfgs', 'lbfgs']) {
      const { result } = runOf(objectiveOf(text), method, start);
      expect(result.reason).toBe('step');
      expect(result.message).toMatch(/improve.* f.*: its change is lost in rounding, or f has a kink/);
      expect(result.f).toBeLessThan(minimum + 1e-4);
      expect(result.evaluations.f).toBeLessThan(5000);
    }
  });

  test.each(['x + y', '-x^2 - y^2', '-abs(x + y)'])(
    '%s has no minimum, which a search finds out',
    (formula) => {
      for (const method of ['bfgs', 'lbfgs', 'cg', 'gd']) {
        const { result } = runOf(objectiveOf(`f(x, y) = ${formula}`), method, [1, 2], {
          ...(method === 'gd' && { rate: { kind: 'search', search: 'wolfe', settings: {} } }),
        });
        expect(result).toMatchObject({ reason: 'step', iterations: 0 });
        expect(result.message).toMatch(
          /^f improves without end along the search direction, up to a rate of \de3\d and beyond: it has no optimum there$/,
        );
      }
    },
  );

  test('BFGS does not creep into a corner for ever, one by one and compiled', () => {
    for (const oneByOne of [true, false]) {
      const objective = objectiveOf('f(x[3]) = sum(abs(x)) + prod(abs(x))');
      const { result } = runOf(objective, 'bfgs', [1, -2, 0.5], { oneByOne });
      expect(result.reason).toBe('step');
      expect(result.f).toBeLessThan(1e-13);
      expect(result.evaluations.f).toBeLessThan(500);
    }
  });

  test('Newton’s method tells where f is −∞, and an optimum from a place where numbers end', () => {
    const { result } = runOf(objectiveOf('f(x) = -exp(x)'), 'newton', [1]);
    expect(result).toMatchObject({ reason: 'nonfinite', iterations: 9 });
    expect(result.message).toMatch(/^in step 10 f is -Infinity, at x = 1024; the run ends/);
    const until = { step: 0 };
    const saddle = runOf(objectiveOf('f(x, y) = x^2 + y^2'), 'newton', [0, 0], { until }).result;
    expect(saddle.message).toBe(
      'the gradient is 0, and f curves nowhere such that a step improves it: an optimum',
    );
  });

  test('Newton’s method leaves a saddle where the gradient is 0, also where the Hessian takes many products', () => {
    const text = 'f(x[6]) = sum(x)^2 + sum(x.^2) + x[1]^4 - 5*x[1]^2';
    const { result } = runOf(objectiveOf(text), 'newton', [0, 0, 0, 0, 0, 0], { until: { step: 1e-9 } });
    // With the others at −x₁/6 what is left of f is x₁⁴ − 23/6 x₁².
    expect(result.f).toBeCloseTo(-((23 / 12) ** 2), 12);
  });

  test('Newton’s method tells where products with the Hessian are no numbers', () => {
    const { result } = runOf(
      objectiveOf('f(x[6]) = sum(x)^2 + cos(2e154*x[1])'),
      'newton',
      [0, 1, 1, 1, 1, 1],
    );
    expect(result.message).toMatch(/^the Hessian is not finite here; start somewhere else/);
  });

  test('at a peak of roofs Newton’s method goes round in no circles', () => {
    const text =
      'f(x, y) = -sin(2.2*pi*x + pi/2)*(2 - abs(y))/2*(3 - abs(x))/2 - sin(pi/2*y^2 + pi/2)*(2 - abs(y))/2*(2 - abs(x))/2';
    const { result } = runOf(objectiveOf(text), 'newton', [0.2, 0.3]);
    expect(result.reason).toBe('step');
    expect(result.f).toBeCloseTo(-2.5, 12);
    expect(result.evaluations.f).toBeLessThan(100);
  });

  test.each([
    ['lbfgs', 300],
    ['cg', 2000],
    ['newton', 200],
  ])('%s does not creep along kinks to their corner for ever', (method, most) => {
    const text = 'f(x[3]) = sum(abs(x)) + prod(abs(x))';
    const { result } = runOf(objectiveOf(text), method, [1, -2, 0.5]);
    expect(result.reason).toBe('step');
    expect(result.message).toMatch(/^the last steps improved f by hardly anything/);
    expect(result.f).toBeLessThan(1e-13);
    expect(result.evaluations.f).toBeLessThan(most);
  });

  test('L-BFGS and conjugate gradients end within hundreds of evaluations from wherever they come to a corner of ten kinks', () => {
    const objective = objectiveOf('f(x[10]) = sum(abs(x)) + prod(abs(x))');
    const starts = fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(starts, fc.constantFrom('lbfgs', 'cg'), (thousandths, method) => {
        const start = thousandths.map((each) => (each || 1) / 1000);
        const { result } = runOf(objective, method, start);
        expect(result.reason).toBe('step');
        expect(result.evaluations.f).toBeLessThan(1000);
      }),
    );
  });

  test.each(['lbfgs', 'cg', 'newton'])(
    '%s is not taken for creeping where f is large and falls by little',
    (method) => {
      // The last steps improve f by less than a rounding error of the 1e6 that is added.
      const text = 'f(x, y) = 1e6 + 100*(y - x^2)^2 + (1 - x)^2';
      const { result } = runOf(objectiveOf(text), method, [-1.2, 1], { until: { gradient: 1e-5 } });
      expect(result.reason, result.message).toBe('gradient');
      expect(result.x[0]).toBeCloseTo(1, 4);
    },
  );

  test.each(SOLVERS)('%s goes on by ever so short steps where they make the gradient smaller', (method) => {
    const text = 'f(x, y) = x^2 + 10*y^2 + x*y + x^4';
    const until = { gradient: 1e-60, iterations: 500 };
    expect(runOf(objectiveOf(text), method, [3, -4], { until }).result.reason).toBe('gradient');
  });

  test.each(['bfgs', 'lbfgs', 'cg', 'newton'])('%s gives up soon at the tip of a cone', (method) => {
    const ackley = CLASSICAL_PROBLEMS.find(({ name }) => name === 'Ackley') as (typeof CLASSICAL_PROBLEMS)[0];
    for (const [text, start, least] of [
      ['f(x, y) = sqrt(x^2 + 2*y^2) + 1', [1, 1.3], 1],
      // Its values near the tip are multiples of 4e-16, a rounding error of the 20 that is added.
      [ackley.definition, ackley.starts[0]!, 0],
    ] as const) {
      const { result } = runOf(objectiveOf(text), method, start);
      expect(result.reason).toBe('step');
      expect(result.f).toBeCloseTo(least, 12);
      expect(result.evaluations.f).toBeLessThan(150);
    }
  });

  test.each(['gd', 'momentum', 'nesterov'])('%s with every line search', (method) => {
    for (const search of ['backtracking', 'wolfe', 'exact']) {
      const { result, trace } = runOf(objectiveOf('f(x, y) = x^2 + 10*y^2'), method, [1, 1], {
        rate: { kind: 'search', search, settings: {} },
        until: { gradient: 1e-6, iterations: 2000 },
      });
      expect(result.reason, `${search}: ${result.message}`).toBe('gradient');
      expect(Array.from(trace.rate.subarray(1)).every((rate) => rate > 0)).toBe(true);
    }
  });

  test.each([
    ['gd', 'wolfe'],
    ['gd', 'backtracking'],
    ['gd', 'exact'],
    ['momentum', 'wolfe'],
    ['nesterov', 'wolfe'],
  ])('%s with %s ends soon in a crease', (method, search) => {
    const { result } = runOf(objectiveOf('f(x, y) = abs(x) + 10*abs(y - x^2)'), method, [-1.2, 1], {
      rate: { kind: 'search', search, settings: {} },
      until: { gradient: 1e-6, iterations: 10_000 },
    });
    expect(result.reason).toBe('step');
    expect(result.message).toMatch(/its change is lost in rounding, or f has a kink/);
    expect(result.f).toBeLessThan(1.5);
    expect(result.evaluations.f).toBeLessThan(1000);
  });

  test.each(['wolfe', 'backtracking'])('gd with %s ends soon at a corner', (search) => {
    const { result } = runOf(objectiveOf('f(x, y) = max(abs(x - 1), 2*abs(y))'), 'gd', [5, 7], {
      rate: { kind: 'search', search, settings: {} },
    });
    expect(result.reason).toBe('step');
    expect(result.f).toBeLessThan(1e-15);
    expect(result.evaluations.f).toBeLessThan(600);
  });

  test('where a line search diverges, it is not told to be smaller', () => {
    const { result } = runOf(rosenbrock, 'momentum', [-1.2, 1], {
      rate: { kind: 'search', search: 'backtracking', settings: {} },
    });
    expect(result.reason).toBe('diverged');
    expect(result.message).toMatch(
      /^f grew to \S+ in \d+ steps; a line search sees the gradient alone, not what earlier steps add to it: write the rate as a number, rate = 0.01$/,
    );
  });

  test('gradient descent with exact steps is Cauchy’s: η = gᵀg / gᵀHg', () => {
    const { trace } = runOf(objectiveOf('f(x, y) = x^2 + 10*y^2'), 'gd', [1, 1], {
      rate: { kind: 'search', search: 'exact', settings: {} },
      until: { iterations: 1 },
    });
    expect(trace.rate[1]).toBeCloseTo((4 + 400) / (2 * 4 + 20 * 400), 15);
  });

  test('what a method is not made for is refused with a sentence', () => {
    const [large, linear] = [objectiveOf('f(x[5000]) = sum(x.^2)'), objectiveOf('f(x, y) = x + exp(y)')];
    expect(() => newRun(large, 'bfgs', new Array<number>(5000).fill(1))).toThrow(
      'bfgs takes at most 4000 variables, f has 5000; use lbfgs()',
    );
    expect(() => newRun(linear, 'lm', [1, 1])).toThrow(
      'lm needs a sum of squares, as sum((X*w - y).^2) or (x - 1)^2 + (x*y - 2)^2 are, and f is not written so; write it so, or use bfgs()',
    );
    expect(() => newRun(rosenbrock, 'lm', [1, 1], { sense: 'maximize' })).toThrow(
      'lm makes sums of squares small, it cannot maximize; use bfgs()',
    );
    expect(() => newRun(rosenbrock, 'bfgs', [1, 1], { rate: { kind: 'constant', value: 1 } })).toThrow(
      'bfgs finds its rate by a line search; leave the rate out, or write rate = backtracking()',
    );
    expect(() =>
      newRun(rosenbrock, 'adam', [1, 1], { rate: { kind: 'search', search: 'wolfe', settings: {} } }),
    ).toThrow(
      'the steps of adam do not follow the gradient, so no line search finds its rate; write a number, rate = 0.01',
    );
  });
});
