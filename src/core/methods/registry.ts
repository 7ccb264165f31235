import { adam } from './adam.ts';
import { gd } from './gd.ts';
import type { Method } from './method.ts';
import { momentum } from './momentum.ts';

/** Every method by name: the only list. */
export const METHODS: Readonly<Record<string, Method>> = Object.fromEntries(
  [gd, momentum, adam].map((method) => [method.name, method]),
);
