import type { Method } from './method.ts';
import { BETA1, BETA2, corrected, epsilonOf, moments, root } from './moments.ts';

/**
 * Adam: steps of the mean gradient over the root of its mean square, both corrected for their start at zero.
 * m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², x ← x − η (m / (1 − β₁ᵏ)) / (√(v / (1 − β₂ᵏ)) + ε).
 */
export const adam: Method = {
  name: 'adam',
  title: 'Adam',
  formula: String.raw`m_{k+1} = \beta_1 m_k + (1-\beta_1)\,g_k, \quad v_{k+1} = \beta_2 v_k + (1-\beta_2)\,g_k^2, \quad x_{k+1} = x_k - \eta\,\frac{m_{k+1}/(1-\beta_1^{k+1})}{\sqrt{v_{k+1}/(1-\beta_2^{k+1})}+\varepsilon}`,
  hyperparameters: [BETA1, BETA2, epsilonOf(1e-8)],
  state: [
    { name: 'mean', symbol: 'm', initial: 0 },
    { name: 'square', symbol: 'v', initial: 0 },
  ],
  defaultRate: 0.05,
  update: (b, { x, g, rate, k, hyperparameters, state }) => {
    const { beta1, beta2, epsilon } = hyperparameters as Record<'beta1' | 'beta2' | 'epsilon', number>;
    const { mean, square } = moments(b, g, beta1, beta2, state);
    const step = b.div(corrected(b, beta1, mean, k), root(b, corrected(b, beta2, square, k), epsilon));
    return { x: b.sub(x, b.mul(rate, step)), state: { mean, square } };
  },
  reference: 'Kingma & Ba 2015, arXiv:1412.6980, algorithm 1',
};
