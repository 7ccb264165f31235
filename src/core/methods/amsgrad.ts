import type { Method } from './method.ts';
import { BETA1, BETA2, corrected, epsilonOf, moments, root } from './moments.ts';

/**
 * AMSGrad: Adam that divides by the greatest mean square so far, so that its steps never grow again.
 * u ← max(u, v) before the correction of the start, as in PyTorch; x ← x − η (m / (1 − β₁ᵏ)) / (√(u / (1 − β₂ᵏ)) + ε).
 */
export const amsgrad: Method = {
  name: 'amsgrad',
  title: 'AMSGrad',
  formula: String.raw`m_{k+1} = \beta_1 m_k + (1-\beta_1)\,g_k, \quad v_{k+1} = \beta_2 v_k + (1-\beta_2)\,g_k^2, \quad u_{k+1} = \max(u_k, v_{k+1}), \quad x_{k+1} = x_k - \eta\,\frac{m_{k+1}/(1-\beta_1^{k+1})}{\sqrt{u_{k+1}/(1-\beta_2^{k+1})}+\varepsilon}`,
  hyperparameters: [BETA1, BETA2, epsilonOf(1e-8)],
  state: [
    { name: 'mean', symbol: 'm', initial: 0 },
    { name: 'square', symbol: 'v', initial: 0 },
    { name: 'greatest', symbol: 'u', initial: 0 },
  ],
  defaultRate: 0.05,
  update: (b, { x, g, rate, k, hyperparameters, state }) => {
    const { beta1, beta2, epsilon } = hyperparameters as Record<'beta1' | 'beta2' | 'epsilon', number>;
    const { mean, square } = moments(b, g, beta1, beta2, state);
    const greatest = b.apply('max', [state.greatest as number, square]);
    const step = b.div(corrected(b, beta1, mean, k), root(b, corrected(b, beta2, greatest, k), epsilon));
    return { x: b.sub(x, b.mul(rate, step)), state: { mean, square, greatest } };
  },
  reference: 'Reddi, Kale & Kumar 2018, arXiv:1904.09237, algorithm 2',
};
