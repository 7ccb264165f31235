import type { Source } from './source.ts';

/** Forward mode: the exact gradient from n directional derivatives along the coordinate axes. */
export const jvp: Source = {
  name: 'jvp',
  title: 'Forward mode',
  formula: String.raw`\hat g_i = \nabla f(x)\cdot e_i, \quad i = 1, \dots, n`,
  kind: 'exact',
  settings: [],
  make: (_settings, { compiled, size }) => ({
    valueAndGradient: (x, g) => compiled.gradient(x, g, 'forward'),
    cost: { f: 0, gradient: 0, jvp: size, hvp: 0 },
    state: () => null,
    restore: () => {},
  }),
  theory: () => ({ relativeSquaredError: 0, formula: '0', note: 'exact to rounding' }),
  reference:
    'Griewank & Walther 2008, Evaluating Derivatives, section 3.1; Wengert 1964, Comm. ACM 7(8):463–464',
};
