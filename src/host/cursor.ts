import type * as vscode from 'vscode';
import type { SourceRange } from '../core/problem.ts';
import type { GdModule } from '../frontends/gd/gd-module.ts';
import { numbered } from './code-objectives.ts';
import { LANGUAGE } from './ownership.ts';
import type { Source } from './source.ts';
import type { Texts } from './texts.ts';

/**
 * The objective or experiment that the cursor stands in, else the first of the document: for `.gd` its first
 * experiment, so that the whole file can be run without looking for a place.
 * @returns `undefined` where the document holds no objective.
 */
export async function sourceAtCursor(editor: vscode.TextEditor, texts: Texts): Promise<Source | undefined> {
  const { document, selection } = editor;
  const cursor = document.offsetAt(selection.active);
  const uri = document.uri.toString();
  if (document.languageId === LANGUAGE) {
    const module = await texts.module(document);
    return module && inModule(module, uri, cursor);
  }
  const objectives = numbered((await texts.lifted(document)).objectives);
  const found = objectives.find(({ range }) => contains(range, cursor)) ?? objectives[0];
  return found && { kind: 'code', uri, name: found.name, nth: found.nth };
}

function inModule(module: GdModule, uri: string, cursor: number): Source | undefined {
  const experiments = module.experiments.map(({ experiment: { objective: name }, range }, index, all) => {
    const earlier = all.slice(0, index).filter((each) => each.experiment.objective === name);
    return { range, source: { kind: 'gd', uri, name, experiment: earlier.length } as const };
  });
  const definitions = module.objectives.map(({ objective: { name }, range }) => {
    return { range, source: { kind: 'gd', uri, name } as const };
  });
  const all = [...experiments, ...definitions];
  return (all.find(({ range }) => contains(range, cursor)) ?? all[0])?.source;
}

const contains = ({ start, end }: SourceRange, offset: number) => start <= offset && offset <= end;
