import type { CompiledObjective } from '../compile/compile-objective.ts';
import type { BatchGradient } from '../gradients/batch-gradient.ts';
import type { Bounds } from '../methods/bounds.ts';
import type { Evaluator, LeastSquares } from '../methods/solver.ts';
import type { Evaluations } from './trace.ts';
import type { Watch } from './watch.ts';

/** Hands the objective out to a method, counts every call, and turns f round where it is maximized. */
export class ObjectiveEvaluator implements Evaluator {
  readonly size: number;
  readonly counts: Evaluations = { f: 0, gradient: 0, jvp: 0, hvp: 0 };
  leastSquares?: LeastSquares;

  /**
   * @param gradient - Where gradients come from; it tells what each costs.
   * @param sign - 1 to minimize, −1 to maximize.
   * @param bounds - The box that methods stay in; absent: the whole space.
   * @param watch - Is asked before every evaluation; absent: nothing interrupts.
   */
  constructor(
    private readonly compiled: CompiledObjective,
    private readonly gradient: BatchGradient,
    private readonly sign: 1 | -1,
    readonly bounds?: Bounds,
    private readonly watch?: Watch,
  ) {
    this.size = compiled.size;
  }

  /** All evaluations together. */
  get total(): number {
    const { f, gradient, jvp, hvp } = this.counts;
    return f + gradient + jvp + hvp;
  }

  checkpoint(): void {
    this.watch?.checkInside();
  }

  value(x: Float64Array): number {
    this.watch?.check();
    this.counts.f++;
    return this.sign * this.compiled.value(x);
  }

  valueAndGradient(x: Float64Array, g: Float64Array): number {
    this.watch?.check();
    const value = this.gradient.valueAndGradient(x, g);
    const { counts } = this;
    const { f, gradient, jvp, hvp } = this.gradient.cost;
    counts.f += f;
    counts.gradient += gradient;
    counts.jvp += jvp;
    counts.hvp += hvp;
    this.turn(g);
    return this.sign * value;
  }

  /** f(x) on all rows, whatever gradients are made of. */
  exactValue(x: Float64Array): number {
    this.counts.f++;
    return this.sign * this.compiled.value(x);
  }

  /** Writes the exact gradient to g, whatever the source. */
  exactGradient(x: Float64Array, g: Float64Array): void {
    this.counts.f++;
    this.counts.gradient++;
    this.compiled.valueAndGradient(x, g);
    this.turn(g);
  }

  hessianVector(x: Float64Array, v: Float64Array, out: Float64Array): void {
    this.watch?.check();
    this.counts.hvp++;
    this.compiled.hessianVector(x, v, out);
    this.turn(out);
  }

  hessian(x: Float64Array, out: Float64Array): void {
    this.counts.hvp += this.compiled.hessian(x, out);
    this.turn(out);
  }

  hessianProducts(): number {
    return this.compiled.hessianProducts();
  }

  private turn(out: Float64Array): void {
    if (this.sign === -1) for (let i = 0; i < out.length; i++) out[i] = -(out[i] as number);
  }
}
