import type { CompiledObjective } from '../compile/compile-objective.ts';
import type { Clock } from '../run/clock.ts';
import { type Field, type FieldRequest, fieldExtremes } from './field.ts';

/** How long a field may take, in milliseconds, about: who waits longer believes that nothing happens. */
const BUDGET = 1500;
/** A field has so many samples along a side at least, where so many were asked for. */
const FEWEST = 24;
/** The sides of the grids by which it is measured how long a sample takes, one after the other, since machines have other things to do … */
const TRIALS = [4, 12, 12] as const;
/** … until one takes so many milliseconds that these hardly count. */
const RELIABLE = 50;

/**
 * Samples f over a window: as finely as was asked for, or where that would take long as finely as a second or two allow, with the sides in
 * the same proportion.
 *
 * @param clock - Tells the time, by which it is known how long a sample takes.
 */
export function sampleField(
  f: CompiledObjective,
  { window, columns, rows, base }: FieldRequest,
  clock: Clock,
): Field {
  const point = Float64Array.from(base);
  const share = affordableShare(
    columns * rows,
    (side) => f.field(window, side, side, undefined, point),
    clock,
  );
  const [across, up] = [columns, rows].map((side) =>
    share < 1 ? Math.min(side, Math.max(FEWEST, Math.round(side * Math.sqrt(share)))) : side,
  ) as [number, number];
  const values = f.field(window, across, up, undefined, point);
  return { window, columns: across, rows: up, values, ...fieldExtremes(values) };
}

/** Which part of so many samples there is time for; 1 or more where for all. */
function affordableShare(samples: number, sample: (side: number) => void, clock: Clock): number {
  // What is compiled with the first samples counts once.
  sample(2);
  let share = 0;
  for (const side of TRIALS) {
    const before = clock();
    sample(side);
    const spent = clock() - before;
    share = Math.max(share, (BUDGET * side ** 2) / (spent * samples));
    if (share >= 1 || spent > RELIABLE) break;
  }
  return share;
}
