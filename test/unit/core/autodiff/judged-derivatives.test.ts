import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { objectiveOf } from '../../support/objectives.ts';

interface Reference {
  readonly x: readonly number[];
  readonly value: number;
  readonly gradient: readonly number[];
  readonly hessian: readonly number[];
  /** How much each number moves with relative changes of itself and the inputs. */
  readonly moves: readonly number[];
  readonly gradientMoves: readonly number[];
  readonly hessianMoves: readonly number[];
}

/** From test/oracles/judged-derivatives.py. */
const REFERENCES: Readonly<Record<string, readonly Reference[]>> = JSON.parse(
  readFileSync(new URL('../../../fixtures/judged-derivatives.json', import.meta.url), 'utf8'),
);

/** The roundings of 2⁻⁵³, each as great as what the number moves by, that an evaluation may be off. */
const ROUNDINGS = 100;

/** Expects each entry to be as right as doubles can be. Where the move itself is beyond all doubles nothing can be said. */
function near(
  actual: ArrayLike<number>,
  expected: readonly number[],
  moves: readonly number[],
  note: string,
): void {
  expected.forEach((value, i) => {
    const move = moves[i] as number;
    if (move === Number.POSITIVE_INFINITY) return;
    const error = Math.abs((actual[i] as number) - value);
    expect(error, `${note} ${i}: ${actual[i]}, not ${value}`).toBeLessThanOrEqual(
      ROUNDINGS * Math.max(move * 2 ** -53, Number.MIN_VALUE),
    );
  });
}

test.each(Object.entries(REFERENCES))('%s', (text, references) => {
  const f = compileObjective(objectiveOf(text));
  for (const reference of references) {
    const x = Float64Array.from(reference.x);
    const n = x.length;
    const [g, h] = [new Float64Array(n), new Float64Array(n * n)];
    near([f.valueAndGradient(x, g)], [reference.value], reference.moves, `value at ${x}`);
    near(g, reference.gradient, reference.gradientMoves, `gradient at ${x}`);
    f.gradient(x, g, 'forward');
    near(g, reference.gradient, reference.gradientMoves, `gradient by forward mode at ${x}`);
    f.hessian(x, h);
    near(h, reference.hessian, reference.hessianMoves, `Hessian at ${x}`);
    for (let i = 0; i < n; i++) {
      f.hessianVector(x, new Float64Array(n).fill(1, i, i + 1), h.subarray(i * n, (i + 1) * n));
    }
    near(h, reference.hessian, reference.hessianMoves, `Hessian-vector products at ${x}`);
  }
});
