import type { Method } from './method.ts';
import { BETA1, BETA2, corrected, decoupledDecay, epsilonOf, moments, root } from './moments.ts';

/**
 * AdamW: Adam with a weight decay that is kept out of the gradient and so is not divided by its size.
 * x ← x − η λ x, then Adam's step.
 */
export const adamw: Method = {
  name: 'adamw',
  title: 'AdamW',
  formula: String.raw`m_{k+1} = \beta_1 m_k + (1-\beta_1)\,g_k, \quad v_{k+1} = \beta_2 v_k + (1-\beta_2)\,g_k^2, \quad x_{k+1} = (1-\eta\lambda)\,x_k - \eta\,\frac{m_{k+1}/(1-\beta_1^{k+1})}{\sqrt{v_{k+1}/(1-\beta_2^{k+1})}+\varepsilon}`,
  hyperparameters: [BETA1, BETA2, epsilonOf(1e-8), decoupledDecay(0.01)],
  state: [
    { name: 'mean', symbol: 'm', initial: 0 },
    { name: 'square', symbol: 'v', initial: 0 },
  ],
  defaultRate: 0.05,
  update: (b, { x, g, rate, k, hyperparameters, state }) => {
    const { beta1, beta2, epsilon, decay } = hyperparameters as Record<string, number>;
    const { mean, square } = moments(b, g, beta1 as number, beta2 as number, state);
    const kept = b.mul(b.sub(b.constant(1), b.mul(rate, decay as number)), x);
    const size = root(b, corrected(b, beta2 as number, square, k), epsilon as number);
    const step = b.div(corrected(b, beta1 as number, mean, k), size);
    return { x: b.sub(kept, b.mul(rate, step)), state: { mean, square } };
  },
  reference: 'Loshchilov & Hutter 2019, arXiv:1711.05101, algorithm 2',
};
