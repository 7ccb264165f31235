import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { isClose } from '../../support/close.ts';
import { objectiveOf } from '../../support/objectives.ts';

describe('a field holds f at its samples', () => {
  const cases: readonly [text: string, coordinates: readonly [number, number]][] = [
    ['f(x, y) = (1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2', [0, 1]],
    ['f(x, y) = 20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)', [0, 1]],
    ['f(x, y) = 20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)', [1, 0]],
    ['f(x, y, z) = z*exp(-x^2*y) + (x > y ? log(abs(x)) : atan(y*x)) + gamma(z)', [0, 1]],
    ['f(x, y, z) = z*exp(-x^2*y) + (x > y ? log(abs(x)) : atan(y*x)) + gamma(z)', [2, 0]],
    ['f(x) = sin(x)*exp(-x^2)', [0, 0]],
    ['f(x, y) = sum(i, 1, 40, cos(i*x*y)/i)', [0, 1]],
    ['f(x, y) = 7', [0, 1]],
    ['f(x, y) = x', [0, 1]],
    ['f(x, y) = y', [0, 1]],
    ['A = [2,1;1,3]\nf(v[2]) = log(det(A + [v[1],0;0,v[2]]))', [0, 1]],
    ['f(x[500]) = sum(sin(x).^2) + x[1]*x[2]', [1, 3]],
  ];
  for (const [text, coordinates] of cases) {
    for (const [columns, rows] of [
      [7, 5],
      [131, 90],
      [132, 91],
      [4, 1101],
    ] as const) {
      test(`${text.split('\n').at(-1)} over ${coordinates.join(' and ')}, ${columns}×${rows}`, () => {
        const objective = objectiveOf(text);
        const f = compileObjective(objective);
        const base = Float64Array.from({ length: objective.size }, (_, i) => 0.7 + 0.01 * i);
        const [x, y] = [
          [-1.3, 2.1],
          [-0.4, 3.7],
        ] as const;
        const field = f.field({ x, y, coordinates }, columns, rows, undefined, base);
        expect(field.length).toBe(columns * rows);
        const off: string[] = [];
        for (let j = 0; j < rows; j++) {
          for (let i = 0; i < columns; i++) {
            const point = base.slice();
            point[coordinates[1]] = j === rows - 1 ? y[1] : y[0] + (j * (y[1] - y[0])) / (rows - 1);
            point[coordinates[0]] = i === columns - 1 ? x[1] : x[0] + (i * (x[1] - x[0])) / (columns - 1);
            if (!isClose(field[j * columns + i] as number, f.value(point), 1e-13)) off.push(`${i}, ${j}`);
          }
        }
        expect(off).toEqual([]);
      });
    }
  }

  test('a buffer is filled, and must be large enough', () => {
    const f = compileObjective(objectiveOf('f(x, y) = x + 10*y'));
    const out = new Float64Array(6);
    expect(f.field({ x: [0, 2], y: [0, 1] }, 3, 2, out)).toBe(out);
    expect([...out]).toEqual([0, 1, 2, 10, 11, 12]);
    expect(() => f.field({ x: [0, 2], y: [0, 1] }, 3, 3, out)).toThrow(
      'the field needs 9 entries, the buffer has 6',
    );
    expect(() => f.field({ x: [0, 2], y: [0, 1] }, 1, 3)).toThrow('at least 2 columns');
  });
});

describe('a field over an oblique plane holds f at origin + s·u + t·v', () => {
  const cases = [
    'f(x, y) = (1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2',
    'f(x, y, z) = z*exp(-x^2*y) + (x > y ? log(abs(x)) : atan(y*x)) + abs(z)',
    'A = [2,1;1,3]\nf(v[2], c) = log(abs(det(A + [v[1],0;0,v[2]])) + 1) + c*v[1]',
    'X = [1,2;3,4;5,6]\nf(W[2, 2], b) = sum((X*W).^2) + sum(sin(W)) * b',
    'f(x[40]) = sum(i, 1, 39, 100*(x[i + 1] - x[i]^2)^2 + (1 - x[i])^2)',
    'f(x[500]) = sum(sin(x).^2) + x[1]*x[2]',
    'f(x, y, z) = 7',
  ];
  test.each(cases)('%s', (text) => {
    const objective = objectiveOf(text);
    const n = objective.size;
    const f = compileObjective(objective);
    const plane = {
      key: 'test',
      origin: Float64Array.from({ length: n }, (_, i) => Math.sin(1 + i)),
      u: Float64Array.from({ length: n }, (_, i) => Math.cos(2 * i) / Math.sqrt(n)),
      v: Float64Array.from({ length: n }, (_, i) => Math.sin(3 * i + 1) / Math.sqrt(n)),
      labels: ['s', 't'] as const,
    };
    const [x, y] = [
      [-1.3, 2.1],
      [-0.4, 3.7],
    ] as const;
    const [columns, rows] = [23, 9];
    const field = f.field({ plane, x, y }, columns, rows);
    const off: string[] = [];
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++) {
        const [s, t] = [x[0] + (i * (x[1] - x[0])) / (columns - 1), y[0] + (j * (y[1] - y[0])) / (rows - 1)];
        const point = plane.origin.map(
          (entry, k) => entry + s * (plane.u[k] as number) + t * (plane.v[k] as number),
        );
        if (!isClose(field[j * columns + i] as number, f.value(point), 1e-12)) off.push(`${i}, ${j}`);
      }
    }
    expect(off).toEqual([]);
  });

  test('of the axes it is the field of two coordinates', () => {
    const f = compileObjective(objectiveOf('f(x, y, z) = x*exp(y) + sin(z)*x'));
    const axis = (at: number) => Float64Array.from([0, 1, 2], (i) => (i === at ? 1 : 0));
    const [x, y] = [
      [-1, 1],
      [0, 2],
    ] as const;
    const origin = Float64Array.of(0, 0.3, 0);
    const plane = { key: 'axes', origin, u: axis(2), v: axis(0), labels: ['z', 'x'] as const };
    const expected = f.field({ coordinates: [2, 0], x, y }, 9, 7, undefined, origin);
    expect(f.field({ plane, x, y }, 9, 7)).toEqual(expected);
  });

  test('its vectors have an entry for each variable', () => {
    const f = compileObjective(objectiveOf('f(x, y) = x + 10*y'));
    const [two, three] = [new Float64Array(2), new Float64Array(3)];
    const plane = { key: '', origin: two, u: three, v: two, labels: ['s', 't'] as const };
    expect(() => f.field({ plane, x: [0, 1], y: [0, 1] }, 2, 2)).toThrow(
      'the objective has 2 variables, the vector has 3 entries',
    );
  });
});
