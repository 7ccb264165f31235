import { backprop } from './backprop.ts';
import { difference } from './difference.ts';
import { es } from './es.ts';
import { forward } from './forward.ts';
import { jvp } from './jvp.ts';
import type { Source } from './source.ts';
import { spsa } from './spsa.ts';

/** Every gradient source by name: the only list. */
export const SOURCES: Readonly<Record<string, Source>> = Object.fromEntries(
  [backprop, jvp, forward, difference, spsa, es].map((source) => [source.name, source]),
);
