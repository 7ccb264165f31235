import { expect } from 'vitest';

/** A point with what 500-digit arithmetic makes of it, as test/oracles/judged-derivatives.py writes it. */
export interface Reference {
  readonly x: readonly number[];
  readonly value: number;
  readonly gradient: readonly number[];
  readonly hessian: readonly number[];
  /** How much each number moves with relative changes of itself and the inputs. */
  readonly moves: readonly number[];
  readonly gradientMoves: readonly number[];
  readonly hessianMoves: readonly number[];
}

/** The roundings of 2⁻⁵³, each as great as what the number moves by, that an evaluation may be off where nothing else is said. */
const ROUNDINGS = 100;

/**
 * Expects each entry to be as right as doubles can be, but for what is below `least`. Where the move itself is beyond all doubles
 * nothing can be said.
 */
export function expectNear(
  actual: ArrayLike<number>,
  expected: readonly number[],
  moves: readonly number[],
  note: string,
  roundings = ROUNDINGS,
  least = ROUNDINGS * Number.MIN_VALUE,
): void {
  expected.forEach((value, i) => {
    const move = moves[i] as number;
    if (move === Number.POSITIVE_INFINITY) return;
    const error = Math.abs((actual[i] as number) - value);
    expect(error, `${note} ${i}: ${actual[i]}, not ${value}`).toBeLessThanOrEqual(
      Math.max(roundings * move * 2 ** -53, least),
    );
  });
}
