import { expect, test } from 'vitest';
import { liftedValue } from './values.ts';

/** Functions of numbers and vectors; JavaScript itself gives the values that the lifted formulas have to have. */
const CASES: readonly {
  readonly f: (...values: never[]) => number;
  readonly at: readonly (number | readonly number[])[];
}[] = [
  { f: (x: number, y: number) => (1 - x) ** 2 + 100 * (y - x ** 2) ** 2, at: [-1.2, 1] },
  { f: ([x, y]: number[]) => Math.hypot(x!, y!) + Math.atan2(x!, y!), at: [[3, -5]] },
  { f: (x: number, y: number) => (x % y) + (-x % y) + Math.round(-x) + Math.round(y), at: [7.5, 2.5] },
  { f: (x: number, y: number) => (x > y && y < 2 ? x * y : Math.max(x, y, 3) - Math.trunc(y)), at: [1, 2.5] },
  {
    f: (x: number, y: number) => {
      let s = 0;
      if (x > y) s += x;
      else return y ** 3;
      s *= 2;
      return s - Math.exp(-y);
    },
    at: [2, 1],
  },
  { f: (x: number[]) => x.reduce((s, v) => s + v * v, 0) + x.length, at: [[3, -5]] },
  { f: (x: number[]) => x.map((v, i) => v * i).reduce((s, v) => s - v, 1), at: [[3, -5]] },
  {
    f: (x: number[]) => x.map((v) => v ** 3).reduce((s, v) => v + s) - x.reduce((s, v) => s * v),
    at: [[3, -5]],
  },
  { f: (x: number[]) => x.reduce((a, b, i) => Math.max(a, i * b)), at: [[3, -5]] },
  { f: (x: number[]) => x.filter((v) => v > 0).reduce((s, v) => s + v ** 2, 0) + x.at(-1)!, at: [[3, -5]] },
  { f: (x: number[]) => Math.max(...x) + x.slice(1).reduce((p, v) => p * v, 1), at: [[3, -5]] },
  {
    f: (x: number[]) => {
      let s = 0;
      for (let i = 0; i < x.length - 1; i++) s += 100 * (x[i + 1]! - x[i]! ** 2) ** 2 + (1 - x[i]!) ** 2;
      return s;
    },
    at: [[-1.2, 1]],
  },
  {
    f: (x: number[]) => {
      let p = 1;
      for (const v of x) p *= v > 0 ? v : 1 - v;
      for (let i = x.length - 1; i >= 0; i--) p += i * x[i]!;
      return p;
    },
    at: [[3, -5]],
  },
];

test.each(CASES.map(({ f, at }) => ({ source: String(f), f, at })))('$source', async ({ source, f, at }) => {
  const expected = f(...(at as never[]));
  expect(await liftedValue(`const f = ${source};`, 'javascript', at.flat())).toBeCloseTo(expected, 10);
});
