import { describe, expect, test } from 'vitest';
import * as library from '../../src/library.ts';
import { expectClose } from './support/close.ts';

const BOWL = 'J(θ1, θ2) = θ1^2 + θ2^2';

test('exports what it promises', () => {
  expect(Object.keys(library)).toEqual(expect.arrayContaining(['compile', 'minimize', 'objective', 'parse']));
});

describe('objective', () => {
  const two = 'f(x) = x^2\ng(x) = x^4';
  test('by name, or the last', () => {
    expect(library.objective(two, 'f').name).toBe('f');
    expect(library.objective(two).name).toBe('g');
  });

  test('that is not there', () => {
    expect(() => library.objective(two, 'h')).toThrow('the text defines no objective h; it defines f, g');
    expect(() => library.objective('a = 1')).toThrow(
      'the text defines no objective; write one such as f(x, y) = x^2 + y^2',
    );
    expect(() => library.objective('f(x) = foo(x)')).toThrow('there is no function foo');
  });
});

describe('compile', () => {
  const f = library.compile(library.objective('f(x, y) = (1 - x)^2 + 100*(y - x^2)^2'));

  test('value, gradient, directional derivative', () => {
    const [x, g] = [Float64Array.of(-1.2, 1), new Float64Array(2)];
    expectClose([f.value(x), f.valueAndGradient(x, g), ...g], [24.2, 24.2, -215.6, -88]);
    expectClose([f.jvp(x, Float64Array.of(1, 2))], [-215.6 - 176]);
  });

  test('a field, row by row from the lower left', () => {
    const field = f.field({ x: [0, 2], y: [-1, 1] }, 3, 2);
    const rosenbrock = (x: number, y: number) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    expectClose(
      field,
      [-1, 1].flatMap((y) => [0, 1, 2].map((x) => rosenbrock(x, y))),
    );
  });

  test('vectors of the wrong length are refused', () => {
    expect(() => f.value(Float64Array.of(1))).toThrow(
      'the objective has 2 variables, the vector has 1 entries',
    );
  });
});

describe('minimize', () => {
  test('the article’s run', () => {
    const result = library.minimize(library.objective(BOWL), {
      start: [0.75, 0.75],
      rate: 0.2,
      until: { decrease: 1e-3 },
    });
    expect(result).toMatchObject({ iterations: 8, reason: 'decrease', start: [0.75, 0.75] });
    expectClose(result.x, [0.75 * 0.6 ** 8, 0.75 * 0.6 ** 8], 1e-15);
    expect(result.trace.length).toBe(9);
  });

  test('a start by name, from typed arrays, or none', () => {
    const target = library.objective('f(x, w[2]) = x^2 + sum(w.^2)');
    const start = (given: library.MinimizeRequest['start']) =>
      library.minimize(target, { ...(given ? { start: given } : {}), rate: 0.1, until: { iterations: 1 } })
        .start;
    expect(start({ w: [2, 3], x: 1 })).toEqual([1, 2, 3]);
    expect(start({ w: 2, x: 1 })).toEqual([1, 2, 2]);
    expect(start(Float64Array.of(3, 2, 1))).toEqual([3, 2, 1]);
    expect(start(undefined)).toEqual([1, 1, 1]);
    expect(() => start({ x: 1 })).toThrow('the start lacks w; add w: 1');
    expect(() => start({ x: 1, w: [1, 2, 3] })).toThrow('the start of w has 3 entries, not 2');
    expect(() => start([1])).toThrow('the start is 3 finite numbers; 1 were given');
  });

  test('upwards', () => {
    const { x, f, reason } = library.minimize(library.objective('f(x) = 3 - (x - 2)^2'), {
      sense: 'maximize',
    });
    expectClose([...x, f], [2, 3], 1e-6);
    expect(reason).toBe('gradient');
  });

  test('within bounds', () => {
    const bounded = (bounds: Record<string, [number, number]>, start?: number[]) =>
      library.minimize(library.objective('f(x, w[2]) = (x - 2)^2 + sum((w + 1).^2)'), {
        method: 'lbfgs',
        bounds,
        ...(start ? { start } : {}),
      });
    expect(bounded({ x: [0, 1], w: [0, Number.POSITIVE_INFINITY] }).x).toEqual([1, 0, 0]);
    expect(() => bounded({ x: [0, 1] }, [2, 0, 0])).toThrow(
      'x starts at 2, outside its bounds [0, 1]; start at 1, or widen them',
    );
    expect(() => bounded({ y: [0, 1] })).toThrow('f has no parameter y; its parameters are x, w');
    expect(() => bounded({ x: [1, 0] })).toThrow('the bounds of x are [low, high] with low ≤ high');
  });

  test.each<[object | null, string]>([
    [{ rate: Number.NaN }, 'the rate is a positive number, not NaN; write one such as 0.1'],
    [
      { method: 'adam', hyperparameters: { beta1: 2 } },
      'beta1 lies between 0 and 1 (excluded), not at 2; its default is 0.9',
    ],
    [{ method: 'adam', hyperparameters: { foo: 2 } }, 'there is no argument foo of adam'],
    [{ method: 'cg', hyperparameters: { variant: 7 } }, 'there is no variant 7; there is hs, pr, fr, hz'],
    [{ gradient: 'foo' }, 'there is no gradient source foo'],
    [
      { gradient: { name: 'forward', settings: { tangents: 0 } } },
      'tangents is a whole number from 1 to 100000, not 0',
    ],
    [{ rate: '[0.1, 0.2]' }, 'gd(rate = [0.1, 0.2]) is more than one run'],
    [{ until: { iterations: -1 } }, 'iterations is bounded by a whole number from 0 on, not -1'],
    [{ until: { steps: 7 } }, 'there is no condition steps; there is decrease'],
    [{ seed: 7 }, 'minimize takes no seed; it takes start, bounds'],
    [{ sense: 'max' }, 'sense is minimize or maximize, not max'],
    [{ start: 'here' }, 'a point is a list of numbers, or an object with each parameter, not here'],
    [null, 'minimize takes an object such as'],
  ])('minimize refuses %j', (request, message) => {
    expect(() => library.minimize(library.objective(BOWL), request as never)).toThrow(message);
  });

  test('a method that does not exist', () => {
    expect(() => library.minimize(library.objective(BOWL), { method: 'foo' })).toThrow(
      'there is no method foo; there is gd, ',
    );
  });
});

test('an experiment of many runs', () => {
  const [found] = library.parse(`f(x) = x^2
minimize f
  from x in [1, 2], starts = 9
  with gd(rate = 0.25)
  until iterations = 3
`).experiments;
  if (!found) throw new Error('no experiment');
  const { runs, bands, sweeps } = library.runExperiment(found.objective, found.experiment);
  expect(runs.map(({ method, iterations }) => [method, iterations])).toEqual(
    new Array(9).fill(['gd(rate = 0.25)', 3]),
  );
  // Each step halves x: f falls by 4.
  expectClose(
    [...(bands[0]?.band.median ?? [])].map((f, k) => f * 4 ** k),
    new Array(4).fill(bands[0]?.band.median[0]),
  );
  expect(sweeps).toEqual([]);
});
