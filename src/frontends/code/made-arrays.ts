import { array, number } from './build.ts';
import { constant, toArray, toNumber } from './conversions.ts';
import { itemsOf } from './elements.ts';
import type { Given } from './given.ts';
import { Refusal, type Value } from './value.ts';

/** `zeros`, `ones`: an array of one number in the shape that is given. */
export function filled(value: number) {
  return (given: Given): Value => {
    given.only('dtype', 'shape');
    const { range } = given;
    const shape = given.at(0, 'shape');
    const extents =
      shape.kind === 'number'
        ? [shape.constant]
        : itemsOf(shape, range).map((each) => toNumber(each, range).constant);
    const [rows, columns] = extents;
    if (rows === undefined || extents.length > 2 || rows * (columns ?? 1) > 1000) {
      throw new Refusal('the shape has to be known, and small; write the numbers out', range);
    }
    const row = (length: number): Value => ({
      kind: 'list',
      items: Array.from({ length }, () => constant(value, range)),
    });
    if (extents.length === 1) return toArray(row(rows), range);
    return toArray({ kind: 'list', items: Array.from({ length: rows }, () => row(columns ?? 0)) }, range);
  };
}

/** `linspace`: numbers spread evenly from one to another. */
export function spread(given: Given): Value {
  given.only('num');
  const { range } = given;
  const [from, to] = [toNumber(given.at(0), range).constant, toNumber(given.at(1), range).constant];
  const count = given.known(2, 'num') ?? 50;
  if (from === undefined || to === undefined || count < 2 || count > 1000) {
    throw new Refusal('linspace between known numbers only; write the numbers out', range);
  }
  const step = (to - from) / (count - 1);
  const items = Array.from({ length: count }, (_, place) =>
    constant(place === count - 1 ? to : from + place * step, range),
  );
  return toArray({ kind: 'list', items }, range);
}

/** `arange`: numbers counted up by a step, the end excluded. */
export function counted(given: Given): Value {
  given.only('dtype');
  const { range } = given;
  const ends = given.list.map((each) => toNumber(each, range).constant);
  const [from, to, step] = ends.length === 1 ? [0, ends[0], 1] : [ends[0], ends[1], ends[2] ?? 1];
  const length = from === undefined || to === undefined || !step ? Number.NaN : Math.ceil((to - from) / step);
  if (!(length > 0 && length <= 1000))
    throw new Refusal('arange between known numbers only; write the numbers out', range);
  const items = Array.from({ length }, (_, place) => constant(from! + place * step!, range));
  return toArray({ kind: 'list', items }, range);
}

/** `eye`: the unit matrix. */
export function unit(given: Given): Value {
  given.only('dtype');
  const { range } = given;
  const size = toNumber(given.at(0, 'N'), range).constant;
  if (size === undefined || size > 30)
    throw new Refusal('the size has to be known, and small; write the matrix out', range);
  const rows = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => number(row === column ? 1 : 0, range)),
  );
  return {
    kind: 'array',
    expression: array(
      rows.map((row) => array(row, range)),
      range,
    ),
    shape: [size, size],
  };
}

/** `array`: a list as an array; numbers as they are. */
export const asIs = (given: Given): Value => {
  given.only('dtype', 'requires_grad', 'device', 'copy');
  const value = given.at(0);
  return value.kind === 'number' || value.kind === 'boolean'
    ? value
    : { ...toArray(value, given.range), list: false };
};
