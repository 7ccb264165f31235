import type { Trace } from '../../src/core/run/trace.ts';
import { contours } from '../../src/core/sampling/contours.ts';
import type { FromPage, ToPage } from '../../src/protocol/page.ts';
import {
  bowl,
  gradientStep,
  manyParameters,
  parabola,
  rosenbrock,
  sampleField,
  sliceField,
} from './scenes.ts';

const SCENES = { bowl, rosenbrock, parabola, manyParameters };

/** The name of a scene that a page test shows. */
export type SceneName = keyof typeof SCENES;

/** Plays the extension host inside the page: answers `ready` with a scene, and every call as the worker would. */
export function playHost(name: SceneName): void {
  const { state, value, f } = SCENES[name]();
  const { postMessage, ...api } = window.acquireVsCodeApi();
  const answerTo = (message: FromPage): ToPage | undefined => {
    switch (message.type) {
      case 'ready':
        return { type: 'state', state };
      case 'sample': {
        const { id, window: wanted, columns, rows } = message;
        const field = sampleField(value, wanted, columns, rows);
        return { type: 'sampled', id, field, contours: contours(field) };
      }
      case 'slice': {
        const { id, run, iteration, lines, samples } = message;
        const x = iterate(state.runs[run]?.trace, iteration);
        return { type: 'sliced', id, slices: sliceField(f, x, lines, samples) };
      }
      case 'explain': {
        const trace = state.runs[message.run]?.trace;
        if (!trace) return undefined;
        return { type: 'explained', id: message.id, step: gradientStep(f, trace, message.iteration) };
      }
      default:
        return undefined;
    }
  };
  const answer = (message: FromPage) => {
    const reply = answerTo(message);
    if (reply) window.postMessage(reply, '*');
  };
  const acquire = () => ({
    ...api,
    postMessage: (message: unknown) => {
      postMessage(message);
      setTimeout(() => answer(message as FromPage));
    },
  });
  Object.assign(window, { acquireVsCodeApi: acquire });
  const script = document.createElement('script');
  script.type = 'module';
  script.src = '/dist/webview/app.js';
  document.body.append(script);
}

function iterate(trace: Trace | undefined, k: number): number[] {
  if (!trace) throw new Error('the run has no trace');
  const at = trace.iteration.indexOf(k) * trace.dimension;
  return Array.from(trace.x.subarray(at, at + trace.dimension));
}
