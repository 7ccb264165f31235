import type { ElementwiseCode } from './elementwise-code.ts';
import { I } from './instructions.ts';
import type { FunctionBody } from './module-builder.ts';
import type { Local } from './vector-code.ts';

/** The logarithm is taken before a product overflows: one more factor is at most 2. */
const MOST = 1e100;

/**
 * Sums log(1 + eᵢ) for 0 ≤ eᵢ ≤ 1 with hardly any logarithms: Σ log(1 + eᵢ) = log(1 + q) with 1 + q = Π (1 + eᵢ). Each factor takes q to
 * q + (e + q·e), in which nothing cancels, so that also a sum of tiny numbers has all its digits.
 */
export class LogSumCode {
  private readonly q: Local;
  private readonly most: Local;

  /** @param total - What the logarithms are added to, for each lane. */
  constructor(
    private readonly body: FunctionBody,
    private readonly total: Local,
  ) {
    this.q = body.local('v128');
    this.most = body.local('v128');
  }

  /** Before the loop: nothing has been taken in yet. */
  begin(): void {
    this.body.emit(...I.v128Const(0), ...I.localSet(this.q), ...I.v128Const(MOST), ...I.localSet(this.most));
  }

  /** Takes in a pair of eᵢ. */
  add(code: ElementwiseCode, e: Local): void {
    const { body, q, most } = this;
    const { v } = code;
    v.get(v.add(q, v.add(e, v.mul(q, e))));
    body.emit(...I.localSet(q));
    v.get(v.compare('Gt', q, most));
    body.emit(...I.v128AnyTrue, ...I.if);
    this.settle(code);
    body.emit(...I.v128Const(0), ...I.localSet(q), ...I.end);
  }

  /** Adds log(1 + q) to the total. */
  settle(code: ElementwiseCode): void {
    const { v } = code;
    v.get(v.add(this.total, code.write('log1p', [this.q])));
    this.body.emit(...I.localSet(this.total));
  }
}
