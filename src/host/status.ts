import * as vscode from 'vscode';
import { CANCEL_COMMAND } from './command-names.ts';
import type { Panels } from './panels.ts';

/** A run that is over within this time shows no status, in milliseconds. */
const DELAY = 300;

/** While several runs go on, how many have ended is shown anew after so many milliseconds. */
const PACE = 250;

/** One status bar item while something runs, and the context keys by which commands are offered. */
export class Status implements vscode.Disposable {
  readonly #panels: Panels;
  readonly #item = vscode.window.createStatusBarItem('descent.running', vscode.StatusBarAlignment.Left);
  readonly #keys = new Map<string, boolean>();
  readonly #subscriptions: vscode.Disposable[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #progress: ReturnType<typeof setInterval> | undefined;

  constructor(panels: Panels) {
    this.#panels = panels;
    this.#item.name = 'Descent';
    this.#item.command = CANCEL_COMMAND;
    this.#subscriptions = [
      this.#item,
      panels.onDidChange(() => this.#update()),
      vscode.window.onDidChangeActiveTextEditor(() => this.#update()),
    ];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#progress);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #update(): void {
    const running = this.#panels.all.filter(({ session }) => session.state.busy);
    this.#setKey('descent.hasPanel', this.#panels.all.length > 0);
    this.#setKey('descent.running', running.length > 0);
    this.#setKey('descent.canWrite', this.#panels.current?.session.canWrite ?? false);
    const names = running.map(({ session }) => nameWithProgress(session)).join(', ');
    this.#item.text = `$(loading~spin) ${vscode.l10n.t('Descent: {0}', names)}`;
    this.#item.tooltip = vscode.l10n.t('Minimizing {0}. Click to cancel.', names);
    if (running.length === 0) {
      clearTimeout(this.#timer);
      clearInterval(this.#progress);
      this.#timer = undefined;
      this.#progress = undefined;
      this.#item.hide();
    } else {
      this.#timer ??= setTimeout(() => this.#item.show(), DELAY);
      this.#progress ??= setInterval(() => this.#update(), PACE);
    }
  }

  #setKey(key: string, value: boolean): void {
    if (this.#keys.get(key) === value) return;
    this.#keys.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}

/** "J", or "J 12/60" where there are several runs. */
function nameWithProgress({ source, state: { runs } }: Panels['all'][number]['session']): string {
  if (runs.length < 2) return source.name;
  const ended = runs.filter(({ status }) => status === 'done').length;
  return `${source.name} ${ended}/${runs.length}`;
}
