import { formatNumber } from './format-number.ts';

const UNITS = [
  ['s', 1],
  ['ms', 1e-3],
  ['µs', 1e-6],
  ['ns', 1e-9],
] as const;

/** A time for reading, in the unit that leaves a digit before the point: "1.24 ms". @param scale A time that sets the unit; the time itself if absent. */
export function formatSeconds(seconds: number, significant = 3, scale = seconds): string {
  const [unit, factor] = UNITS.find(([, each]) => scale >= each) ?? (scale > 0 ? UNITS[3] : UNITS[0]);
  return `${formatNumber(seconds / factor, significant)} ${unit}`;
}
