import * as vscode from 'vscode';
import { exportView } from './export.ts';
import type { KeptChanges } from './kept-changes.ts';
import { packArrays } from './pack-arrays.ts';
import { readPageMessage } from './page-message.ts';
import { pageFolder, panelHtml } from './panel-html.ts';
import { replaceExperiment } from './replace-experiment.ts';
import { Session, type SessionServices } from './session.ts';
import type { Source } from './source.ts';
import { insertExperiment } from './write-experiment.ts';

/** The panels' type, by which VS Code brings them back after a reload. */
export const PANEL_TYPE = 'descent.panel';

/** One webview panel beside the editor, with the session whose state it shows. */
export class Panel implements vscode.Disposable {
  readonly session: Session;
  readonly #webview: vscode.WebviewPanel;
  readonly #services: SessionServices;
  readonly #subscriptions: vscode.Disposable[];

  /**
   * Fills a webview panel, new or brought back after a reload, and runs its source.
   * @param extension the folder of the extension.
   * @param kept what was changed on the page before a reload.
   */
  constructor(
    webview: vscode.WebviewPanel,
    source: Source,
    extension: vscode.Uri,
    services: SessionServices,
    kept?: KeptChanges,
  ) {
    this.#webview = webview;
    this.#services = services;
    this.session = new Session(
      source,
      (message) => webview.webview.postMessage(packArrays(message)),
      services,
      kept,
    );
    this.#subscriptions = [
      webview.webview.onDidReceiveMessage((message) => this.#receive(message)),
      webview.onDidDispose(() => this.dispose()),
    ];
    const icon = (theme: string) => vscode.Uri.joinPath(extension, 'media', 'language', `file-${theme}.svg`);
    webview.iconPath = { light: icon('light'), dark: icon('dark') };
    webview.webview.options = { enableScripts: true, localResourceRoots: [pageFolder(extension)] };
    webview.webview.html = panelHtml(webview.webview, extension);
    void this.session.rerun();
  }

  /** Opens a panel beside the active editor, which keeps the focus. */
  static open(source: Source, extension: vscode.Uri, services: SessionServices): Panel {
    const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    return new Panel(
      vscode.window.createWebviewPanel(PANEL_TYPE, source.name, where),
      source,
      extension,
      services,
    );
  }

  get title(): string {
    return this.#webview.title;
  }

  set title(title: string) {
    if (this.#webview.title !== title) this.#webview.title = title;
  }

  get active(): boolean {
    return this.#webview.active;
  }

  /** Fires when the panel is closed. */
  get onDidDispose(): vscode.Event<void> {
    return this.#webview.onDidDispose;
  }

  /** Brings the panel to the front where it is, and runs a source of its document; the focus stays. */
  show(source: Source): void {
    this.#webview.reveal(undefined, true);
    void this.session.show(source);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.session.dispose();
  }

  /** Shows the definition, or the problem, in the document's editor. */
  async reveal(): Promise<void> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(this.session.source.uri));
    const position = document.positionAt(this.session.place);
    const open = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    await vscode.window.showTextDocument(document, {
      viewColumn: open?.viewColumn ?? vscode.ViewColumn.One,
      selection: new vscode.Range(position, position),
    });
  }

  /** Puts the experiment that was filled in from defaults, or changed on the page, into the text. */
  async write(): Promise<void> {
    const { session } = this;
    if (!session.canWrite) return;
    if (session.state.written) await replaceExperiment(session, this.#services.texts);
    else await insertExperiment(session);
  }

  async #receive(value: unknown): Promise<void> {
    const message = readPageMessage(value);
    switch (message.type) {
      case 'ready':
        return this.session.ready();
      case 'rerun':
        return this.session.rerun();
      case 'cancel':
        return this.session.cancel();
      case 'adjust':
        return this.session.adjust(message);
      case 'export':
        return exportView(message, this.session.state, vscode.Uri.parse(this.session.source.uri));
      case 'undo':
        return this.session.undo();
      case 'redo':
        return this.session.redo();
      case 'reset':
        return this.session.reset();
      case 'ask':
        return this.session.answer(message);
      case 'abandon':
        return this.session.abandon(message.id);
      case 'write':
        return this.write();
      case 'reveal':
        return this.reveal();
      case 'invalid':
        return this.session.refuse(message);
    }
  }
}
