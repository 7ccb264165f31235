import type { Method } from './method.ts';

/** Gradient descent: x ← x − η ∇f(x). */
export const gd: Method = {
  name: 'gd',
  title: 'Gradient descent',
  formula: String.raw`x_{k+1} = x_k - \eta\,\nabla f(x_k)`,
  hyperparameters: [],
  state: [],
  searchable: true,
  update: (b, { x, g, rate }) => ({ x: b.sub(x, b.mul(rate, g)), state: {} }),
  reference: 'Cauchy 1847, Comptes Rendus 25:536–538',
};
