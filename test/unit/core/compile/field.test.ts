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
