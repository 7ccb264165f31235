import type { Method } from './method.ts';

/**
 * Stochastic gradient descent with everything that PyTorch's `SGD` has: g ← ∇f(x) + λ x, then v ← μ v + (1 − τ) g (v ← g in the
 * first step), then x ← x − η v, or with Nesterov's look ahead x ← x − η (g + μ v). Without momentum it is x ← x − η g.
 *
 * Unlike `momentum`, the velocity does not contain the rate: a change of the rate acts on all of the step at once.
 */
export const sgd: Method = {
  name: 'sgd',
  title: 'Stochastic gradient descent',
  formula: String.raw`g_k = \nabla f(x_k) + \lambda\,x_k, \quad v_{k+1} = \mu\,v_k + (1-\tau)\,g_k, \quad x_{k+1} = x_k - \eta\,\begin{cases} g_k + \mu\,v_{k+1} & \text{Nesterov} \\ v_{k+1} & \text{otherwise} \end{cases}`,
  hyperparameters: [
    {
      name: 'momentum',
      symbol: String.raw`\mu`,
      default: 0,
      range: { minimum: 0, maximum: 1, open: 'maximum' },
      meaning: 'the part of the velocity that goes on',
    },
    {
      name: 'dampening',
      symbol: String.raw`\tau`,
      default: 0,
      range: { minimum: 0, maximum: 1 },
      meaning: 'the part of the gradient that does not enter the velocity after the first step',
    },
    {
      name: 'decay',
      symbol: String.raw`\lambda`,
      default: 0,
      range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'maximum' },
      meaning: 'weight decay: how much of x is added to the gradient',
    },
    {
      name: 'nesterov',
      symbol: String.raw`\nu`,
      default: 0,
      range: { minimum: 0, maximum: 1 },
      choices: ['no', 'yes'],
      meaning: 'whether the step looks ahead along the velocity',
    },
  ],
  state: [{ name: 'velocity', symbol: 'v', initial: 0 }],
  searchable: true,
  update: (b, { x, g, rate, k, hyperparameters, state }) => {
    const [zero, one] = [b.constant(0), b.constant(1)];
    const { momentum, dampening, decay, nesterov } = hyperparameters as Record<string, number>;
    const [mu, tau] = [momentum as number, dampening as number];
    const pull = b.add(g, b.mul(decay as number, x));
    const goesOn = b.add(b.mul(mu, state.velocity as number), b.mul(b.sub(one, tau), pull));
    const fresh = b.apply('or', [b.apply('le', [k, one]), b.apply('eq', [mu, zero])]);
    const velocity = b.select(fresh, pull, goesOn);
    const ahead = b.apply('gt', [nesterov as number, zero]);
    const direction = b.select(ahead, b.add(pull, b.mul(mu, velocity)), velocity);
    return { x: b.sub(x, b.mul(rate, direction)), state: { velocity } };
  },
  reference:
    'Robbins & Monro 1951, Annals of Mathematical Statistics 22(3):400–407; as in PyTorch, torch.optim.SGD',
};
