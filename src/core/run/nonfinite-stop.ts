import type { Point } from '../methods/solver.ts';
import { coordinateNames, type Objective } from '../objective.ts';
import { formatNumber } from './format-number.ts';
import type { Stop } from './stop.ts';

/** Entries of a point that a sentence names. */
const MOST_NAMED = 4;

/**
 * The end of a run at a point where f, its gradient or x itself is no finite number.
 *
 * @param point - The candidate; its f is that of the minimized function.
 * @param sign - −1 where f is maximized.
 * @param step - The number of the step that led there, 0 at the start.
 */
export function nonfiniteStop({ x, f, g }: Point, objective: Objective, sign: 1 | -1, step: number): Stop {
  const names = coordinateNames(objective);
  const place = names
    .slice(0, MOST_NAMED)
    .map((name, i) => `${name} = ${formatNumber(x[i] as number)}`)
    .concat(names.length > MOST_NAMED ? ['…'] : []);
  const part = g?.findIndex((entry) => !Number.isFinite(entry)) ?? -1;
  const what = Number.isFinite(f)
    ? part < 0
      ? 'the point is not finite'
      : `the derivative by ${names[part]} is ${g?.[part]}`
    : `f is ${formatNumber(sign * f)}`;
  const [when, stayed] =
    step === 0
      ? ['at the start', 'choose another start']
      : [`in step ${step}`, 'the run ends at the point before'];
  return { reason: 'nonfinite', message: `${when} ${what}, at ${place.join(', ')}; ${stayed}` };
}
