import type { SourceRange } from '../../core/problem.ts';
import { call } from './build.ts';
import { describe, toArray, widened } from './conversions.ts';
import type { Given, Library } from './given.ts';
import { type ArrayValue, Refusal, Reshape, type Value } from './value.ts';

/** A parameter that is used as a square matrix and of which nothing more is known has two rows. */
const USUAL = 2;

/** A square matrix. @throws {Refusal} where it is none, {Reshape} where a parameter may become one. */
function square(value: Value, range: SourceRange): ArrayValue {
  const parameter = value.kind === 'number' || value.kind === 'array' ? value.parameter : undefined;
  if (parameter !== undefined && (value.kind === 'number' || (value as ArrayValue).shape.length === 1)) {
    const size = value.kind === 'array' ? Math.max(USUAL, value.shape[0] ?? 0) : USUAL;
    throw new Reshape(parameter, { kind: 'matrix', rows: size, columns: size }, range);
  }
  const matrix = toArray(value, range);
  if (matrix.batch) throw new Refusal('a batch of matrices; write the formula for one', range);
  const [rows, columns] = matrix.shape;
  if (matrix.shape.length !== 2 || rows !== columns) {
    throw new Refusal(`${describe(matrix)} is no square matrix; give it as many rows as columns`, range);
  }
  return matrix;
}

const numberOf =
  (name: string) =>
  (given: Given): Value => {
    given.only();
    const { expression } = square(given.at(0), given.range);
    return { kind: 'number', expression: call(name, [expression], given.range) };
  };

/** What NumPy knows of square matrices and `.gd`, too. */
export const SQUARE_MATRICES: Library = {
  trace: numberOf('trace'),
  det: numberOf('det'),
  inv: (given) => {
    given.only();
    const { expression, shape } = square(given.at(0), given.range);
    return { kind: 'array', expression: call('inv', [expression], given.range), shape };
  },
  solve: (given) => {
    given.only();
    const { range } = given;
    const { expression, shape } = square(given.at(0), range);
    const size = shape[0] as number;
    const side = given.at(1);
    if (side.kind === 'number' && side.parameter !== undefined) throw widened(side, size, range);
    const right = toArray(side, range);
    if (right.batch) throw new Refusal('a batch of right-hand sides; write the formula for one', range);
    if (right.shape[0] !== size) {
      throw new Refusal(
        `a matrix of ${size} rows and ${describe(right)} do not fit; make them equally long`,
        range,
      );
    }
    return {
      kind: 'array',
      expression: call('lusolve', [expression, right.expression], range),
      shape: right.shape,
    };
  },
};
