import type { Method } from './method.ts';

/**
 * Adam: steps of the mean gradient over the root of its mean square, both corrected for their start at zero.
 * m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², x ← x − η (m / (1 − β₁ᵏ)) / (√(v / (1 − β₂ᵏ)) + ε).
 */
export const adam: Method = {
  name: 'adam',
  title: 'Adam',
  formula: String.raw`m_{k+1} = \beta_1 m_k + (1-\beta_1)\,g_k, \quad v_{k+1} = \beta_2 v_k + (1-\beta_2)\,g_k^2, \quad x_{k+1} = x_k - \eta\,\frac{m_{k+1}/(1-\beta_1^{k+1})}{\sqrt{v_{k+1}/(1-\beta_2^{k+1})}+\varepsilon}`,
  hyperparameters: [
    {
      name: 'beta1',
      symbol: String.raw`\beta_1`,
      default: 0.9,
      range: { minimum: 0, maximum: 1, open: 'maximum' },
      meaning: 'how long the mean of the gradients remembers',
    },
    {
      name: 'beta2',
      symbol: String.raw`\beta_2`,
      default: 0.999,
      range: { minimum: 0, maximum: 1, open: 'maximum' },
      meaning: 'how long the mean of the squared gradients remembers',
    },
    {
      name: 'epsilon',
      symbol: String.raw`\varepsilon`,
      default: 1e-8,
      range: { minimum: 0, maximum: 1 },
      meaning: 'keeps the quotient finite where the gradient is zero',
    },
  ],
  state: [
    { name: 'mean', symbol: 'm', initial: 0 },
    { name: 'square', symbol: 'v', initial: 0 },
  ],
  defaultRate: 0.05,
  update: (b, { x, g, rate, k, hyperparameters, state }) => {
    const one = b.constant(1);
    const { beta1, beta2, epsilon } = hyperparameters as Record<'beta1' | 'beta2' | 'epsilon', number>;
    const blend = (beta: number, old: number, fresh: number) =>
      b.add(b.mul(beta, old), b.mul(b.sub(one, beta), fresh));
    const mean = blend(beta1, state.mean as number, g);
    const square = blend(beta2, state.square as number, b.mul(g, g));
    const corrected = (beta: number, moment: number) => b.div(moment, b.sub(one, b.pow(beta, k)));
    const step = b.div(corrected(beta1, mean), b.add(b.apply('sqrt', [corrected(beta2, square)]), epsilon));
    return { x: b.sub(x, b.mul(rate, step)), state: { mean, square } };
  },
  reference: 'Kingma & Ba 2015, arXiv:1412.6980, algorithm 1',
};
