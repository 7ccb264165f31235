import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { SOURCES } from '../../../../src/core/gradients/registry.ts';
import type { Bounds } from '../../../../src/core/methods/bounds.ts';
import { isSolver, METHODS } from '../../../../src/core/methods/registry.ts';
import { ratesOf, takesGradient } from '../../../../src/core/methods/takes.ts';
import type { GradientSource, Rate } from '../../../../src/core/run/experiment.ts';
import { Run } from '../../../../src/core/run/run.ts';
import type { RunRequest } from '../../../../src/core/run/run-request.ts';
import { objectiveOf } from '../../support/objectives.ts';

/** Objectives of two variables with seven rows of data each: a fit, a valley, a kink, and one with no value outside its box. */
const DATA = 'a = [-1.5, -1, -0.25, 0.5, 1, 1.25, 2]\nb = [2, 1.5, 0.5, 0.25, -0.5, -1, -1.75]\n';
const OBJECTIVES = [
  `${DATA}f(x, y) = sum((x + y*a - b).^2)`,
  `${DATA}f(x, y) = mean((b - x*exp(y*a)).^2) + (x - y)^2`,
  `${DATA}f(x, y) = mean(abs(b - x - y*a))`,
].map((text) => objectiveOf(text));

const BOUNDS: Bounds = { lower: [-0.5, 0.25], upper: [1, 0.25 + 1e-5] };
const WIDE: Bounds = { lower: [-0.5, Number.NEGATIVE_INFINITY], upper: [2, 0.5] };

const source = fc.constantFrom<GradientSource>(
  { name: 'backprop', settings: {} },
  { name: 'jvp', settings: {} },
  { name: 'forward', settings: { seed: 3 } },
  { name: 'forward', settings: { tangents: 2, combine: 'orthogonal', distribution: 'sphere', clip: 2 } },
  ...['forward', 'central', 'richardson'].map((scheme) => ({ name: 'difference', settings: { scheme } })),
  { name: 'difference', settings: { h: 0.3 } },
  { name: 'spsa', settings: { c: 0.2, seed: 5 } },
  { name: 'es', settings: { sigma: 0.1, samples: 3 } },
);

const rates: Readonly<Record<'number' | 'search', readonly Rate[]>> = {
  number: [{ kind: 'constant', value: 0.01 }],
  search: ['backtracking', 'wolfe', 'exact'].map((search) => ({ kind: 'search', search, settings: {} })),
};

/** What every update rule takes besides. */
const options = fc.record(
  {
    batch: fc.constantFrom(1, 3, 7),
    seed: fc.nat(9),
    clip: fc.constantFrom(0.1, 10),
    clipvalue: fc.constantFrom(0.1, 10),
    decay: fc.constantFrom(0, 0.1),
    update: fc.constantFrom(0, 1),
  },
  { requiredKeys: [] },
);

const combination = fc.record({
  objective: fc.constantFrom(...OBJECTIVES),
  gradient: source,
  bounds: fc.constantFrom(undefined, BOUNDS, WIDE),
  rate: fc.nat(),
  options,
  sense: fc.constantFrom<RunRequest['sense']>('minimize', 'maximize'),
});

/** A run of few steps with its result; the points at which values of f alone, or with the gradient, were asked for; or why it is refused. */
function run(request: RunRequest) {
  const compiled = compileObjective(request.objective);
  const asked: number[][] = [];
  const note = (x: Float64Array) => void asked.push(Array.from(x));
  const spy = {
    size: compiled.size,
    value: (x: Float64Array) => {
      note(x);
      return compiled.value(x);
    },
    valueAndGradient: (x: Float64Array, g: Float64Array) => {
      note(x);
      return compiled.valueAndGradient(x, g);
    },
    gradient: (x: Float64Array, g: Float64Array) => compiled.gradient(x, g),
    jvp: (x: Float64Array, v: Float64Array) => compiled.jvp(x, v),
    hessianVector: (x: Float64Array, v: Float64Array, out: Float64Array) => compiled.hessianVector(x, v, out),
    hessian: (x: Float64Array, out: Float64Array) => compiled.hessian(x, out),
    hessianProducts: () => compiled.hessianProducts(),
    field: compiled.field.bind(compiled),
  };
  try {
    const run = new Run(
      request,
      () => 0,
      spy,
      undefined,
      () => {},
    );
    run.advance(Number.POSITIVE_INFINITY);
    return { result: run.result(), trace: run.trace(), asked };
  } catch (error) {
    return { refused: (error as Error).message };
  }
}

describe('a method with any gradient source, bounds, batches, clipping and decay', () => {
  test.each(Object.keys(METHODS))('%s: finite, inside, counted, and the same to the last bit', (name) => {
    const method = METHODS[name]!;
    const { number, search } = ratesOf(method);
    const allowed = [...(number ? rates.number : []), ...(search ? rates.search : [])];
    fc.assert(
      fc.property(combination, ({ objective, gradient, bounds, rate, options, sense }) => {
        const chosen = takesGradient(method) ? gradient : { name: 'backprop', settings: {} };
        const { batch, ...others } = options;
        const searched = allowed[rate % Math.max(1, allowed.length)];
        const batched = batch !== undefined && options.update !== 1 && searched?.kind !== 'search';
        const choice = {
          method: name,
          gradient: chosen,
          hyperparameters:
            isSolver(method) || searched?.kind === 'search'
              ? {}
              : { ...others, ...(batched ? { batch } : {}) },
          ...(searched ? { rate: searched } : {}),
        };
        const request: RunRequest = {
          ...{ objective, sense, choice, start: [0.5, 0.25] },
          ...(bounds ? { bounds } : {}),
          until: { iterations: 12, evaluations: 2000 },
        };
        const first = run(request);
        if (first.refused !== undefined) {
          expect(first.refused).toMatch(/^[a-z].*(;|,) /);
          return;
        }
        const { result, trace, asked } = first;
        expect(run(request)).toEqual(first);
        expect(result!.best.x.every(Number.isFinite)).toBe(true);
        expect(Number.isFinite(result!.best.f)).toBe(true);
        const { f, gradient: gradients, jvp, hvp } = result!.evaluations;
        expect(trace.evaluations[trace.length - 1]).toBeLessThanOrEqual(f + gradients + jvp + hvp);
        const values = ['backprop', 'difference', 'spsa', 'es'].includes(chosen.name);
        if (!batched && !isSolver(method) && SOURCES[chosen.name] && values && options.update !== 1) {
          expect(f).toBe(asked.length);
        }
        if (bounds) {
          for (const x of asked) {
            x.forEach((entry, i) => {
              expect(entry).toBeGreaterThanOrEqual(bounds.lower[i]!);
              expect(entry).toBeLessThanOrEqual(bounds.upper[i]!);
            });
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
