import path from 'node:path';
import * as vscode from 'vscode';
import { changeExperiment, changeKey } from '../core/run/change-experiment.ts';
import type { Experiment } from '../core/run/experiment.ts';
import type { AdjustMessage, PageState } from '../protocol/page.ts';
import type { AskMessage } from '../protocol/questions.ts';
import { CallError } from '../worker/call-error.ts';
import { WorkerClient } from '../worker/worker-client.ts';
import { Debouncer } from './debounce.ts';
import { typeset } from './formula.ts';
import { History } from './history.ts';
import { type KeptChanges, keepChanges, restoreChanges } from './kept-changes.ts';
import { PageCalls } from './page-calls.ts';
import { objectiveView, PageModel, type PostToPage } from './page-model.ts';
import { readChange } from './read-change.ts';
import { type Resolved, resolve } from './resolution.ts';
import { followEdits } from './selection-range.ts';
import type { Source } from './source.ts';
import type { Texts } from './texts.ts';

/** The pause in typing after which an edit takes effect, in milliseconds. */
const PAUSE = 300;

/** A run that is overtaken by changes has this long to show something, in milliseconds. */
const SHOWN = 80;

/** Of runs that take longer than this, in milliseconds, it is shown where they are so far. */
const GLANCE = 600;

/** What a session needs from outside. */
export interface SessionServices {
  readonly texts: Texts;
  /** The worker's script. */
  readonly workerFile: string;
}

/** The way of one source: its text is read again after every edit, its experiment run, and the page told. */
export class Session implements vscode.Disposable {
  readonly #services: SessionServices;
  readonly #worker: WorkerClient;
  readonly #model: PageModel;
  readonly #calls: PageCalls;
  readonly #post: PostToPage;
  readonly #pause = new Debouncer<'edit'>(PAUSE);
  readonly #changed = new vscode.EventEmitter<void>();
  #source: Source;
  /** What the text said when it could last be read. */
  #resolved: Resolved | undefined;
  /** The experiment as it was changed on the page; `undefined` is what the text says. */
  #changes = new History<Experiment | undefined>(undefined);
  #formula: { readonly tex: string; readonly mathml: string } | undefined;
  /** Whether the experiment has changed since it was last run by {@link #runSoon}. */
  #stale = false;
  #catchingUp = false;
  #problemAt: number | undefined;
  /** Rises with every look at the text; the result of an older look is dropped. */
  #look = 0;
  #run = new AbortController();
  #disposed = false;
  /** Whether the page has been loaded. */
  #ready = false;
  /** What was changed before the window was reloaded, until the text is read. */
  #kept: KeptChanges | undefined;

  /** Fires when the source, what is shown of it, or whether it runs may have changed. */
  readonly onDidChange = this.#changed.event;

  /** @param kept what was changed on the page before the window was reloaded. */
  constructor(source: Source, post: PostToPage, services: SessionServices, kept?: KeptChanges) {
    this.#source = source;
    this.#kept = kept;
    this.#services = services;
    this.#post = post;
    this.#worker = new WorkerClient(services.workerFile);
    // While the text is read and the page is loaded, the thread gets ready.
    this.#worker.warmUp();
    this.#model = new PageModel(path.posix.basename(vscode.Uri.parse(source.uri).path), post);
    this.#calls = new PageCalls(this.#worker, () => this.state);
  }

  get source(): Source {
    return this.#source;
  }

  get state(): PageState {
    return this.#model.state;
  }

  /** Whether there is an experiment filled in from defaults, or changed on the page, that could be written down. */
  get canWrite(): boolean {
    return (
      this.#resolved !== undefined &&
      this.state.plan !== undefined &&
      (!this.state.written || this.state.adjusted)
    );
  }

  /** The definition and the experiment as they stand; `undefined` before the first plan. */
  get current(): { readonly resolved: Resolved; readonly plan: string } | undefined {
    const { plan } = this.state;
    return this.#resolved && plan && { resolved: this.#resolved, plan: plan.text };
  }

  /** Where the problem, else the definition, stands in the document. */
  get place(): number {
    return this.#problemAt ?? this.#resolved?.range.start ?? 0;
  }

  /** What was changed on the page, to be kept over a reload of the window. */
  get changes(): KeptChanges | undefined {
    const { plan, adjusted } = this.state;
    return this.#resolved && plan && adjusted ? keepChanges(this.#resolved, plan.text) : this.#kept;
  }

  /** The worker, for tests that end it as a crash would. */
  get worker(): Pick<WorkerClient, 'terminate'> {
    return this.#worker;
  }

  /** Shows another source of the same document, or the same one again. */
  show(source: Source): Promise<void> {
    this.#source = source;
    this.#kept = undefined;
    this.#resolved = undefined;
    this.#changes = new History<Experiment | undefined>(undefined);
    return this.rerun();
  }

  /** The document was edited: reads it again after a pause. */
  edited(event: vscode.TextDocumentChangeEvent): void {
    this.#source = followEdits(this.#source, event);
    this.#pause.request('edit', () => void this.#update('when changed'));
  }

  /** Runs the experiment again. */
  rerun(): Promise<void> {
    this.#pause.cancel('edit');
    return this.#update('always');
  }

  /** Changes the experiment, and runs it without waiting for more changes. */
  async adjust({ gesture, change }: AdjustMessage): Promise<void> {
    const resolved = this.#resolved;
    if (!resolved || this.#calls.choices.length === 0 || this.#problemAt !== undefined) return;
    // What was found by trial is not looked for again.
    const before = this.#changes.present ?? { ...resolved.experiment, methods: this.#calls.choices };
    try {
      const read = readChange(change, before, resolved.definitions);
      this.#changes.push(changeExperiment(before, read, resolved.objective), `${gesture} ${changeKey(read)}`);
    } catch (error) {
      this.#model.change({ failure: CallError.failureOf(error).message });
      return;
    }
    await this.#runSoon();
  }

  /** Takes the last change on the page back. */
  async undo(): Promise<void> {
    if (!this.#changes.canUndo) return;
    this.#changes.undo();
    await this.#runSoon();
  }

  /** Makes the change again that was taken back last. */
  async redo(): Promise<void> {
    if (!this.#changes.canRedo) return;
    this.#changes.redo();
    await this.#runSoon();
  }

  /** Forgets what was changed on the page. */
  async reset(): Promise<void> {
    if (!this.#changes.present) return;
    this.#changes.push(undefined);
    await this.#runSoon();
  }

  /** Ends what is running; runs keep what they have reached. */
  cancel(): void {
    this.#run.abort();
  }

  /** The page asks for everything. */
  ready(): void {
    this.#ready = true;
    this.#model.resend();
  }

  /** Answers a question of the page, exactly once. */
  async answer(question: AskMessage): Promise<void> {
    await this.#post(await this.#calls.answer(question));
  }

  /** The page wants an answer no longer. */
  abandon(id: number): void {
    this.#calls.abandon(id);
  }

  /** Answers a call that makes no sense; what is no call needs no answer. */
  async refuse({ id, why }: { readonly id?: number; readonly why: string }): Promise<void> {
    if (id === undefined) return;
    await this.#post({ type: 'failed', id, failure: { kind: 'input', message: why } });
  }

  dispose(): void {
    this.#disposed = true;
    this.#pause.dispose();
    this.#run.abort();
    this.#calls.dispose();
    this.#worker.dispose();
    this.#model.dispose();
    this.#changed.dispose();
  }

  async #update(run: 'always' | 'when changed'): Promise<void> {
    const look = ++this.#look;
    try {
      const uri = vscode.Uri.parse(this.#source.uri);
      const document = await vscode.workspace.openTextDocument(uri);
      const resolution = await resolve(document, this.#source, this.#services.texts, this.#resolved);
      if (look !== this.#look || this.#disposed) return;
      if ('problem' in resolution) {
        const { line, character } = document.positionAt(resolution.problem.range.start);
        this.#problemAt = resolution.problem.range.start;
        const { message } = resolution.problem;
        this.#model.change({ problem: { message, line: line + 1, column: character + 1 } });
        this.#changed.fire();
        return;
      }
      const same = this.#resolved !== undefined && isSame(this.#resolved, resolution);
      if (!same) this.#changes = new History<Experiment | undefined>(undefined);
      const kept = this.#kept && (await restoreChanges(this.#kept, resolution, this.#services.texts));
      if (look !== this.#look || this.#disposed) return;
      if (kept) this.#changes.push(kept);
      this.#kept = undefined;
      const { written } = resolution;
      this.#source = resolution.source;
      this.#resolved = resolution;
      this.#problemAt = undefined;
      this.#model.change({ problem: undefined, ...(same && { written }) });
      this.#changed.fire();
      if (!same || run === 'always') await this.#execute(resolution);
    } catch (error) {
      if (look !== this.#look || this.#disposed) return;
      this.#model.fail(CallError.failureOf(error));
      this.#changed.fire();
    }
  }

  /** Runs the newest experiment. While changes keep coming, each run has a while to show something before the next. */
  async #runSoon(): Promise<void> {
    this.#stale = true;
    if (this.#catchingUp) return;
    this.#catchingUp = true;
    while (this.#stale && this.#resolved && !this.#disposed) {
      this.#stale = false;
      await Promise.race([this.#execute(this.#resolved), new Promise((done) => setTimeout(done, SHOWN))]);
    }
    this.#catchingUp = false;
  }

  async #execute(resolved: Resolved): Promise<void> {
    this.#run.abort();
    const controller = new AbortController();
    this.#run = controller;
    const { objective, written } = resolved;
    const changed = this.#changes.present;
    const experiment = changed ?? resolved.experiment;
    this.#model.change({ busy: true, tuned: undefined, failure: undefined });
    this.#changed.fire();
    try {
      const view = objectiveView(objective, experiment, await this.#typeset(objective.tex));
      if (this.#run !== controller) return;
      let began = Number.POSITIVE_INFINITY;
      const finished = await this.#worker.run(
        objective,
        experiment,
        (message) => {
          if (this.#run !== controller) return;
          if (message.type === 'progress') {
            this.#model.progress(message);
            if (Date.now() - began > GLANCE) this.#model.glance(objective, experiment);
            return;
          }
          if (message.type === 'tuning') return this.#model.change({ tuned: message.part });
          began = Date.now();
          this.#calls.show(resolved, message);
          if (changed && changed === this.#changes.present)
            this.#changes.refine({ ...changed, methods: message.choices });
          const { canUndo, canRedo } = this.#changes;
          this.#model.plan(view, { written, adjusted: changed !== undefined, canUndo, canRedo }, message);
          this.#changed.fire();
        },
        controller.signal,
      );
      if (this.#run === controller) {
        this.#model.finish(finished);
        if (!this.#ready) void this.#calls.rehearse(finished.window);
      }
    } catch (error) {
      if (this.#run === controller) this.#model.fail(CallError.failureOf(error));
    }
    if (!this.#disposed) this.#changed.fire();
  }

  /** The same formula is typeset once, however often it is run. */
  async #typeset(tex: string): Promise<string> {
    if (this.#formula?.tex !== tex) this.#formula = { tex, mathml: await typeset(tex) };
    return this.#formula.mathml;
  }
}

/** Whether two readings ask for the same run; where they stand in the text does not matter. */
function isSame(a: Resolved, b: Resolved): boolean {
  return (
    a.objective.text === b.objective.text &&
    a.objective.documentation === b.objective.documentation &&
    JSON.stringify(a.experiment) === JSON.stringify(b.experiment)
  );
}
