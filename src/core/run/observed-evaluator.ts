import type { CompiledObjective } from '../compile/compile-objective.ts';
import type { BatchGradient } from '../gradients/batch-gradient.ts';
import type { Bounds } from '../methods/bounds.ts';
import type { LeastSquares } from '../methods/solver.ts';
import { ObjectiveEvaluator } from './objective-evaluator.ts';
import type { Watch } from './watch.ts';

/** What is evaluated at a point: f, its gradient (with f) or an estimate of it, or its Hessian or a product with it. */
export type EvaluationKind = 'f' | 'gradient' | 'hessian';

/** Is told of every evaluation; x is only lent. */
export type EvaluationObserver = (kind: EvaluationKind, x: Float64Array) => void;

/** An evaluator that tells where a method evaluates. */
export class ObservedEvaluator extends ObjectiveEvaluator {
  constructor(
    compiled: CompiledObjective,
    gradient: BatchGradient,
    sign: 1 | -1,
    bounds: Bounds | undefined,
    watch: Watch,
    private readonly observe: EvaluationObserver,
  ) {
    super(compiled, gradient, sign, bounds, watch);
  }

  override value(x: Float64Array): number {
    this.observe('f', x);
    return super.value(x);
  }

  override valueAndGradient(x: Float64Array, g: Float64Array): number {
    this.observe('gradient', x);
    return super.valueAndGradient(x, g);
  }

  override exactGradient(x: Float64Array, g: Float64Array): void {
    this.observe('gradient', x);
    super.exactGradient(x, g);
  }

  override hessianVector(x: Float64Array, v: Float64Array, out: Float64Array): void {
    this.observe('hessian', x);
    super.hessianVector(x, v, out);
  }

  override hessian(x: Float64Array, out: Float64Array): void {
    this.observe('hessian', x);
    super.hessian(x, out);
  }
}

/** An objective that tells where its value is taken: around a point, by the gradient sources that need it there. */
export function observedValues(f: CompiledObjective, observe: EvaluationObserver): CompiledObjective {
  return {
    size: f.size,
    value: (x) => {
      observe('f', x);
      return f.value(x);
    },
    valueAndGradient: f.valueAndGradient,
    gradient: (x, g, mode) => f.gradient(x, g, mode),
    jvp: (x, v) => f.jvp(x, v),
    hessianVector: (x, v, out) => f.hessianVector(x, v, out),
    hessian: (x, out) => f.hessian(x, out),
    hessianProducts: () => f.hessianProducts(),
    field: (...request) => f.field(...request),
  };
}

/** Residuals that tell where they are taken; their Jacobian is what the gradient is to other methods. */
export function observedSquares(
  { count, residuals, jacobian }: LeastSquares,
  observe: EvaluationObserver,
): LeastSquares {
  return {
    count,
    residuals: (x, r) => {
      observe('f', x);
      return residuals(x, r);
    },
    jacobian: (x, out) => {
      observe('gradient', x);
      jacobian(x, out);
    },
  };
}
