import type { Method } from './method.ts';

/** Heavy-ball momentum: v ← β v − η ∇f(x), x ← x + v. */
export const momentum: Method = {
  name: 'momentum',
  title: 'Momentum',
  formula: String.raw`v_{k+1} = \beta\,v_k - \eta\,\nabla f(x_k), \quad x_{k+1} = x_k + v_{k+1}`,
  hyperparameters: [
    {
      name: 'momentum',
      symbol: String.raw`\beta`,
      default: 0.9,
      range: { minimum: 0, maximum: 1, open: 'maximum' },
      meaning: 'the part of the last step that goes on',
    },
  ],
  state: [{ name: 'velocity', symbol: 'v', initial: 0 }],
  searchable: true,
  update: (b, { x, g, rate, hyperparameters, state }) => {
    const velocity = b.sub(
      b.mul(hyperparameters.momentum as number, state.velocity as number),
      b.mul(rate, g),
    );
    return { x: b.add(x, velocity), state: { velocity } };
  },
  reference: 'Polyak 1964, USSR Computational Mathematics and Mathematical Physics 4(5):1–17',
};
