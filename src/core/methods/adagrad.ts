import type { Method } from './method.ts';
import { epsilonOf, root } from './moments.ts';

/** AdaGrad: steps shrink, entry by entry, with the sum of all squared gradients. s ← s + g², x ← x − η g / (√s + ε). */
export const adagrad: Method = {
  name: 'adagrad',
  title: 'AdaGrad',
  formula: String.raw`s_{k+1} = s_k + g_k^2, \quad x_{k+1} = x_k - \eta\,\frac{g_k}{\sqrt{s_{k+1}}+\varepsilon}`,
  hyperparameters: [epsilonOf(1e-10)],
  state: [{ name: 'sum', symbol: 's', initial: 0 }],
  defaultRate: 0.5,
  update: (b, { x, g, rate, hyperparameters, state }) => {
    const sum = b.add(state.sum as number, b.mul(g, g));
    const step = b.div(g, root(b, sum, hyperparameters.epsilon as number));
    return { x: b.sub(x, b.mul(rate, step)), state: { sum } };
  },
  reference: 'Duchi, Hazan & Singer 2011, Journal of Machine Learning Research 12:2121–2159',
};
