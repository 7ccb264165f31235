// Runs in the page that `bench/page/frames.mjs` measures: plays the extension host on Rosenbrock's function with 200 iterations, and answers every dragged start with a
// new run, as the session does, without a worker in between.
import { contours } from '../../src/core/sampling/contours.ts';
import type { FromPage, PageState } from '../../src/protocol/page.ts';
import { descend, grouped, rosenbrock, runOf, sampleField } from './scenes.ts';

const { state, value, f } = rosenbrock();
const gradient = ([x = 0, y = 0]: readonly number[]): number[] => [
  -2 * (1 - x) - 400 * x * (y - x * x),
  200 * (y - x * x),
];
let generation = 1;

function stateFrom(start: readonly number[]): PageState {
  const trace = descend({ f, gradient, start, rate: 5e-4, iterations: 200 });
  const plan = { method: 'gd', title: 'Gradient descent', detail: 'rate = 5e-4' };
  const { runs, plans } = grouped([runOf(trace, plan, 'iterations', 'it took the 200 iterations')]);
  return {
    ...state,
    ...{ generation: ++generation, adjusted: generation > 2, runs },
    ...(state.plan && { plan: { ...state.plan, ...plans, start } }),
  };
}

function answer(message: FromPage): void {
  if (message.type === 'ready') window.postMessage({ type: 'state', state: stateFrom([-1.2, 1]) }, '*');
  else if (message.type === 'adjust' && message.change.kind === 'start') {
    window.postMessage({ type: 'state', state: stateFrom(message.change.x) }, '*');
  } else if (message.type === 'ask' && message.about === 'sample') {
    const { window: wanted, columns, rows } = message.question;
    const field = sampleField(value, wanted, columns, rows);
    const found = { field, contours: contours(field) };
    window.postMessage({ type: 'answered', id: message.id, about: 'sample', answer: found }, '*');
  }
}

Object.assign(window, {
  acquireVsCodeApi: () => ({
    getState: () => undefined,
    setState: () => undefined,
    postMessage: (message: FromPage) => setTimeout(() => answer(message)),
  }),
});
const script = document.createElement('script');
script.type = 'module';
script.src = '/dist/webview/app.js';
document.body.append(script);
