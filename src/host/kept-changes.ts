import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Experiment } from '../core/run/experiment.ts';
import type { Resolved } from './resolution.ts';
import type { Texts } from './texts.ts';

const keptSchema = v.object({ of: v.string(), text: v.string() });

/** What was changed on a page, kept over a reload of the window: of which experiment, and the changed one as `.gd` text. */
export type KeptChanges = v.InferOutput<typeof keptSchema>;

/** Reads what was kept; `undefined` for anything else. */
export function readKeptChanges(value: unknown): KeptChanges | undefined {
  const result = v.safeParse(keptSchema, value);
  return result.success ? result.output : undefined;
}

/** Keeps the changes of an experiment. @param text the changed one, every default written out. */
export function keepChanges(resolved: Resolved, text: string): KeptChanges {
  return { of: fingerprint(resolved), text };
}

/** The experiment that was kept; `undefined` where the text says something else by now. */
export async function restoreChanges(
  kept: KeptChanges,
  resolved: Resolved,
  texts: Texts,
): Promise<Experiment | undefined> {
  if (kept.of !== fingerprint(resolved)) return undefined;
  const module = await texts.parse(`${resolved.objective.text}\n\n${kept.text}\n`);
  return module.experiments.find(({ objective }) => objective.name === resolved.objective.name)?.experiment;
}

function fingerprint({ objective, experiment }: Resolved): string {
  return createHash('sha256')
    .update(`${objective.text}\n${JSON.stringify(experiment)}`)
    .digest('hex');
}
