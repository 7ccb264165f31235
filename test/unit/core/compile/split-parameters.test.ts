import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reverse } from '../../../../src/core/autodiff/reverse.ts';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { parameterNodes } from '../../../../src/core/compile/parameter-nodes.ts';
import { splitParameters } from '../../../../src/core/compile/split-parameters.ts';
import type { Objective } from '../../../../src/core/objective.ts';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';
import { expectClose } from '../../support/close.ts';

function objectiveOf(text: string): Objective {
  const { objectives, problems } = parseGd(text);
  expect(problems).toEqual([]);
  return objectives[0]?.objective as Objective;
}

/** The extended Rosenbrock function written out, its terms all different. */
function writtenOut(n: number, entry: (i: number) => string): string {
  return Array.from({ length: n - 1 }, (_, i) => {
    const [x, y] = [entry(i + 1), entry(i + 2)];
    return `${100 + i / 8}*(${y} - ${x}^2)^2 + (1 - ${x})^2`;
  }).join(' + ');
}

const inEntries = (n: number) => objectiveOf(`f(x[${n}]) = ${writtenOut(n, (i) => `x[${i}]`)}`);
const inNumbers = (n: number) => {
  const names = Array.from({ length: n }, (_, i) => `x${i + 1}`);
  return objectiveOf(`f(${names.join(', ')}) = ${writtenOut(n, (i) => `x${i}`)}`);
};

describe('a sum over the entries of a vector, written out term by term', () => {
  test('has the derivatives of the same sum over numbers, bit for bit', () => {
    const n = 40;
    const [vector, numbers] = [inEntries(n), inNumbers(n)].map((objective) => compileObjective(objective));
    const point = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: n, maxLength: n });
    fc.assert(
      fc.property(point, point, (at, along) => {
        const [x, v] = [Float64Array.from(at), Float64Array.from(along)];
        const all = [vector, numbers].map((f) => {
          const [g, h, hv] = [new Float64Array(n), new Float64Array(n * n), new Float64Array(n)];
          const value = f?.valueAndGradient(x, g);
          f?.hessian(x, h);
          f?.hessianVector(x, v, hv);
          return [value, f?.jvp(x, v), ...g, ...h, ...hv];
        });
        expect(all[0]).toEqual(all[1]);
      }),
      { numRuns: 20 },
    );
  });

  test('has a gradient of so many operations for each term, however many there are', () => {
    const operations = (n: number, whole = '') => {
      const objective = objectiveOf(`f(x[${n}]) = ${writtenOut(n, (i) => `x[${i}]`)}${whole}`);
      const { builder, output, parameters, merged } = splitParameters(objective);
      const slopes = merged(reverse(builder, output, parameterNodes(builder, parameters)));
      expect(slopes).toHaveLength(n);
      return builder.nodes.reduce(
        (sum, { shape }) => sum + shape.reduce((size, extent) => size * extent, 1),
        0,
      );
    };
    for (const whole of ['', ' + sum(x)^2 + norm(x)']) {
      expect(operations(400, whole) / 400).toBeLessThan(1.1 * (operations(100, whole) / 100));
    }
  });

  test('has the derivatives of the same sum over numbers where the vector is read as a whole, too', () => {
    const n = 20;
    const all = (text: (entry: string) => string) =>
      Array.from({ length: n }, (_, i) => text(String(i + 1))).join(' + ');
    const [vector, numbers] = [
      objectiveOf(`f(x[${n}]) = ${writtenOut(n, (i) => `x[${i}]`)} + sin(sum(x)) + sum(x.^2)*x[3]`),
      objectiveOf(
        `f(${all((i) => `x${i}`).replaceAll(' +', ',')}) = ${writtenOut(n, (i) => `x${i}`)} + sin(${all((i) => `x${i}`)}) + (${all((i) => `x${i}^2`)})*x3`,
      ),
    ].map((objective) => compileObjective(objective));
    const point = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: n, maxLength: n });
    fc.assert(
      fc.property(point, point, (at, along) => {
        const [x, v] = [Float64Array.from(at), Float64Array.from(along)];
        const [actual, expected] = [vector, numbers].map((f) => {
          const [g, h, hv] = [new Float64Array(n), new Float64Array(n * n), new Float64Array(n)];
          const value = f?.valueAndGradient(x, g);
          f?.hessian(x, h);
          f?.hessianVector(x, v, hv);
          return [value, f?.jvp(x, v), ...g, ...h, ...hv] as number[];
        });
        expectClose(actual as number[], expected as number[], 1e-9);
      }),
      { numRuns: 20 },
    );
  });

  test('keeps the places of entries, and of parameters between', () => {
    const f = compileObjective(
      objectiveOf('f(a, W[2, 3], b) = a + 10*W[2, 3] + 100*W[1, 2]^2 + W[2, 1] + 1000*b'),
    );
    const g = new Float64Array(8);
    expect(f.valueAndGradient(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8), g)).toBe(1 + 70 + 900 + 5 + 8000);
    expect(Array.from(g)).toEqual([1, 0, 600, 0, 1, 0, 10, 1000]);
  });

  test('a vector of which few entries are read stays one', () => {
    const objective = objectiveOf('f(x[100]) = x[3]^2 + x[7]');
    expect(splitParameters(objective).parameters).toBe(objective.parameters);
  });
});
