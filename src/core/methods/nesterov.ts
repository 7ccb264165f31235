import type { Method } from './method.ts';

/**
 * Nesterov's accelerated gradient: v ← β v − η ∇f(x), x ← x + β v − η ∇f(x), with the same gradient in both.
 *
 * x is the point that looks ahead, y + β v of Nesterov's y ← y + v, v ← β v − η ∇f(y + β v); so the gradient is taken where the
 * run is. With a constant rate it is PyTorch's `SGD(nesterov=True)`, whose buffer is −v/η.
 */
export const nesterov: Method = {
  name: 'nesterov',
  title: 'Nesterov momentum',
  formula: String.raw`v_{k+1} = \beta\,v_k - \eta\,\nabla f(x_k), \quad x_{k+1} = x_k + \beta\,v_{k+1} - \eta\,\nabla f(x_k)`,
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
    const momentum = hyperparameters.momentum as number;
    const pull = b.mul(rate, g);
    const velocity = b.sub(b.mul(momentum, state.velocity as number), pull);
    return { x: b.add(x, b.sub(b.mul(momentum, velocity), pull)), state: { velocity } };
  },
  reference:
    'Nesterov 1983, Soviet Mathematics Doklady 27(2):372–376; in this form Bengio, Boulanger-Lewandowski & Pascanu 2013, arXiv:1212.0901, section 3.5',
};
