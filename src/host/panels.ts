import path from 'node:path';
import * as vscode from 'vscode';
import { Debouncer } from './debounce.ts';
import { readKeptChanges } from './kept-changes.ts';
import { PANEL_TYPE, Panel } from './panel.ts';
import type { SessionServices } from './session.ts';
import { readSource, type Source } from './source.ts';

/** Where the panels' sources are kept over a reload: by the title of the panel, which is unique and comes back with it. */
const MEMENTO = 'panels';
/** What was changed on their pages, likewise. */
const CHANGES = 'changes';
/** While a slider moves, its changes are kept only after a pause, in milliseconds. */
const PAUSE = 500;

/** The open panels, at most one per document; brought back after a reload of the window. */
export class Panels implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #context: vscode.ExtensionContext;
  readonly #services: SessionServices;
  readonly #panels = new Map<string, Panel>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  readonly #pause = new Debouncer<'changes'>(PAUSE);
  #latest: Panel | undefined;

  /** Fires when a panel opens, closes or changes what it shows. */
  readonly onDidChange = this.#changed.event;

  constructor(context: vscode.ExtensionContext, services: SessionServices) {
    this.#context = context;
    this.#services = services;
    this.#subscriptions = [
      vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, this),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.contentChanges.length === 0) return;
        this.#panels.get(event.document.uri.toString())?.session.edited(event);
      }),
    ];
  }

  get all(): readonly Panel[] {
    return [...this.#panels.values()];
  }

  /** The panel that a command without an argument means: the one in front, else the active editor's, else the latest. */
  get current(): Panel | undefined {
    const active = this.all.find((panel) => panel.active);
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    return active ?? (uri === undefined ? undefined : this.#panels.get(uri)) ?? this.#latest;
  }

  /** Shows a source in its document's panel, which opens beside the editor if there is none. */
  show(source: Source): void {
    const panel = this.#panels.get(source.uri);
    if (panel) {
      panel.show(source);
      this.#latest = panel;
    } else {
      this.#add(Panel.open(source, this.#context.extensionUri, this.#services));
    }
  }

  /** Called by VS Code for each panel that was open when the window was reloaded. */
  async deserializeWebviewPanel(webview: vscode.WebviewPanel): Promise<void> {
    const kept = this.#context.workspaceState.get<Record<string, unknown>>(MEMENTO, {});
    const source = readSource(kept[webview.title]);
    if (!source || this.#panels.has(source.uri)) return webview.dispose();
    const changes = this.#context.workspaceState.get<Record<string, unknown>>(CHANGES, {});
    const before = readKeptChanges(changes[webview.title]);
    this.#add(new Panel(webview, source, this.#context.extensionUri, this.#services, before));
  }

  dispose(): void {
    this.#pause.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const panel of this.all) panel.dispose();
    this.#changed.dispose();
  }

  #add(panel: Panel): void {
    const { uri } = panel.session.source;
    this.#panels.set(uri, panel);
    this.#latest = panel;
    const update = () => {
      panel.title = this.#titleOf(panel);
      void this.#keep();
      this.#pause.request('changes', () => void this.#keepChanges());
      this.#changed.fire();
    };
    panel.session.onDidChange(update);
    panel.onDidDispose(() => {
      this.#panels.delete(uri);
      if (this.#latest === panel) this.#latest = this.all.at(-1);
      void this.#keep();
      this.#changed.fire();
    });
    update();
  }

  /** The objective's name; with the file's, and then a number, where another panel has the same title. */
  #titleOf(panel: Panel): string {
    const { name, uri } = panel.session.source;
    const taken = new Set(this.all.filter((other) => other !== panel).map(({ title }) => title));
    const long = `${name} — ${path.posix.basename(vscode.Uri.parse(uri).path)}`;
    let title = taken.has(name) ? long : name;
    for (let number = 2; taken.has(title); number++) title = `${long} (${number})`;
    return title;
  }

  /** Keeps the sources; those of panels that VS Code has not brought back yet (hidden tabs) stay. */
  async #keep(): Promise<void> {
    const open = this.all.map((panel) => [panel.title, panel.session.source] as const);
    const tabs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    const kept = this.#context.workspaceState.get<Record<string, unknown>>(MEMENTO, {});
    const waiting = Object.entries(kept).filter(([title]) => tabs.includes(title));
    const next = Object.fromEntries([...waiting, ...open]);
    if (JSON.stringify(next) !== JSON.stringify(kept)) {
      await this.#context.workspaceState.update(MEMENTO, next);
    }
  }

  /** Keeps what was changed on the pages; of panels that are not back yet too. */
  async #keepChanges(): Promise<void> {
    const sources = this.#context.workspaceState.get<Record<string, unknown>>(MEMENTO, {});
    const kept = this.#context.workspaceState.get<Record<string, unknown>>(CHANGES, {});
    const open = new Map(this.all.map((panel) => [panel.title, panel.session.changes]));
    const next = Object.fromEntries(
      [...Object.keys(sources), ...open.keys()].flatMap((title) => {
        const changes = open.has(title) ? open.get(title) : kept[title];
        return changes === undefined ? [] : [[title, changes]];
      }),
    );
    if (JSON.stringify(next) !== JSON.stringify(kept)) {
      await this.#context.workspaceState.update(CHANGES, next);
    }
  }
}
