import * as vscode from 'vscode';
import { GradientChecker } from './host/check-gradient.ts';
import { CANCEL_COMMAND, RUN_COMMAND } from './host/command-names.ts';
import { Diagnostics } from './host/diagnostics.ts';
import { openExamples } from './host/examples.ts';
import { Lenses } from './host/lenses.ts';
import { newFile } from './host/new-file.ts';
import { Ownership } from './host/ownership.ts';
import { Panels } from './host/panels.ts';
import { runAtCursor, runSelection } from './host/run-selection.ts';
import { readSource } from './host/source.ts';
import { Status } from './host/status.ts';
import { Texts } from './host/texts.ts';
import type { PageState } from './protocol/page.ts';

/** An open panel, as tests see it. */
export interface PanelView {
  readonly title: string;
  /** What its page shows. */
  readonly state: PageState;
  /** Ends its worker as a crash would. */
  terminateWorker(): Promise<void>;
}

/** What `activate` returns: for tests only. */
export interface DescentApi {
  /** The open panels, oldest first. */
  panels(): readonly PanelView[];
}

/** Called by VS Code when a file that may hold an objective is opened, or a command is run. */
export function activate(context: vscode.ExtensionContext): DescentApi {
  const ownership = new Ownership();
  const texts = new Texts(context.extensionUri, ownership);
  const workerFile = vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.cjs').fsPath;
  const panels = new Panels(context, { texts, workerFile });
  const gradients = new GradientChecker(texts);
  const command = vscode.commands.registerCommand;
  context.subscriptions.push(
    ownership,
    panels,
    gradients,
    new Status(panels),
    new Lenses(texts),
    new Diagnostics(texts),
    command('descent.runSelection', () => runSelection(panels, texts)),
    command(RUN_COMMAND, (argument: unknown) => {
      const source = readSource(argument);
      return source ? panels.show(source) : runAtCursor(panels, texts);
    }),
    command('descent.checkGradient', () => gradients.check()),
    command('descent.newFile', newFile),
    command('descent.openExamples', () => openExamples(context.extensionUri)),
    command('descent.rerun', () => panels.current?.session.rerun()),
    command(CANCEL_COMMAND, () => {
      for (const { session } of panels.all) session.cancel();
    }),
    command('descent.writeExperiment', () => panels.current?.write()),
  );
  return {
    panels: () =>
      panels.all.map((panel) => ({
        title: panel.title,
        state: panel.session.state,
        terminateWorker: () => panel.session.worker.terminate(),
      })),
  };
}
