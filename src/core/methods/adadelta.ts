import type { Method } from './method.ts';
import { blend } from './moments.ts';

/**
 * AdaDelta: the ratio of the root mean squares of past steps and past gradients takes the place of the rate, which is only a factor.
 * v ← ρ v + (1 − ρ) g², Δ = √(u + ε) / √(v + ε) · g, u ← ρ u + (1 − ρ) Δ², x ← x − η Δ.
 */
export const adadelta: Method = {
  name: 'adadelta',
  title: 'AdaDelta',
  formula: String.raw`v_{k+1} = \rho\,v_k + (1-\rho)\,g_k^2, \quad \Delta_k = \frac{\sqrt{u_k+\varepsilon}}{\sqrt{v_{k+1}+\varepsilon}}\,g_k, \quad u_{k+1} = \rho\,u_k + (1-\rho)\,\Delta_k^2, \quad x_{k+1} = x_k - \eta\,\Delta_k`,
  hyperparameters: [
    {
      name: 'rho',
      symbol: String.raw`\rho`,
      default: 0.9,
      range: { minimum: 0, maximum: 1, open: 'maximum' },
      meaning: 'how long the means of the squares remember',
    },
    {
      name: 'epsilon',
      symbol: String.raw`\varepsilon`,
      default: 1e-6,
      range: { minimum: 0, maximum: 1, open: 'minimum' },
      meaning: 'the square of the first steps, which grow from it',
    },
  ],
  state: [
    { name: 'square', symbol: 'v', initial: 0 },
    { name: 'steps', symbol: 'u', initial: 0 },
  ],
  defaultRate: 1,
  update: (b, { x, g, rate, hyperparameters, state }) => {
    const { rho, epsilon } = hyperparameters as Record<'rho' | 'epsilon', number>;
    const size = (mean: number) => b.apply('sqrt', [b.add(mean, epsilon)]);
    const square = blend(b, rho, state.square as number, b.mul(g, g));
    const step = b.mul(b.div(size(state.steps as number), size(square)), g);
    const steps = blend(b, rho, state.steps as number, b.mul(step, step));
    return { x: b.sub(x, b.mul(rate, step)), state: { square, steps } };
  },
  reference: 'Zeiler 2012, arXiv:1212.5701, algorithm 1',
};
