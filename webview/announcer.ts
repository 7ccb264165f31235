import { formatNumber } from '../src/core/figures/format-number.ts';
import type { Model } from './model.ts';
import { element, setText } from './ui/dom.ts';

/** Says results and failures to readers of the screen, once each. */
export class Announcer {
  readonly element = element('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });

  draw({ state, runs, objective }: Model): void {
    if (!state || state.busy || !objective || runs.some(({ result }) => !result)) return;
    const sentences = runs.flatMap(({ plan, result }) =>
      result
        ? [
            `${plan.title}: ${objective.name} ${formatNumber(result.f, 4)} after ${result.iterations} steps; ${result.message}.`,
          ]
        : [],
    );
    setText(this.element, sentences.join(' '));
  }
}
