import type { Interval } from '../run/experiment.ts';
import { niceTicks } from '../sampling/nice-numbers.ts';

/** How data lie along an axis. */
export interface Scale {
  readonly kind: 'linear' | 'logarithmic';
  /** From the left or lower end of the plot to the other, in data. */
  readonly interval: Interval;
}

/** An interval of data that shows all values that the scale can show, with a twentieth more at either end. */
export function scaleOf(kind: Scale['kind'], values: Iterable<number>): Scale {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    const place = scaled(kind, value);
    if (!Number.isFinite(place)) continue;
    if (place < low) low = place;
    if (place > high) high = place;
  }
  if (low > high) [low, high] = [0, 1];
  const air = (high - low) / 20 || Math.abs(high) / 10 || 0.5;
  const ends = [low - air, high + air] as const;
  return { kind, interval: kind === 'linear' ? ends : [10 ** ends[0], 10 ** ends[1]] };
}

/** What is even along the axis: the value, or its decimal logarithm. */
export const scaled = (kind: Scale['kind'], value: number): number =>
  kind === 'linear' ? value : Math.log10(value);

/** Even places of a scale's ends, see {@link scaled}. */
export function evenInterval({ kind, interval: [low, high] }: Scale): Interval {
  return [scaled(kind, low), scaled(kind, high)];
}

/** Nice numbers along the scale, about `count` of them: on a logarithmic one powers of ten, or 1, 2 and 5 of each where they are few. */
export function scaleTicks(scale: Scale, count: number): number[] {
  const { kind, interval } = scale;
  const [low, high] = evenInterval(scale);
  if (kind === 'linear') return niceTicks(low, high, count);
  const powers = high - low;
  if (powers <= 0.5) return niceTicks(...interval, count);
  if (powers > count / 2.5) {
    const every = Math.max(1, Math.ceil(powers / count));
    const first = Math.ceil(low / every - 1e-9) * every;
    const ticks = [];
    for (let power = first; power <= high + 1e-9; power += every) ticks.push(Number(`1e${power}`));
    return ticks;
  }
  const ticks = [];
  for (let power = Math.floor(low); power <= high; power++)
    for (const digit of [1, 2, 5]) ticks.push(Number(`${digit}e${power}`));
  return ticks.filter((tick) => Math.log10(tick) >= low - 1e-9 && Math.log10(tick) <= high + 1e-9);
}
