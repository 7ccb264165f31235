import { formatNumber } from '../src/core/figures/format-number.ts';
import { type Outcomes, outcomesOf } from '../src/core/run/outcome.ts';
import type { RunView } from '../src/protocol/page.ts';
import { reasonText } from './reason-text.ts';

/** The number as it is read; a lost run counts as infinitely bad. */
const numberText = (value: number): string => (Number.isFinite(value) ? formatNumber(value, 3) : '∞');

/** What several runs came to, beside their medians: "8 of 10 end between 1.2e-3 and 4.5; 1 of 20 diverged". */
export function outcomeText({ runs, lost, f }: Outcomes): string {
  const spread = `8 of 10 end between ${numberText(f.p10)} and ${numberText(f.p90)}`;
  return lost > 0 ? `${spread}; ${lost} of ${runs} diverged` : spread;
}

/** What several runs came to, and how many have ended: "60 runs: 8 of 10 end between 1.2e-3 and 4.5". @param f the objective's name. */
export function outcomeSentence(runs: readonly RunView[], sense: 'minimize' | 'maximize', f: string): string {
  const results = runs.flatMap(({ result }) => result ?? []);
  if (results.length === 0) return runs[0] ? reasonText(runs[0], f) : '';
  const ended =
    results.length === runs.length ? `${runs.length} runs` : `${results.length} of ${runs.length} runs`;
  return `${ended}: ${outcomeText(outcomesOf(results, sense))}`;
}
