import * as vscode from 'vscode';
import type { Problem } from '../core/problem.ts';
import { Debouncer } from './debounce.ts';
import { LANGUAGE } from './ownership.ts';
import type { Texts } from './texts.ts';

/** The pause in typing after which problems are shown, in milliseconds. */
const PAUSE = 150;

/** Shows the problems of open `.gd` documents, and offers the replacement where a problem brings one. */
export class Diagnostics implements vscode.Disposable, vscode.CodeActionProvider {
  readonly #texts: Texts;
  readonly #collection = vscode.languages.createDiagnosticCollection('descent');
  readonly #pause = new Debouncer<string>(PAUSE);
  readonly #subscriptions: vscode.Disposable[];

  constructor(texts: Texts) {
    this.#texts = texts;
    const { workspace } = vscode;
    this.#subscriptions = [
      this.#collection,
      workspace.onDidOpenTextDocument((document) => void this.#check(document)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#checkSoon(document);
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.#pause.cancel(document.uri.toString());
        this.#collection.delete(document.uri);
      }),
      vscode.languages.registerCodeActionsProvider({ language: LANGUAGE }, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    ];
    for (const document of workspace.textDocuments) void this.#check(document);
  }

  async provideCodeActions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    const problems = (await this.#texts.module(document))?.problems ?? [];
    return problems.flatMap((problem) => {
      const where = rangeOf(document, problem);
      if (problem.replacement === undefined || !where.intersection(range)) return [];
      const title =
        problem.replacement === ''
          ? vscode.l10n.t('Remove “{0}”', document.getText(where))
          : vscode.l10n.t('Replace with “{0}”', problem.replacement);
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.replace(document.uri, where, problem.replacement);
      action.diagnostics = [diagnosticOf(document, problem)];
      action.isPreferred = true;
      return [action];
    });
  }

  dispose(): void {
    this.#pause.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #checkSoon(document: vscode.TextDocument): void {
    if (document.languageId !== LANGUAGE) return;
    this.#pause.request(document.uri.toString(), () => void this.#check(document));
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    if (document.languageId !== LANGUAGE) return;
    const { version } = document;
    const problems = (await this.#texts.module(document))?.problems ?? [];
    if (document.version !== version || document.isClosed) return;
    this.#collection.set(
      document.uri,
      problems.map((problem) => diagnosticOf(document, problem)),
    );
  }
}

function diagnosticOf(document: vscode.TextDocument, problem: Problem): vscode.Diagnostic {
  const { Error: error, Warning: warning } = vscode.DiagnosticSeverity;
  const severity = problem.severity === 'error' ? error : warning;
  const diagnostic = new vscode.Diagnostic(rangeOf(document, problem), problem.message, severity);
  diagnostic.source = 'descent';
  return diagnostic;
}

function rangeOf(document: vscode.TextDocument, { range }: Problem): vscode.Range {
  return new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
}
