import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import type { Hyperparameter } from './method.ts';

/** β₁ of Adam and its kin. */
export const BETA1: Hyperparameter = {
  name: 'beta1',
  symbol: String.raw`\beta_1`,
  default: 0.9,
  range: { minimum: 0, maximum: 1, open: 'maximum' },
  meaning: 'how long the mean of the gradients remembers',
};

/** β₂ of Adam and its kin. */
export const BETA2: Hyperparameter = {
  name: 'beta2',
  symbol: String.raw`\beta_2`,
  default: 0.999,
  range: { minimum: 0, maximum: 1, open: 'maximum' },
  meaning: 'how long the mean of the squared gradients remembers',
};

/** ε of a method that divides by the size of the gradients. */
export function epsilonOf(usual: number): Hyperparameter {
  return {
    name: 'epsilon',
    symbol: String.raw`\varepsilon`,
    default: usual,
    range: { minimum: 0, maximum: 1 },
    meaning: 'keeps the quotient finite where the gradient is zero',
  };
}

/** λ of a weight decay that shrinks x itself, apart from the gradient. */
export function decoupledDecay(usual: number): Hyperparameter {
  return {
    name: 'decay',
    symbol: String.raw`\lambda`,
    default: usual,
    range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'maximum' },
    meaning: 'the part of x that goes in each step, times the rate',
  };
}

/** β·old + (1 − β)·fresh: a mean that forgets. */
export function blend(b: GraphBuilder, beta: NodeId, old: NodeId, fresh: NodeId): NodeId {
  return b.add(b.mul(beta, old), b.mul(b.sub(b.constant(1), beta), fresh));
}

/** moment / (1 − βᵏ): undoes the pull of a mean that began at zero. */
export function corrected(b: GraphBuilder, beta: NodeId, moment: NodeId, k: NodeId): NodeId {
  return b.div(moment, b.sub(b.constant(1), b.pow(beta, k)));
}

/** √v + ε. */
export function root(b: GraphBuilder, v: NodeId, epsilon: NodeId): NodeId {
  return b.add(b.apply('sqrt', [v]), epsilon);
}

/** The next means of the gradients and of their squares, m and v of Adam. */
export function moments(
  b: GraphBuilder,
  g: NodeId,
  beta1: NodeId,
  beta2: NodeId,
  state: Readonly<Record<string, NodeId>>,
): { mean: NodeId; square: NodeId } {
  return {
    mean: blend(b, beta1, state.mean as NodeId, g),
    square: blend(b, beta2, state.square as NodeId, b.mul(g, g)),
  };
}
