import type { Method } from './method.ts';
import { BETA1, BETA2, corrected, epsilonOf, moments, root } from './moments.ts';

/**
 * NAdam: Adam with Nesterov's look ahead. The momentum grows from half of β₁ to β₁, μₖ = β₁ (1 − ½·0.96^(kψ)), and
 * m̂ = μₖ₊₁ m / (1 − μ₁ … μₖ₊₁) + (1 − μₖ) g / (1 − μ₁ … μₖ), x ← x − η m̂ / (√(v / (1 − β₂ᵏ)) + ε), as in PyTorch.
 */
export const nadam: Method = {
  name: 'nadam',
  title: 'NAdam',
  formula: String.raw`\mu_k = \beta_1\bigl(1-\tfrac12\,0.96^{k\psi}\bigr), \quad m_k = \beta_1 m_{k-1} + (1-\beta_1)\,g_k, \quad v_k = \beta_2 v_{k-1} + (1-\beta_2)\,g_k^2, \quad \hat m_k = \frac{\mu_{k+1}\,m_k}{1-\prod_{i=1}^{k+1}\mu_i} + \frac{(1-\mu_k)\,g_k}{1-\prod_{i=1}^{k}\mu_i}, \quad x_{k+1} = x_k - \eta\,\frac{\hat m_k}{\sqrt{v_k/(1-\beta_2^k)}+\varepsilon}`,
  hyperparameters: [
    BETA1,
    BETA2,
    epsilonOf(1e-8),
    {
      name: 'psi',
      symbol: String.raw`\psi`,
      default: 0.004,
      range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'maximum' },
      meaning: 'how fast the momentum grows to its full value',
    },
  ],
  state: [
    { name: 'mean', symbol: 'm', initial: 0 },
    { name: 'square', symbol: 'v', initial: 0 },
    { name: 'product', symbol: String.raw`\textstyle\prod\mu`, initial: 1 },
  ],
  defaultRate: 0.05,
  update: (b, { x, g, rate, k, hyperparameters, state }) => {
    const one = b.constant(1);
    const { beta1, beta2, epsilon, psi } = hyperparameters as Record<
      'beta1' | 'beta2' | 'epsilon' | 'psi',
      number
    >;
    const momentumAt = (step: number) => {
      const missing = b.mul(b.constant(0.5), b.pow(b.constant(0.96), b.mul(step, psi)));
      return b.mul(beta1, b.sub(one, missing));
    };
    const [now, next] = [momentumAt(k), momentumAt(b.add(k, one))];
    const product = b.mul(state.product as number, now);
    const { mean, square } = moments(b, g, beta1, beta2, state);
    const ahead = b.div(b.mul(next, mean), b.sub(one, b.mul(product, next)));
    const fresh = b.div(b.mul(b.sub(one, now), g), b.sub(one, product));
    const step = b.div(b.add(ahead, fresh), root(b, corrected(b, beta2, square, k), epsilon));
    return { x: b.sub(x, b.mul(rate, step)), state: { mean, square, product } };
  },
  reference:
    'Dozat 2016, Incorporating Nesterov momentum into Adam, ICLR workshop; as in PyTorch, torch.optim.NAdam',
};
