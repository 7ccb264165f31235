import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../../../src/core/autodiff/check-gradient.ts';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { CLASSICAL_PROBLEMS } from '../../../../src/core/problems/index.ts';
import { objectiveOf } from '../../support/objectives.ts';

/** Rosenbrock's function and its gradient by hand, the second component times a factor. */
const rosenbrock = (factor = 1) => ({
  value: (x: Float64Array) => {
    const [a, c] = x as unknown as [number, number];
    return 100 * (c - a * a) ** 2 + (1 - a) ** 2;
  },
  gradient: (x: Float64Array) => {
    const [a, c] = x as unknown as [number, number];
    return [-400 * a * (c - a * a) - 2 * (1 - a), 200 * (c - a * a) * factor];
  },
});

describe('a gradient written by hand', () => {
  test('that is right', () => {
    const check = checkGradient(rosenbrock(), [-1.2, 1]);
    expect(check.verdict).toBe('agrees');
    expect(check.message).toMatch(
      /^the gradient agrees with differences by 2 variables and along 3 random directions; the greatest relative error is \de-1\d, by x\[1\]$/,
    );
    expect(check.variables.map(({ name, index }) => [name, index])).toEqual([
      ['x[1]', 0],
      ['x[2]', 1],
    ]);
    expect(check.directions.map(({ kind }) => kind)).toEqual(['gradient', 'gradient', 'gradient']);
  });

  test.each([1.00001, 0.9, -1, 2, 0])('with a component that is wrong by a factor of %d', (factor) => {
    const check = checkGradient(rosenbrock(factor), [-1.2, 1], { names: ['x', 'y'] });
    expect(check).toMatchObject({
      verdict: 'disagrees',
      worst: { name: 'y', index: 1, verdict: 'disagrees' },
    });
    expect(check.variables[0]).toMatchObject({ name: 'x', verdict: 'agrees' });
    expect(check.message).toMatch(/^the derivative by y is .*, but differences give -88 ± .e-1\d$/);
    const worst = check.worst as NonNullable<typeof check.worst>;
    expect(worst.relativeError).toBeCloseTo(Math.abs(factor - 1) / Math.max(1, Math.abs(factor)), 8);
  });

  test('that fills a vector, or is a compiled objective', () => {
    const { value } = rosenbrock();
    const fills = (x: Float64Array, g: Float64Array) => g.set(rosenbrock().gradient(x));
    expect(checkGradient({ value, gradient: fills }, [0.3, 0.7]).verdict).toBe('agrees');
    expect(checkGradient(compileObjective(objectiveOf('f(x, y) = x*y^2')), [1, 2]).verdict).toBe('agrees');
  });

  test('that is not a number', () => {
    const check = checkGradient({ value: rosenbrock().value, gradient: () => [0, Number.NaN] }, [1, 1]);
    expect(check).toMatchObject({ verdict: 'disagrees', worst: { index: 1 } });
  });

  test('of the wrong length', () => {
    expect(() => checkGradient({ value: rosenbrock().value, gradient: () => [1] }, [1, 1])).toThrow(
      'the gradient has 1 entries, the point 2; they must be as many',
    );
  });

  test('of a noisy function: a mistake below the noise cannot be told, one above is', () => {
    const noise = (t: number) => 1e-6 * ((Math.sin(12345678.9 * t) * 43758.5453) % 1);
    const value = ([t]: Float64Array) => (t as number) ** 2 + noise(t as number);
    const times = (factor: number) => ({ value, gradient: ([t]: Float64Array) => [factor * (t as number)] });
    expect(checkGradient(times(2.2), [1.3]).verdict).toBe('disagrees');
    expect(checkGradient(times(2), [1.3], { tolerance: 1e-4 }).verdict).toBe('agrees');
    const loud = ([t]: Float64Array) => value([t] as unknown as Float64Array) + 1e6 * noise(t as number);
    expect(checkGradient({ value: loud, gradient: () => [2.6] }, [1.3])).toMatchObject({
      verdict: 'undecided',
      message: expect.stringContaining(
        'whether that is right cannot be told here: differences tell no more than',
      ),
    });
  });
});

describe('objectives: reverse, forward and second order', () => {
  test.each(CLASSICAL_PROBLEMS.map((problem) => [problem.name, problem] as const))('%s', (_, problem) => {
    const objective = objectiveOf(problem.definition);
    const aside = (problem.starts[0] as readonly number[]).map(
      (entry, i) => entry + 0.3 * Math.sin(7 * i + 1),
    );
    for (const x of [...problem.starts, aside]) {
      const check = checkGradient(objective, x);
      expect(check.message).toMatch(/^the gradient agrees/);
      expect(check.directions).toHaveLength(9);
    }
    const minimizers = problem.smooth ? problem.minimizers : [];
    for (const x of minimizers) expect(checkGradient(objective, x).message).toMatch(/^the gradient agrees/);
  });

  test.each([
    ['f(x) = log(x)', [1e-6]],
    ['f(x) = log(x)', [1e-9]],
    ['f(x) = 1/(x - 1)', [1.0001]],
    ['f(x) = exp(100*x)', [1]],
    ['f(x) = sin(1000*x)', [0.3]],
    ['f(x) = x^2', [1e20]],
    ['f(x, y) = x^2 + 0*y', [1e8, 3]],
    ['f(x) = 1e8 + x^2', [0.5]],
    ['f(x) = 5 + 0*x', [1]],
    ['f(x) = abs(x)', [1e-5]],
    ['f(x) = floor(x)', [1.5]],
  ])('%s at %j agrees', (text, x) => {
    expect(checkGradient(objectiveOf(text), x).message).toMatch(/^the gradient agrees/);
  });

  test.each([
    ['f(x) = abs(x)', [0], 'the function has a kink here, with slope -1 on one side and 1 on the other'],
    ['f(x) = max(0, x)', [0], 'the function has a kink here, with slope 0 on one side and 1 on the other'],
    ['f(x) = sqrt(x)', [0], 'the function is not finite on both sides of the point'],
    ['f(x) = cbrt(x)', [0], 'differences tell no more than'],
    ['f(x) = floor(x)', [1], 'differences tell no more than'],
    ['f(x) = 1e16 + x', [1], 'differences tell no more than'],
    ['f(x) = log(x)', [-1], 'the function is NaN at this point; take one where it is finite'],
    ['f(x) = x*abs(x)', [0], 'the second derivative along two directions is 0; whether'],
  ])('%s at %j cannot be told', (text, x, reason) => {
    const { verdict, message } = checkGradient(objectiveOf(text), x);
    expect(message).toContain(reason);
    expect(verdict).toBe('undecided');
  });

  test('a subgradient out of the range of slopes at a kink is wrong', () => {
    const value = ([t]: Float64Array) => Math.abs(t as number);
    expect(checkGradient({ value, gradient: () => [1.5] }, [0]).verdict).toBe('disagrees');
  });

  test('many variables: as many as asked for, and the same every time', () => {
    const objective = objectiveOf('f(x[5000]) = sum(sin(x))');
    const x = Array.from({ length: 5000 }, (_, i) => Math.cos(i));
    const check = checkGradient(objective, x, { variables: 10, directions: 1, seed: 3 });
    expect(check.verdict).toBe('agrees');
    expect(check.variables.map(({ name }) => name).slice(0, 3)).toEqual(['x[1]', 'x[501]', 'x[1001]']);
    expect(checkGradient(objective, x, { variables: 10, directions: 1, seed: 3 })).toEqual(check);
  });
});
