import { type Shape, sameShape, stridesOf } from '../graph/shape.ts';
import { type Formula, numeral, operation } from './formula.ts';
import { ones } from './read-entries.ts';

/** A formula, and the shape that it has as written; it is repeated to the node's own shape where the two differ. */
export interface Reading {
  readonly formula: Formula;
  readonly shape: Shape;
}

/** The formula with all its repetitions written out. */
export function exact({ formula, shape }: Reading, wanted: Shape): Formula {
  if (sameShape(shape, wanted)) return formula;
  return operation(shape.length === 0 ? '*' : '.*', formula, ones(wanted));
}

/** Sums, products and choices of values that meet entry by entry. */
export function joined(a: Shape, c: Shape): Shape {
  const rank = Math.max(a.length, c.length);
  return Array.from({ length: rank }, (_, i) => {
    const [x, y] = [a[a.length - rank + i] ?? 1, c[c.length - rank + i] ?? 1];
    return x === 1 ? y : x;
  });
}

export function trimmed(shape: Shape): Shape {
  const first = shape.findIndex((extent) => extent !== 1);
  return first < 0 ? [] : shape.slice(first);
}

/** Without its axes of extent 1. */
export function squeezed(formula: Formula, shape: Shape, keep: readonly number[]): Formula {
  if (shape.every((extent, axis) => extent !== 1 || keep.includes(axis))) return formula;
  const indices = shape.map((extent): Formula => (extent === 1 ? numeral(1) : { kind: 'span' }));
  // `A[:, 2:2][:, 1]` is `A[:, 2]`.
  if (formula.kind === 'index' && formula.indices.length === shape.length) {
    const inner = formula.indices.map((index, axis) =>
      shape[axis] === 1 && index.kind === 'span' && index.from ? index.from : index,
    );
    if (inner.every((index, axis) => shape[axis] !== 1 || index.kind !== 'span')) {
      return { ...formula, indices: inner };
    }
  }
  return { kind: 'index', object: formula, indices };
}

export function nested(entries: readonly Formula[], shape: Shape): Formula {
  const strides = stridesOf(shape);
  const write = (from: number, axis: number): Formula =>
    axis === shape.length
      ? (entries[from] as Formula)
      : {
          kind: 'array',
          elements: Array.from({ length: shape[axis] as number }, (_, i) =>
            write(from + i * (strides[axis] as number), axis + 1),
          ),
        };
  return write(0, 0);
}

/** Two arrays of which one has a 0 wherever the other has not, as one. */
export function together(x: Formula, y: Formula): Formula | undefined {
  if (isNumber(x, 0)) return y;
  if (isNumber(y, 0)) return x;
  if (x.kind !== 'array' || y.kind !== 'array' || x.elements.length !== y.elements.length) return undefined;
  const elements = x.elements.map((each, i) => together(each, y.elements[i] as Formula));
  return elements.every((each) => each !== undefined) ? { kind: 'array', elements } : undefined;
}

export function isNumber(formula: Formula, value: number): boolean {
  return formula.kind === 'number' && formula.value === value;
}
