import type { Source } from './source.ts';

/** Reverse mode: the exact gradient at the cost of a few evaluations of f, whatever the number of variables. */
export const backprop: Source = {
  name: 'backprop',
  title: 'Backpropagation',
  formula: String.raw`\hat g = \nabla f(x)`,
  kind: 'exact',
  settings: [],
  make: (_settings, { compiled }) => ({
    valueAndGradient: (x, g) => compiled.valueAndGradient(x, g),
    cost: { f: 1, gradient: 1, jvp: 0, hvp: 0 },
    state: () => null,
    restore: () => {},
  }),
  theory: () => ({ relativeSquaredError: 0, formula: '0', note: 'exact to rounding' }),
  reference: 'Griewank & Walther 2008, Evaluating Derivatives, chapter 3',
};
