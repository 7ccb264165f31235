import { ARITHMETIC } from './arithmetic.ts';
import { CHOICE } from './choice.ts';
import type { Elementwise, Primitive, Structural } from './primitive.ts';
import { SPECIAL } from './special.ts';
import { STRUCTURAL } from './structural.ts';
import { TRANSCENDENTAL } from './transcendental.ts';

/** Every primitive by name: the only list. A `constant` and a `parameter` are leaves and not in it. */
export const PRIMITIVES: Readonly<Record<string, Primitive>> = {
  ...ARITHMETIC,
  ...TRANSCENDENTAL,
  ...SPECIAL,
  ...CHOICE,
  ...STRUCTURAL,
};

/** The row of an elementwise primitive; undefined for leaves and structural primitives. */
export function elementwise(op: string): Elementwise | undefined {
  const primitive = PRIMITIVES[op];
  return primitive?.kind === 'elementwise' ? primitive : undefined;
}

/** The row of a structural primitive; undefined for leaves and elementwise primitives. */
export function structural(op: string): Structural | undefined {
  const primitive = PRIMITIVES[op];
  return primitive?.kind === 'structural' ? primitive : undefined;
}
