import * as vscode from 'vscode';
import type { Objective } from '../core/objective.ts';
import type { Problem, SourceRange } from '../core/problem.ts';
import type { Experiment } from '../core/run/experiment.ts';
import type { Definitions } from '../frontends/gd/definitions.ts';
import type { GdModule } from '../frontends/gd/gd-module.ts';
import { firstExperiment } from '../frontends/gd/profile-statement.ts';
import { numbered } from './code-objectives.ts';
import { readSelectionOf } from './read-selection.ts';
import type { Source } from './source.ts';
import type { Texts } from './texts.ts';

/** An objective of the text as a problem on which methods are compared. */
export interface OwnProblem extends Pick<Experiment, 'sense' | 'start'> {
  readonly objective: Objective;
}

/** An objective and its experiment, ready to run. */
export interface Resolved {
  readonly source: Source;
  readonly objective: Objective;
  readonly experiment: Experiment;
  /** Whether the experiment stands in the document. */
  readonly written: boolean;
  /** All objectives of its text, each as its first experiment there says. */
  readonly problems: readonly OwnProblem[];
  /** The constants and functions of its text. */
  readonly definitions: Definitions;
  /** The definition in the document. */
  readonly range: SourceRange;
  /** The definition's place among the objectives of the document, by which a renamed one is found again. */
  readonly place: number;
}

/** What a source says now. */
export type Resolution = Resolved | { readonly problem: Problem };

/**
 * Reads the objective and the experiment of a source from its document as it is now.
 * @param before what the source said last: a definition renamed since is found by its place, and an experiment that
 *   was written and now cannot be read is a problem, not a reason to run something else.
 */
export async function resolve(
  document: vscode.TextDocument,
  source: Source,
  texts: Texts,
  before?: Resolved,
): Promise<Resolution> {
  switch (source.kind) {
    case 'gd': {
      const module = await texts.module(document);
      if (!module) return missing(vscode.l10n.t('this document is not read as a Descent file'));
      return inModule(module, source, before);
    }
    case 'code':
      return inCode(document, source, texts, before);
    case 'selection':
      return inSelection(document, source, texts);
  }
}

type GdSource = Extract<Source, { kind: 'gd' }>;
type CodeSource = Extract<Source, { kind: 'code' }>;
type SelectionSource = Extract<Source, { kind: 'selection' }>;

function inModule(module: GdModule, source: GdSource, before: Resolved | undefined): Resolution {
  const error = module.problems.find(({ severity }) => severity === 'error');
  const place = placeOf(
    source.name,
    module.objectives.map(({ objective }) => objective.name),
    error ? undefined : before,
  );
  const found = module.objectives[place];
  if (!found) return error ? { problem: error } : missing(noLonger(source.name));
  const { objective, range } = found;
  const experiments = module.experiments.filter((each) => each.experiment.objective === objective.name);
  const chosen = experiments[source.experiment ?? 0] ?? experiments[0];
  if (!chosen && error && before?.written) return { problem: error };
  return {
    source: { ...source, name: objective.name },
    objective,
    experiment: chosen?.experiment ?? byDefault(objective),
    written: chosen !== undefined,
    problems: problemsOf(module),
    definitions: module.definitions,
    range,
    place,
  };
}

async function inCode(
  document: vscode.TextDocument,
  source: CodeSource,
  texts: Texts,
  before: Resolved | undefined,
): Promise<Resolution> {
  const { objectives: found, refusals } = await texts.lifted(document);
  const objectives = numbered(found);
  const refusal = refusals.find(({ name }) => name === source.name);
  const exact = objectives.findIndex(({ name, nth }) => name === source.name && nth === source.nth);
  const names = objectives.map(({ name }) => name);
  const place = exact >= 0 ? exact : placeOf(source.name, names, refusal ? undefined : before);
  const chosen = objectives[place];
  if (!chosen) {
    if (!refusal) return missing(noLonger(source.name));
    return { problem: { range: refusal.range, message: refusal.reason, severity: 'error' } };
  }
  const { name, nth, range, text, start } = chosen;
  const module = await texts.parse(start ? `${text}\n\nminimize ${name}\n  from ${start}\n` : text);
  return lifted(module, { ...source, name, nth }, range, place);
}

async function inSelection(
  document: vscode.TextDocument,
  source: SelectionSource,
  texts: Texts,
): Promise<Resolution> {
  let now = source;
  if (source.edited) {
    const found = await readSelectionOf(document, source.range, texts);
    if ('message' in found) {
      return { problem: { range: source.range, message: found.message, severity: 'error' } };
    }
    now = { kind: 'selection', uri: source.uri, ...found };
  }
  return lifted(await texts.parse(now.text), now, now.range, 0);
}

/** What was rewritten as a module of its own; its problems are shown at the code they come from. */
function lifted(module: GdModule, source: Source, range: SourceRange, place: number): Resolution {
  const found =
    module.objectives.find(({ objective }) => objective.name === source.name) ?? module.objectives.at(-1);
  if (!found) {
    const message = module.problems[0]?.message ?? noLonger(source.name);
    return { problem: { range, message, severity: 'error' } };
  }
  const { objective } = found;
  const chosen = module.experiments.find(({ experiment }) => experiment.objective === objective.name);
  const experiment = chosen?.experiment ?? byDefault(objective);
  const { definitions } = module;
  const problems = problemsOf(module);
  return { source, objective, experiment, written: false, problems, definitions, range, place };
}

function problemsOf({ objectives, experiments }: GdModule): OwnProblem[] {
  return objectives.map(({ objective }) => {
    const { sense = 'minimize', start } = firstExperiment(objective, experiments) ?? {};
    return { objective, sense, ...(start && { start }) };
  });
}

/** An experiment in which everything is left to the documented defaults. */
function byDefault(objective: Objective): Experiment {
  return { objective: objective.name, sense: 'minimize', methods: [], until: {} };
}

/** The place of a name, or where the renamed one stands; -1 where there is neither. */
function placeOf(name: string, names: readonly string[], before: Resolved | undefined): number {
  const place = names.indexOf(name);
  if (place >= 0 || !before) return place;
  return before.place < names.length ? before.place : -1;
}

const noLonger = (name: string) =>
  vscode.l10n.t('there is no objective {0} any more; name it so again, or run another one', name);

function missing(message: string): Resolution {
  return { problem: { range: { start: 0, end: 0 }, message, severity: 'error' } };
}
