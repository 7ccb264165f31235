import type { Method } from './method.ts';
import { BETA1, BETA2, blend, corrected, epsilonOf } from './moments.ts';

/**
 * AdaMax: Adam with the greatest recent gradient in place of the root mean square.
 * m ← β₁ m + (1 − β₁) g, u ← max(β₂ u, |g| + ε), x ← x − η / (1 − β₁ᵏ) · m / u; ε as in PyTorch.
 */
export const adamax: Method = {
  name: 'adamax',
  title: 'AdaMax',
  formula: String.raw`m_{k+1} = \beta_1 m_k + (1-\beta_1)\,g_k, \quad u_{k+1} = \max(\beta_2 u_k,\ |g_k|+\varepsilon), \quad x_{k+1} = x_k - \frac{\eta}{1-\beta_1^{k+1}}\,\frac{m_{k+1}}{u_{k+1}}`,
  hyperparameters: [
    BETA1,
    { ...BETA2, meaning: 'how long the greatest gradient remembers' },
    { ...epsilonOf(1e-8), range: { minimum: 0, maximum: 1, open: 'minimum' } },
  ],
  state: [
    { name: 'mean', symbol: 'm', initial: 0 },
    { name: 'greatest', symbol: 'u', initial: 0 },
  ],
  defaultRate: 0.05,
  update: (b, { x, g, rate, k, hyperparameters, state }) => {
    const { beta1, beta2, epsilon } = hyperparameters as Record<'beta1' | 'beta2' | 'epsilon', number>;
    const mean = blend(b, beta1, state.mean as number, g);
    const now = b.add(b.apply('abs', [g]), epsilon);
    const greatest = b.apply('max', [b.mul(beta2, state.greatest as number), now]);
    const step = b.div(corrected(b, beta1, mean, k), greatest);
    return { x: b.sub(x, b.mul(rate, step)), state: { mean, greatest } };
  },
  reference: 'Kingma & Ba 2015, arXiv:1412.6980, algorithm 2',
};
