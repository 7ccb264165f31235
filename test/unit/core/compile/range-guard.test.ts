import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reverse } from '../../../../src/core/autodiff/reverse.ts';
import { type CompiledObjective, compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { compileStraightLine } from '../../../../src/core/compile/compile-straight-line.ts';
import { compileTape } from '../../../../src/core/compile/compile-tape.ts';
import { parameterNodes } from '../../../../src/core/compile/parameter-nodes.ts';
import { rangeGuard } from '../../../../src/core/compile/range-guard.ts';
import { compileWasm } from '../../../../src/core/compile/wasm/compile-wasm.ts';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';
import { expectNear, type Reference } from '../../support/judged.ts';
import { objectiveOf } from '../../support/objectives.ts';

/** From test/oracles/far-derivatives.py. */
const REFERENCES = Object.entries(
  JSON.parse(readFileSync(new URL('../../../fixtures/far-derivatives.json', import.meta.url), 'utf8')),
) as [string, readonly Reference[]][];

/** Exponentials of 1000 and factors of hundreds of digits on the way cost some digits more: 1e-11 of what it moves by. */
const ROUNDINGS = 1e5;
/** What is so small counts as 0: where a part of it overflows, a slope may come as 0. */
const VANISHED = 1e-150;

function hold(f: CompiledObjective, references: readonly Reference[]): void {
  for (const reference of references) {
    const { value, gradient, hessian, moves, gradientMoves, hessianMoves } = reference;
    const x = Float64Array.from(reference.x);
    const n = x.length;
    const [g, h] = [new Float64Array(n), new Float64Array(n * n)];
    const near = (
      actual: ArrayLike<number>,
      expected: readonly number[],
      by: readonly number[],
      note: string,
    ) => expectNear(actual, expected, by, `${note} at ${x}`, ROUNDINGS, VANISHED);
    const unit = (i: number) => new Float64Array(n).fill(1, i, i + 1);
    near([f.value(x)], [value], moves, 'value');
    near([f.valueAndGradient(x, g)], [value], moves, 'value beside the gradient');
    near(g, gradient, gradientMoves, 'gradient');
    f.gradient(x, g, 'forward');
    near(g, gradient, gradientMoves, 'gradient by forward mode');
    for (let i = 0; i < n; i++) g[i] = f.jvp(x, unit(i));
    near(g, gradient, gradientMoves, 'directional derivatives');
    f.hessian(x, h);
    near(h, hessian, hessianMoves, 'Hessian');
    for (let i = 0; i < n; i++) f.hessianVector(x, unit(i), h.subarray(i * n, (i + 1) * n));
    near(h, hessian, hessianMoves, 'Hessian-vector products');
  }
}

test.each(REFERENCES)('derivatives of %s', (text, references) => {
  hold(compileObjective(objectiveOf(text)), references);
});

test.each(REFERENCES)('without generated code, derivatives of %s', (text, references) => {
  hold(compileObjective(objectiveOf(text), 'interpret'), references);
});

test.each(REFERENCES)('straight-line code, loops and tape of %s', (text, references) => {
  const { graph, output, parameters } = objectiveOf(text);
  const b = new GraphBuilder(graph);
  const roots = [output, ...reverse(b, output, parameterNodes(b, parameters))];
  const mend = rangeGuard(b.nodes, roots);
  const ways = {
    'straight-line code': compileStraightLine(b.nodes, roots, undefined, mend),
    loops: compileWasm(b.nodes, roots, mend),
    tape: compileTape(b.nodes, roots, mend),
  };
  for (const { x, value, gradient, moves, gradientMoves } of references) {
    for (const [way, run] of Object.entries(ways)) {
      // Linear systems only make sense as a whole.
      if (!run && way !== 'loops') continue;
      const g = new Float64Array(x.length);
      const result = run?.(Float64Array.from(x), g) as number;
      const near = (actual: ArrayLike<number>, expected: readonly number[], by: readonly number[]) =>
        expectNear(actual, expected, by, `${way} at ${x}`, ROUNDINGS, VANISHED);
      near([result], [value], moves);
      near(g, gradient, gradientMoves);
    }
  }
});

test.each([20, 200])('a length of %i numbers is 0 where they all are, whatever looks at it', (n) => {
  for (const mode of ['generate', 'interpret'] as const) {
    const f = compileObjective(objectiveOf(`f(x[${n}]) = norm(x) + norm(x, 3)`), mode);
    const g = new Float64Array(n).fill(1);
    expect(f.valueAndGradient(new Float64Array(n), g)).toBe(0);
    expect(Math.max(...g.map(Math.abs))).toBe(0);
  }
});

test('powers of an exponent that varies may underflow under their root', () => {
  // 0.4^(1/500)·0.13, to 17 digits (mpmath).
  const f = compileObjective(objectiveOf('f(x, y, r) = (0.4*x^r + 0.6*y^r)^(1/r)'));
  const g = new Float64Array(3);
  const [value, slope] = [0.12976198256949056, 0.9981690966883889];
  const found = f.valueAndGradient(Float64Array.of(0.13, 0.000021, 500), g);
  expectNear([found, g[0] as number], [value, slope], [value, slope], '', ROUNDINGS);
});

/** The mean of 100 equal numbers, which runs as a loop. */
function asLoop(text: string): string {
  const [head, body] = text.split(' = ') as [string, string];
  const entrywise = body.replace(/\b[xy]\b/g, '($& + d)').replace(/[*/^]/g, ' .$& ');
  return `d = [${new Array(100).fill(0).join()}]\n${head} = mean(${entrywise})`;
}

test.each(REFERENCES.filter(([text]) => !text.includes('[')))(
  'as a loop, derivatives of %s',
  (text, references) => {
    hold(compileObjective(objectiveOf(asLoop(text))), references);
  },
);

test('a number that is none stays none, and an infinite one infinite', () => {
  const at = (text: string, x: number) => {
    const g = new Float64Array(1);
    return [compileObjective(objectiveOf(text)).valueAndGradient(Float64Array.of(x), g), g[0]];
  };
  expect(at('f(x) = log(-exp(x))', 1)).toEqual([Number.NaN, 1]);
  expect(at('f(x) = 1/x', 0)).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  expect(at('f(x) = exp(x)', 710)).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  expect(at('f(x) = exp(x)/(1 + exp(x)^2)', Number.POSITIVE_INFINITY)[0]).toBeNaN();
});

test('exponentials of exponentials that nothing can hold are as good as infinite, and their reciprocals as 0', () => {
  for (const body of ['exp(-exp(exp(x)))', '1/(1 + exp(exp(x)))', 'tanh(exp(exp(x))) - 1']) {
    const f = compileObjective(objectiveOf(`f(x) = ${body}`));
    const x = Float64Array.of(800);
    const [g, h] = [new Float64Array(1), new Float64Array(1)];
    const value = f.valueAndGradient(x, g);
    f.hessian(x, h);
    expect(
      [value, g[0], h[0]].map((entry) => Math.abs(entry as number)),
      body,
    ).toEqual([0, 0, 0]);
  }
});
