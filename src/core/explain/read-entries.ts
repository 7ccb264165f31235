import { type Shape, stridesOf } from '../graph/shape.ts';
import { type Formula, named, numeral, operation } from './formula.ts';

/** The most entries that are written one by one. */
export const MOST_ENTRIES = 64;

/** `from:step:to` over `count` entries of an axis, `end` where it reaches that, `:` where it is all. */
export function spanOf(start: number, step: number, count: number, extent: number): Formula {
  if (start === 0 && step === 1 && count === extent) return { kind: 'span' };
  const last = start + (count - 1) * step;
  const place = (position: number): Formula => {
    const back = extent - 1 - position;
    if (position === 0 || back > 2 || (step > 0 && count === 1)) return numeral(position + 1);
    return back === 0 ? named('end') : operation('-', named('end'), numeral(back));
  };
  const [from, to] = [
    step < 0 ? place(start) : numeral(start + 1),
    step < 0 ? numeral(last + 1) : place(last),
  ];
  return step === 1 || count === 1
    ? { kind: 'span', from, to }
    : { kind: 'span', from, step: numeral(step), to };
}

/** One entry of an array, by its place in the row-major data. */
export function indexed(formula: Formula, shape: Shape, flat: number): Formula {
  const place = stridesOf(shape).map((stride, axis) => Math.floor(flat / stride) % (shape[axis] as number));
  let entry = formula;
  let axis = 0;
  for (; axis < place.length && entry.kind === 'array'; axis++) {
    entry = entry.elements[place[axis] as number] as Formula;
  }
  if (axis === place.length) return entry;
  return { kind: 'index', object: entry, indices: place.slice(axis).map((at) => numeral(at + 1)) };
}

/** An array of ones. */
export function ones(shape: Shape): Formula {
  const [extent, ...rest] = shape;
  if (extent === undefined) return numeral(1);
  return { kind: 'array', elements: new Array<Formula>(extent).fill(ones(rest)) };
}
