import type { CompiledObjective } from '../compile/compile-objective.ts';
import type { GradientFunction, Source } from './source.ts';

/** It has no state, so that all runs of an objective share one. */
const known = new WeakMap<CompiledObjective, GradientFunction>();

/** Reverse mode: the exact gradient at the cost of a few evaluations of f, whatever the number of variables. */
export const backprop: Source = {
  name: 'backprop',
  title: 'Backpropagation',
  formula: String.raw`\hat g = \nabla f(x)`,
  kind: 'exact',
  settings: [],
  make: (_settings, { compiled }) => {
    let gradient = known.get(compiled);
    if (!gradient) {
      gradient = {
        valueAndGradient: (x, g) => compiled.valueAndGradient(x, g),
        cost: { f: 1, gradient: 1, jvp: 0, hvp: 0 },
        state: () => null,
        restore: () => {},
      };
      known.set(compiled, gradient);
    }
    return gradient;
  },
  theory: () => ({ relativeSquaredError: 0, formula: '0', note: 'exact to rounding' }),
  reference: 'Griewank & Walther 2008, Evaluating Derivatives, chapter 3',
};
