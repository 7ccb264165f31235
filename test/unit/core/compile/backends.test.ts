import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reverse } from '../../../../src/core/autodiff/reverse.ts';
import type { CompiledGraph } from '../../../../src/core/compile/compile-graph.ts';
import { compileStraightLine } from '../../../../src/core/compile/compile-straight-line.ts';
import { compileTape } from '../../../../src/core/compile/compile-tape.ts';
import { interpreter } from '../../../../src/core/compile/interpret.ts';
import { wideInterpreter } from '../../../../src/core/compile/interpret-wide.ts';
import { compileWasm } from '../../../../src/core/compile/wasm/compile-wasm.ts';
import { GraphBuilder } from '../../../../src/core/graph/builder.ts';
import type { Graph, NodeId } from '../../../../src/core/graph/node.ts';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';
import { expectClose } from '../../support/close.ts';

/** Definitions that between them use every kind of loop, access, placement and product. */
const DEFINITIONS: readonly string[] = [
  'f(x, y) = (1 - x)^2 + 100*(y - x^2)^2',
  'f(x[7]) = sum(i, 1, 6, 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2)',
  'f(x[8]) = sum(100*(x[2:end] - x[1:end-1].^2).^2 + (1 - x[1:end-1]).^2)',
  'f(x[8]) = sum(i, 1, 4, 100*(x[2*i] - x[2*i-1]^2)^2 + (1 - x[2*i-1])^2)',
  'X = [1,2;3,4;5,6]\ny = [1,-1,1]\nf(w[2], bias) = mean(log(1 + exp(-y .* (X*w + bias))))',
  'f(x[3]) = sum(i, 1, 3, (sum(j, 1, 3, i*x[j]))^2) + prod(i, 1, 3, x[i])',
  'f(x[2]) = max(x) + norm(x) + std(x) + det([x[1],2;3,x[2]])',
  'f(x[10]) = 100 + sum(x.^2 - 10*cos(2*pi*x)) + sum(sin(x))',
  'f(W[4,3], b[4], V[2,4]) = sum((V*tanh(W*[1,2,3] + b)).^2)',
  "Y = [1,2,3,4;5,6,7,8;1,3,5,9]\nf(W[4,3], V[2,4]) = sum(sum(sigmoid(V*sin(W*Y)).^2, 1)) + mean(W[2,:]) + sum(V', 2)[3]",
  'I = [1,0,0;0,1,0;0,0,1]\nf(A[3,3], c[3]) = sum(lusolve(A + 5*I, c)) + sum(inv(A + 7*I)*c)',
  'f(x[5]) = -log(softmax(x)[2]) + logsumexp(x) + sum(x[end:-1:1] .* [1,2,3,4,5]) + sum(i, 1, 5, x[6-i]^3*x[i])',
  'f(x[6]) = sum(x > 0.9 ? log(x) : exp(x)) + sum(abs(x - 0.5)) + sum(mod(x, 0.3)) + sum(atan2(x, 2))',
  'f(x[6]) = sum(i, 1, 6, x[mod(i*i, 6) + 1]^2 * i)',
  'f(a[3], b[4]) = sum(i, 1, 3, sum(j, 1, 4, (a[i]*b[j] - i/j)^2))',
  'f(x[40]) = sum(i, 1, 36, (x[i] - 2*x[i+2] + x[i+4])^2) + sum(x)/40 + 3*x[7]',
  'f(x[41]) = sum(i, 1, 38, (x[i] - x[i+3])^4 + x[i+1]*x[i+2])',
  'f(X[3,5]) = sum(std(X, 1)) + sum(variance(X, 2)) + mean(X) + sum(mean(X, 1).^2)',
  'f(x[9]) = dot(x, [1,2,3,4,5,6,7,8,9]) + sum(x)',
  'f(x[17]) = sum(sign(x - 1).*floor(3*x) + ceil(x).*round(x) + fix(x)) + sum(x.^3 ./ (1 + x.^2)) + sum(log1p(x))',
  'f(x[5], s) = sum(exp(s*x)) + s*sum(x)^2 + (s > 0 ? sum(sqrt(x)) : sum(log(-x)))',
  'f(x[6]) = sum(i, 1, 6, prod([x[i], x[i], 3]) + norm([x[i], 1, 2]) + logsumexp([x[i], 1]) + std([x[i], 1, 2]))',
  'f(A[4,4]) = det(A + [3,0,0,0;0,3,0,0;0,0,3,0;0,0,0,3])',
  'f(x[5]) = sum([x[1], 2*x[2], x[3]; x[4]^2, 5, x[5]; x[2], x[1]*x[3], 1].^3) + sum(concat([x; x.^2], [1:5; 3*x], 1).*identity(5)[1:4, :])',
  'f(x[9]) = sum(x.^2.5 .* (1 + x.^2).^(-0.5)) + prod(x + 1)^1.5',
  'f(x[9]) = sum((exp(x) - 1).^2) + sum(1 - cos(x)) + sum(sqrt(1 + x.^2) - 1) + sum(tanh(x).^2 + sinh(x) .* cosh(-x) + log(cosh(x))) + sum(log(1 - x/9))',
  "f(A[7,9], v[9], u[7]) = sum(A*v .* u) + dot(A'*u, v) + sum(sum(A*A', 1))",
];

interface Compiled {
  readonly graph: Graph;
  readonly roots: readonly NodeId[];
  readonly size: number;
}

function gradientOf(text: string): Compiled {
  const { objectives, problems } = parseGd(text);
  expect(problems).toEqual([]);
  const objective = objectives.at(-1)?.objective as (typeof objectives)[number]['objective'];
  const b = new GraphBuilder(objective.graph);
  const parameters = objective.parameters.map(({ name, shape, offset }) => b.parameter(name, shape, offset));
  return {
    graph: b.nodes,
    roots: [objective.output, ...reverse(b, objective.output, parameters)],
    size: objective.size,
  };
}

function evaluate(compiled: CompiledGraph | undefined, x: Float64Array): number[] {
  const g = new Float64Array(x.length);
  const f = (compiled as CompiledGraph)(x, g);
  return [f, ...g];
}

function reference({ graph, roots }: Compiled, x: Float64Array): number[] {
  return interpreter(graph, roots)(x).flatMap((entries) => Array.from(entries));
}

const points = (size: number) =>
  fc
    .array(fc.double({ min: 0.05, max: 2, noNaN: true }), { minLength: size, maxLength: size })
    .map((x) => Float64Array.from(x));

describe('every way to run a graph gives the interpreter’s value and gradient', () => {
  for (const text of DEFINITIONS) {
    test(text.split('\n').at(-1) as string, () => {
      const compiled = gradientOf(text);
      const wasm = compileWasm(compiled.graph, compiled.roots);
      const run = wideInterpreter(compiled.graph, compiled.roots);
      const whole = text.includes('lusolve') || text.includes('A[4,4]');
      const written = compileStraightLine(compiled.graph, compiled.roots);
      const tape = compileTape(compiled.graph, compiled.roots);
      expect(written === undefined).toBe(whole);
      expect(tape === undefined).toBe(whole);
      fc.assert(
        fc.property(points(compiled.size), (x) => {
          const expected = reference(compiled, x);
          const scale = Math.max(1, ...expected.map(Math.abs));
          expectClose(evaluate(wasm, x), expected, 1e-12 * scale, 'loops');
          expectClose(
            run(x).flatMap((entries) => Array.from(entries)),
            expected,
            1e-12 * scale,
            'wide numbers',
          );
          if (whole) return;
          expectClose(evaluate(written, x), expected, 1e-12 * scale, 'straight line');
          // The same operations in the same order: the same bits.
          expect(evaluate(tape, x)).toEqual(evaluate(written, x));
        }),
        { numRuns: 20 },
      );
    });
  }
});

test('long objectives run in several functions', () => {
  const terms = Array.from({ length: 600 }, (_, i) => `sin(${i + 1}*x)*y^2/(${i + 1} + x^2)`);
  const compiled = gradientOf(`f(x, y) = ${terms.join(' + ')}`);
  const x = Float64Array.of(0.3, 1.1);
  const written = compileStraightLine(compiled.graph, compiled.roots);
  expect(evaluate(written, x)).toEqual(evaluate(compileTape(compiled.graph, compiled.roots), x));
  expectClose(evaluate(written, x), reference(compiled, x), 1e-12);
});

test('arrays that lie in memory one after the other keep apart, whatever their length', () => {
  for (let n = 1; n <= 20; n++) {
    const compiled = gradientOf(
      `f(a[${n + 1}], b[${n}]) = sum(a[2:end].^2 .* b) + 1e3*sum(b) + sum(exp(a)) + ${'sin(a[1])+'.repeat(3)}0`,
    );
    const x = Float64Array.from({ length: compiled.size }, (_, i) => 0.1 + 0.07 * i);
    expectClose(
      evaluate(compileWasm(compiled.graph, compiled.roots), x),
      reference(compiled, x),
      1e-13,
      `n = ${n}`,
    );
  }
});
