import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reverse } from '../../../../src/core/autodiff/reverse.ts';
import type { CompiledGraph } from '../../../../src/core/compile/compile-graph.ts';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { compileStraightLine } from '../../../../src/core/compile/compile-straight-line.ts';
import { compileTape } from '../../../../src/core/compile/compile-tape.ts';
import { parameterNodes } from '../../../../src/core/compile/parameter-nodes.ts';
import { compileWasm } from '../../../../src/core/compile/wasm/compile-wasm.ts';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';
import { expectNear, type Reference } from '../../support/judged.ts';
import { objectiveOf } from '../../support/objectives.ts';

/** From test/oracles/judged-derivatives.py. */
const REFERENCES: Readonly<Record<string, readonly Reference[]>> = JSON.parse(
  readFileSync(new URL('../../../fixtures/judged-derivatives.json', import.meta.url), 'utf8'),
);

test.each(Object.entries(REFERENCES))('derivatives of %s', (text, references) => {
  const f = compileObjective(objectiveOf(text));
  for (const reference of references) {
    const x = Float64Array.from(reference.x);
    const n = x.length;
    const [g, h] = [new Float64Array(n), new Float64Array(n * n)];
    expectNear([f.valueAndGradient(x, g)], [reference.value], reference.moves, `value at ${x}`);
    expectNear(g, reference.gradient, reference.gradientMoves, `gradient at ${x}`);
    f.gradient(x, g, 'forward');
    expectNear(g, reference.gradient, reference.gradientMoves, `gradient by forward mode at ${x}`);
    f.hessian(x, h);
    expectNear(h, reference.hessian, reference.hessianMoves, `Hessian at ${x}`);
    for (let i = 0; i < n; i++) {
      f.hessianVector(x, new Float64Array(n).fill(1, i, i + 1), h.subarray(i * n, (i + 1) * n));
    }
    expectNear(h, reference.hessian, reference.hessianMoves, `Hessian-vector products at ${x}`);
  }
});

test.each(Object.entries(REFERENCES))('straight-line code, loops and tape of %s', (text, references) => {
  const { graph, output, parameters } = objectiveOf(text);
  const b = new GraphBuilder(graph);
  const roots = [output, ...reverse(b, output, parameterNodes(b, parameters))];
  const ways = {
    'straight-line code': compileStraightLine(b.nodes, roots),
    tape: compileTape(b.nodes, roots),
    loops: compileWasm(b.nodes, roots),
  };
  for (const reference of references) {
    const x = Float64Array.from(reference.x);
    const results = Object.entries(ways).map(([way, run]) => {
      // Linear systems and large determinants only make sense as a whole.
      if (!run && way !== 'loops') return undefined;
      const g = new Float64Array(x.length);
      const value = (run as CompiledGraph)(x, g);
      expectNear([value], [reference.value], reference.moves, `${way}: value at ${x}`);
      expectNear(g, reference.gradient, reference.gradientMoves, `${way}: gradient at ${x}`);
      return [value, ...g];
    });
    // The same operations in the same order: the same bits.
    expect(results[1]).toEqual(results[0]);
  }
});
