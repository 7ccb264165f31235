import type { Method } from './method.ts';
import { blend, epsilonOf, root } from './moments.ts';

/**
 * RMSProp as PyTorch defines it (ε outside the root): v ← α v + (1 − α) g², w ← μ w + g / (√v + ε), x ← x − η w. When centered, the
 * square of the mean gradient a ← α a + (1 − α) g is taken from v under the root, which leaves an estimate of the variance; where
 * rounding makes that negative, it is 0 here (NaN in PyTorch).
 */
export const rmsprop: Method = {
  name: 'rmsprop',
  title: 'RMSProp',
  formula: String.raw`v_{k+1} = \alpha\,v_k + (1-\alpha)\,g_k^2, \quad a_{k+1} = \alpha\,a_k + (1-\alpha)\,g_k, \quad w_{k+1} = \mu\,w_k + \frac{g_k}{\sqrt{v_{k+1} - c\,a_{k+1}^2}+\varepsilon}, \quad x_{k+1} = x_k - \eta\,w_{k+1}`,
  hyperparameters: [
    {
      name: 'alpha',
      symbol: String.raw`\alpha`,
      default: 0.99,
      range: { minimum: 0, maximum: 1, open: 'maximum' },
      meaning: 'how long the mean of the squared gradients remembers',
    },
    epsilonOf(1e-8),
    {
      name: 'momentum',
      symbol: String.raw`\mu`,
      default: 0,
      range: { minimum: 0, maximum: 1, open: 'maximum' },
      meaning: 'the part of the last step that goes on',
    },
    {
      name: 'centered',
      symbol: 'c',
      default: 0,
      range: { minimum: 0, maximum: 1 },
      choices: ['no', 'yes'],
      meaning: 'whether the square of the mean gradient is taken from the mean square',
    },
  ],
  state: [
    { name: 'square', symbol: 'v', initial: 0 },
    { name: 'mean', symbol: 'a', initial: 0 },
    { name: 'velocity', symbol: 'w', initial: 0 },
  ],
  defaultRate: 0.01,
  update: (b, { x, g, rate, hyperparameters, state }) => {
    const { alpha, epsilon, momentum, centered } = hyperparameters as Record<
      'alpha' | 'epsilon' | 'momentum' | 'centered',
      number
    >;
    const square = blend(b, alpha, state.square as number, b.mul(g, g));
    const mean = blend(b, alpha, state.mean as number, g);
    const variance = b.apply('max', [b.constant(0), b.sub(square, b.mul(centered, b.mul(mean, mean)))]);
    const velocity = b.add(b.mul(momentum, state.velocity as number), b.div(g, root(b, variance, epsilon)));
    return { x: b.sub(x, b.mul(rate, velocity)), state: { square, mean, velocity } };
  },
  reference:
    'Tieleman & Hinton 2012, Neural Networks for Machine Learning, lecture 6e; centered: Graves 2013, arXiv:1308.0850',
};
