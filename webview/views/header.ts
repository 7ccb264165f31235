import type { RunView } from '../../src/protocol/page.ts';
import type { Model } from '../model.ts';
import { button } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import { fitFormula } from '../ui/fit-formula.ts';
import { parseMathml } from '../ui/mathml.ts';
import { reachScrolled } from '../ui/reach-scrolled.ts';
import { type ExportActions, ExportMenu } from './export-menu.ts';

/** What the header asks of the page. */
export interface HeaderActions {
  rerun(): void;
  cancel(): void;
  undo(): void;
  redo(): void;
  reveal(): void;
  readonly export: ExportActions;
}

/** A definition that is too long to be typeset is shown up to this many letters: its text is beside the page. */
const LONGEST = 300;

/** The formula, where it comes from, and what is wrong with it at the moment. */
export class HeaderView {
  readonly element: HTMLElement;
  readonly #formula = element('h1', { class: 'formula' });
  readonly #source = element('span', { class: 'source' });
  readonly #documentation = element('span', { class: 'documentation' });
  readonly #progress = element('span', { class: 'hover' });
  readonly #status = element('p', { class: 'status' }, this.#source, this.#progress, this.#documentation);
  readonly #message = element('span', { class: 'message' });
  readonly #problem = element('div', { class: 'problem is-gone', role: 'status' });
  readonly #show;
  readonly #rerun;
  readonly #cancel;
  readonly #undo;
  readonly #redo;
  readonly #export;
  #shown: string | undefined;
  #math: Element | undefined;
  #width = 0;

  constructor(actions: HeaderActions) {
    this.#show = button('Show in editor', actions.reveal);
    this.#rerun = button('Run again', actions.rerun, { icon: 'rerun' });
    this.#export = new ExportMenu(actions.export);
    this.#cancel = button('Cancel (Esc)', actions.cancel, { icon: 'cancel' });
    this.#undo = button('Undo (Ctrl+Z)', actions.undo, { icon: 'undo' });
    this.#redo = button('Redo (Ctrl+Shift+Z)', actions.redo, { icon: 'redo' });
    this.#problem.append(this.#message, this.#show.element);
    this.element = element(
      'header',
      {},
      this.#formula,
      element(
        'div',
        { class: 'actions' },
        ...[this.#cancel, this.#undo, this.#redo, this.#rerun, this.#export].map((each) => each.element),
      ),
      element('div', { class: 'line' }, this.#status, this.#problem),
    );
    new ResizeObserver(() => {
      if (this.#formula.clientWidth !== this.#width) this.#fit();
    }).observe(this.#formula);
  }

  draw({ state, objective, runs }: Model): void {
    const formula = objective ? objective.mathml : '';
    if (this.#shown !== formula) {
      this.#shown = formula;
      const { text = 'Descent' } = objective ?? {};
      const short = text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
      // Not every reader of the screen speaks MathML.
      this.#formula.setAttribute('aria-label', short);
      this.#math = parseMathml(formula);
      this.#formula.replaceChildren(this.#math ?? short);
      this.#fit();
    }
    setText(this.#source, state?.source ?? '');
    setText(this.#documentation, objective?.documentation ?? '');
    setText(this.#progress, state?.busy ? progressText(state.tuned, runs) : '');
    const { problem, failure } = state ?? {};
    setText(this.#message, problem ? `Line ${problem.line}: ${problem.message}` : (failure ?? ''));
    this.#problem.classList.toggle('is-gone', !problem && !failure);
    this.#status.classList.toggle('is-gone', Boolean(problem || failure));
    this.#show.element.classList.toggle('is-gone', !problem);
    this.#rerun.setEnabled(Boolean(objective) && !problem);
    this.#export.setEnabled(Boolean(objective));
    this.#cancel.element.classList.toggle('is-hidden', !state?.busy);
    const changes = Boolean(state?.canUndo || state?.canRedo);
    this.#undo.setEnabled(Boolean(state?.canUndo));
    this.#redo.setEnabled(Boolean(state?.canRedo));
    for (const each of [this.#undo, this.#redo]) each.element.classList.toggle('is-hidden', !changes);
  }

  /** Offers what a view that has just been loaded can export. */
  refreshExports(): void {
    this.#export.refresh();
  }

  /** Breaks the formula into as few lines as fit; what is still too long is scrolled, with the keyboard as well. */
  #fit(): void {
    const formula = this.#formula;
    this.#width = formula.clientWidth;
    if (this.#math) fitFormula(formula, this.#math, () => formula.scrollWidth > formula.clientWidth);
    reachScrolled([formula]);
  }
}

/** How far the experiment is: its rates are tuned, or many runs end one after the other. */
function progressText(tuned: number | undefined, runs: readonly RunView[]): string {
  if (tuned !== undefined) return `Rates are tuned: ${Math.floor(100 * tuned)} %`;
  if (runs.length < 2) return '';
  return `${runs.filter(({ status }) => status === 'done').length} of ${runs.length} runs`;
}
