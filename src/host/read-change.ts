import { METHODS } from '../core/methods/registry.ts';
import type { Change } from '../core/run/change-experiment.ts';
import type { Experiment } from '../core/run/experiment.ts';
import type { Definitions } from '../frontends/gd/definitions.ts';
import { readRate } from '../frontends/gd/read-rate.ts';
import type { PageChange } from '../protocol/page.ts';

/**
 * A change as the page sends it, where a schedule is a text, made out for an experiment.
 * @param definitions the constants and functions that the text may name.
 * @throws Error with a sentence where the text is no rate.
 */
export function readChange(change: PageChange, { methods }: Experiment, definitions?: Definitions): Change {
  if (change.kind !== 'rate') return change;
  const { rate, ...rest } = change;
  if (rate?.kind !== 'schedule') return { ...rest, rate };
  const method = METHODS[methods[change.run]?.method ?? ''];
  if (!method) throw new RangeError('there is no such run');
  return { ...rest, rate: readRate(method, rate.text, definitions) };
}
