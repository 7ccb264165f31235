import type { StepExplanation, StepLine } from '../../src/core/explain/explain-step.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import type { SvgElement } from '../../src/core/figures/svg.ts';
import type { Table } from '../../src/core/table.ts';
import type { TypesetStep } from '../../src/protocol/questions.ts';
import { step as readStep } from '../answers/step.ts';
import { Asker } from '../asker.ts';
import type { Model } from '../model.ts';
import { runStyle } from '../run-groups.ts';
import { shownIterate } from '../shown-iterate.ts';
import type { PageTheme } from '../theme.ts';
import { element } from '../ui/dom.ts';
import { math } from '../ui/math.ts';
import { reachScrolled } from '../ui/reach-scrolled.ts';
import { mountSvg } from '../ui/svg.ts';
import { stepWalk } from './step-walk.ts';
import type { View, ViewPage } from './view.ts';

/** The step from the iterate shown to the next, with every number in its place in the method's rule. */
export class StepsView implements View {
  readonly element = element('section', {
    class: 'step-view',
    tabindex: '0',
    'aria-label': 'Step with its numbers',
  });
  readonly #asker: Asker<'explain'>;
  #step: TypesetStep | undefined;
  #title = '';
  #theme: PageTheme | undefined;
  #drawn: readonly unknown[] = [];

  constructor({ redraw }: ViewPage) {
    this.#asker = new Asker(
      'explain',
      readStep,
      (step) => {
        this.#step = step;
        redraw();
      },
      () => this.element,
    );
    new ResizeObserver(() => this.#reach()).observe(this.element);
  }

  /** The step as it is laid out. */
  async figure(theme: FigureTheme): Promise<SvgElement | undefined> {
    const shown = this.#theme;
    if (!shown) return undefined;
    const { laidOut } = await import('../exports/laid-out.ts');
    return laidOut(this.element, this.#title, shown, theme);
  }

  async tex(): Promise<string | undefined> {
    const { stepLatex } = await import('../exports/step-export.ts');
    return this.#step && stepLatex(this.#step.tex, this.#title);
  }

  async data(): Promise<Table | undefined> {
    const { stepTable } = await import('../exports/step-export.ts');
    return this.#step && stepTable(this.#step.tex);
  }

  draw(model: Model, theme: PageTheme): void {
    const { runs, selected, objective } = model;
    const shown = shownIterate(model);
    if (shown) {
      const { generation, ...place } = shown;
      this.#asker.ask(generation, place);
    }
    const step = this.#step;
    const key = [step, theme, runs, selected];
    if (!step || !objective || key.every((each, index) => each === this.#drawn[index])) return;
    this.#drawn = key;
    const run = runs[selected];
    this.#theme = theme;
    this.#title = `Step ${step.k} of ${run?.plan.text ?? 'the run'} on ${objective.text}`;
    const ended = run?.result !== undefined && step.k >= run.result.iterations;
    const walk = stepWalk(model, step.k, runStyle(run, theme.series), theme);
    this.element.replaceChildren(
      element(
        'div',
        { class: 'rule' },
        element('h2', {}, run?.plan.title ?? ''),
        math(step.rule),
        settingsLine(step.settings),
      ),
      ...(ended
        ? [element('p', { class: 'note' }, 'The run ended here; this is the step that it would take next.')]
        : []),
      element(
        'div',
        { class: 'walk' },
        element('ol', {}, ...stages(step)),
        walk && element('figure', {}, mountSvg(walk), walkCaption(step)),
      ),
      ...(step.rest > 0
        ? [element('p', { class: 'note' }, `${step.rest} more parameters are updated in the same way.`)]
        : []),
    );
    this.#reach();
  }

  #reach(): void {
    reachScrolled(this.element.querySelectorAll('.lines, .rule > math'));
  }
}

function stages(step: StepExplanation): HTMLElement[] {
  const { k, point, gradient, state, temporaries, source, estimated } = step;
  const found = [
    stage(
      `Iterate ${k}, and the gradient there${estimated ? `, estimated (${source})` : ''}`,
      point.map((line, index) => [line, gradient[index]]),
      '=',
    ),
  ];
  if (state.length > 0)
    found.push(
      stage(
        'What the method carries along',
        state.map((line) => [line]),
        '←',
      ),
    );
  found.push(
    stage(
      'Every new value goes to a temporary',
      temporaries.map((line) => [line]),
      '←',
    ),
    stage(
      temporaries.length > 1
        ? `Then all are assigned at once: iterate ${k + 1}`
        : `Then it is assigned: iterate ${k + 1}`,
      temporaries.map((line, index) => [
        { left: point[index]?.left ?? '', right: line.left, value: line.value },
      ]),
      '←',
    ),
  );
  return found;
}

/** A numbered part of the step; every row holds one line, or two side by side. */
function stage(
  title: string,
  rows: readonly (readonly (Omit<StepLine, 'number'> | undefined)[])[],
  sign: string,
): HTMLElement {
  const cells = ({ left, right, value }: Omit<StepLine, 'number'>) => [
    element('td', { class: 'left' }, math(left)),
    element('td', {}, sign),
    ...(right === undefined
      ? [element('td', { class: 'outcome' }, math(value))]
      : [
          element('td', { class: 'working' }, math(right)),
          element('td', {}, '='),
          element('td', { class: 'outcome' }, math(value)),
        ]),
  ];
  const body = rows.map((row) => element('tr', {}, ...row.flatMap((line) => (line ? cells(line) : []))));
  return element(
    'li',
    {},
    element('h3', {}, title),
    element('table', { class: 'lines', 'aria-label': title }, element('tbody', {}, ...body)),
  );
}

function settingsLine(settings: readonly StepLine[]): HTMLElement {
  return element(
    'p',
    { class: 'settings' },
    ...settings.map(({ left, value }) => element('span', {}, math(left), ' = ', math(value))),
  );
}

/** What a simultaneous update is, and where one entry after the other would lead instead. */
function walkCaption({ sequential, temporaries }: StepExplanation): HTMLElement {
  const text = 'You walk diagonally, not first east, then north.';
  const differs = sequential?.some(({ value }, index) => value !== temporaries[index]?.value);
  if (!sequential || !differs) return element('figcaption', {}, text);
  const lines = sequential.map(({ left, value }) => element('span', {}, math(left), ' = ', math(value)));
  return element(
    'figcaption',
    {},
    element(
      'p',
      {},
      `${text} One after the other, where each sees what those before it have changed, you would come to`,
    ),
    element('p', { class: 'settings' }, ...lines),
  );
}
