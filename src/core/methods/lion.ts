import type { Method } from './method.ts';
import { BETA1, BETA2, blend, decoupledDecay } from './moments.ts';

/**
 * Lion: steps of one length in every entry, along the sign of a mean gradient, with a decoupled weight decay.
 * x ← x − η (sign(β₁ m + (1 − β₁) g) + λ x), m ← β₂ m + (1 − β₂) g. As the steps do not shrink by themselves, neither does the
 * distance to the minimum below the rate: use a rate that falls.
 */
export const lion: Method = {
  name: 'lion',
  title: 'Lion',
  formula: String.raw`x_{k+1} = x_k - \eta\,\bigl(\operatorname{sign}(\beta_1 m_k + (1-\beta_1)\,g_k) + \lambda\,x_k\bigr), \quad m_{k+1} = \beta_2 m_k + (1-\beta_2)\,g_k`,
  hyperparameters: [
    { ...BETA1, meaning: 'the weight of the mean against the gradient in the sign' },
    { ...BETA2, default: 0.99, meaning: 'how long the mean of the gradients remembers' },
    decoupledDecay(0),
  ],
  state: [{ name: 'mean', symbol: 'm', initial: 0 }],
  defaultRate: 0.01,
  update: (b, { x, g, rate, hyperparameters, state }) => {
    const { beta1, beta2, decay } = hyperparameters as Record<'beta1' | 'beta2' | 'decay', number>;
    const direction = b.apply('sign', [blend(b, beta1, state.mean as number, g)]);
    const mean = blend(b, beta2, state.mean as number, g);
    return { x: b.sub(x, b.mul(rate, b.add(direction, b.mul(decay, x)))), state: { mean } };
  },
  reference: 'Chen et al. 2023, arXiv:2302.06675, algorithm 2',
};
