import * as vscode from 'vscode';
import type { SourceRange } from '../core/problem.ts';
import type { Experiment, MethodChoice } from '../core/run/experiment.ts';
import { CODE_LANGUAGE_IDS, codeLanguage } from './code-language.ts';
import { numbered } from './code-objectives.ts';
import { RUN_COMMAND } from './command-names.ts';
import { LANGUAGE } from './ownership.ts';
import type { Source } from './source.ts';
import type { Texts } from './texts.ts';

/** A CodeLens above each objective, and in `.gd` above each experiment; each kind of file has its own switch. */
export class Lenses implements vscode.Disposable, vscode.CodeLensProvider {
  readonly #texts: Texts;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(texts: Texts) {
    this.#texts = texts;
    const selector = [LANGUAGE, ...CODE_LANGUAGE_IDS].map((language) => ({ language }));
    this.#subscriptions = [
      this.#changed,
      vscode.languages.registerCodeLensProvider(selector, this),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('descent.codeLens')) this.#changed.fire();
      }),
    ];
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    const kind = document.languageId === LANGUAGE ? 'gd' : codeLanguage(document.languageId);
    const configuration = vscode.workspace.getConfiguration('descent.codeLens', document);
    if (!kind || !configuration.get<boolean>(kind, true)) return [];
    // VS Code asks again after each edit, and takes the question back with the next one.
    await new Promise((resolve) => setImmediate(resolve));
    if (token.isCancellationRequested) return [];
    const lenses = kind === 'gd' ? await this.#inGd(document) : await this.#inCode(document);
    return token.isCancellationRequested ? [] : lenses;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #inGd(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const module = await this.#texts.module(document);
    if (!module) return [];
    const uri = document.uri.toString();
    const counts = new Map<string, number>();
    const definitions = module.objectives.map(({ objective: { name }, range }) => {
      const first = module.experiments.find(({ experiment }) => experiment.objective === name);
      return lens(document, range, titleOf(name, first?.experiment.sense), { kind: 'gd', uri, name });
    });
    const experiments = module.experiments.map(({ experiment: { objective: name, methods }, range }) => {
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      const title = vscode.l10n.t('▷ Run: {0}', methodsTitle(methods));
      return lens(document, range, title, { kind: 'gd', uri, name, experiment: count });
    });
    return [...definitions, ...experiments];
  }

  async #inCode(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const { objectives } = await this.#texts.lifted(document);
    const uri = document.uri.toString();
    return numbered(objectives).map(({ name, nth, range }) =>
      lens(document, range, titleOf(name), { kind: 'code', uri, name, nth }),
    );
  }
}

function titleOf(name: string, sense: Experiment['sense'] = 'minimize'): string {
  return sense === 'minimize'
    ? vscode.l10n.t('▷ Descent: minimize {0}', name)
    : vscode.l10n.t('▷ Descent: maximize {0}', name);
}

/** The methods of an experiment in a few words: `gd(rate = 0.2)` alone, else `gd × 3, adam`. */
function methodsTitle(methods: readonly MethodChoice[]): string {
  const [first] = methods;
  if (!first) return 'gd';
  if (methods.length === 1 && first.rate?.kind === 'constant') {
    return `${first.method}(rate = ${first.rate.value})`;
  }
  const counts = new Map<string, number>();
  for (const { method } of methods) counts.set(method, (counts.get(method) ?? 0) + 1);
  return [...counts].map(([method, count]) => (count > 1 ? `${method} × ${count}` : method)).join(', ');
}

function lens(
  document: vscode.TextDocument,
  { start }: SourceRange,
  title: string,
  source: Source,
): vscode.CodeLens {
  const at = document.positionAt(start);
  const tooltip = vscode.l10n.t('Show gradient descent on {0} beside the editor', source.name);
  return new vscode.CodeLens(new vscode.Range(at, at), {
    command: RUN_COMMAND,
    title,
    tooltip,
    arguments: [source],
  });
}
