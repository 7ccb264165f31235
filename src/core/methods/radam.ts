import type { Method } from './method.ts';
import { BETA1, BETA2, corrected, epsilonOf, moments, root } from './moments.ts';

/**
 * RAdam: Adam whose division waits until the variance of the mean square can be trusted, and is scaled by it.
 *
 * With ρ∞ = 2/(1 − β₂) − 1 and ρ = ρ∞ − 2k β₂ᵏ/(1 − β₂ᵏ): where ρ > 5, x ← x − η m̂ r √(1 − β₂ᵏ) / (√v + ε) with
 * r = √((ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ)); before (five steps for β₂ = 0.999) x ← x − η m̂. ε as in PyTorch.
 */
export const radam: Method = {
  name: 'radam',
  title: 'RAdam',
  formula: String.raw`\rho_k = \rho_\infty - \frac{2k\,\beta_2^k}{1-\beta_2^k}, \quad r_k = \sqrt{\frac{(\rho_k-4)(\rho_k-2)\,\rho_\infty}{(\rho_\infty-4)(\rho_\infty-2)\,\rho_k}}, \quad x_{k+1} = x_k - \eta\,\hat m_k \begin{cases} r_k\,\dfrac{\sqrt{1-\beta_2^k}}{\sqrt{v_k}+\varepsilon} & \rho_k > 5 \\ 1 & \text{otherwise} \end{cases}`,
  hyperparameters: [BETA1, BETA2, epsilonOf(1e-8)],
  state: [
    { name: 'mean', symbol: 'm', initial: 0 },
    { name: 'square', symbol: 'v', initial: 0 },
  ],
  update: (b, { x, g, rate, k, hyperparameters, state }) => {
    const number = (value: number) => b.constant(value);
    const { beta1, beta2, epsilon } = hyperparameters as Record<'beta1' | 'beta2' | 'epsilon', number>;
    const { mean, square } = moments(b, g, beta1, beta2, state);
    const power = b.pow(beta2, k);
    const left = b.sub(number(1), power);
    const most = b.sub(b.div(number(2), b.sub(number(1), beta2)), number(1));
    const rho = b.sub(most, b.div(b.mul(b.mul(number(2), k), power), left));
    const product = (r: number) => b.mul(b.sub(r, number(4)), b.sub(r, number(2)));
    const variance = b.div(b.mul(product(rho), most), b.mul(product(most), rho));
    const scale = b.apply('sqrt', [b.mul(variance, left)]);
    const trusted = b.apply('gt', [rho, number(5)]);
    const factor = b.select(trusted, b.div(scale, root(b, square, epsilon)), number(1));
    const step = b.mul(corrected(b, beta1, mean, k), factor);
    return { x: b.sub(x, b.mul(rate, step)), state: { mean, square } };
  },
  reference: 'Liu et al. 2020, arXiv:1908.03265, algorithm 2; as in PyTorch, torch.optim.RAdam',
};
