import * as vscode from 'vscode';
import type { Problem, SourceRange } from '../core/problem.ts';
import type { FunctionPair } from '../frontends/check-gradient-pairs.ts';
import { codeLanguage } from './code-language.ts';
import { LONGEST_TEXT, type Texts } from './texts.ts';

/** The command that holds a gradient written by hand against the derivative of its function; shows what is wrong in it. */
export class GradientChecker implements vscode.Disposable {
  readonly #texts: Texts;
  readonly #collection = vscode.languages.createDiagnosticCollection('descent gradient');
  readonly #subscriptions: vscode.Disposable[];

  constructor(texts: Texts) {
    this.#texts = texts;
    const { workspace } = vscode;
    this.#subscriptions = [
      this.#collection,
      // What was found holds for the text as it was.
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#collection.delete(document.uri);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#collection.delete(uri)),
    ];
  }

  /** Checks the gradient at the cursor of the active editor, or the one whose function is there. @returns what it said in a message. */
  async check(): Promise<string | undefined> {
    const editor = vscode.window.activeTextEditor;
    const language = editor && codeLanguage(editor.document.languageId);
    if (!editor || !language) {
      return warn(
        vscode.l10n.t(
          'Put the cursor into a function, or its gradient, in Python, JavaScript or TypeScript first.',
        ),
      );
    }
    const { document } = editor;
    const { version } = document;
    const text = document.getText();
    this.#collection.delete(document.uri);
    if (text.length > LONGEST_TEXT) {
      return warn(
        vscode.l10n.t('This document is too long to be read; copy both functions into one of their own.'),
      );
    }
    const selection = {
      start: document.offsetAt(editor.selection.start),
      end: document.offsetAt(editor.selection.end),
    };
    // Loaded on first use: activation does not wait for parsers.
    const { findGradientPairs } = await import('../frontends/check-gradient-pairs.ts');
    const { checkGradientPair } = await import('../frontends/check-gradient.ts');
    const code = await (await this.#texts.lifter()).functions(text, language);
    const pairs = findGradientPairs(code.candidates, selection);
    if (pairs.length === 0) {
      return warn(
        vscode.l10n.t(
          'There is no function with its gradient here; name the gradient of f grad_f, or select both functions.',
        ),
      );
    }
    const pair = await choose(pairs);
    if (!pair) return undefined;
    const report = checkGradientPair(code, pair);
    if (document.isClosed || document.version !== version) return undefined;
    if ('message' in report) {
      const { message, range } = report;
      const place = rangeOf(document, range);
      editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      return warn(
        vscode.l10n.t(
          'The gradient cannot be checked, line {0}, “{1}”: {2}',
          place.start.line + 1,
          firstLine(document.getText(place)),
          message,
        ),
      );
    }
    this.#collection.set(
      document.uri,
      report.problems.map((problem) => diagnosticOf(document, problem)),
    );
    const [first] = report.problems;
    if (first) {
      editor.revealRange(
        rangeOf(document, first.range),
        vscode.TextEditorRevealType.InCenterIfOutsideViewport,
      );
      return undefined;
    }
    const { objective, gradient, components, points } = report;
    const message =
      components.length === 1
        ? vscode.l10n.t('{0} agrees with {1} ({2} points)', gradient, objective, points)
        : vscode.l10n.t(
            '{0} agrees with {1} in all {2} components ({3} points)',
            gradient,
            objective,
            components.length,
            points,
          );
    void vscode.window.showInformationMessage(message);
    return message;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

/** The pair that is meant: asked, where there are several. */
async function choose(pairs: readonly FunctionPair[]): Promise<FunctionPair | undefined> {
  if (pairs.length === 1) return pairs[0];
  const items = pairs.map((pair) => ({
    label: pair.gradient.function.name,
    description: vscode.l10n.t('against {0}', pair.objective.function.name),
    pair,
  }));
  const placeHolder = vscode.l10n.t('Which gradient is to be checked?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.pair;
}

function warn(message: string): string {
  void vscode.window.showWarningMessage(message);
  return message;
}

function diagnosticOf(document: vscode.TextDocument, { range, message }: Problem): vscode.Diagnostic {
  const { Error: error } = vscode.DiagnosticSeverity;
  const diagnostic = new vscode.Diagnostic(rangeOf(document, range), message, error);
  diagnostic.source = 'descent';
  diagnostic.code = 'gradient';
  return diagnostic;
}

function rangeOf(document: vscode.TextDocument, { start, end }: SourceRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

function firstLine(text: string): string {
  const [line = ''] = text.split(/\r?\n/, 1);
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
