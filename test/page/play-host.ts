import type { Trace } from '../../src/core/run/trace.ts';
import { contours } from '../../src/core/sampling/contours.ts';
import type { FromPage, ToPage } from '../../src/protocol/page.ts';
import type { AnswerOf, QuestionName, QuestionOf } from '../../src/protocol/questions.ts';
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
  const ANSWERS: { [Name in QuestionName]: (question: QuestionOf<Name>) => AnswerOf<Name> } = {
    sample: ({ window: wanted, columns, rows }) => {
      const field = sampleField(value, wanted, columns, rows);
      return { field, contours: contours(field) };
    },
    slice: ({ run, iteration, lines, samples }) =>
      sliceField(f, iterate(state.runs[run]?.trace, iteration), lines, samples),
    explain: ({ run, iteration }) => {
      const trace = state.runs[run]?.trace;
      if (!trace) throw new Error('the run has no trace');
      return gradientStep(f, trace, iteration);
    },
  };
  const answerTo = (message: FromPage): ToPage | undefined => {
    switch (message.type) {
      case 'ready':
        return { type: 'state', state };
      case 'ask': {
        const { id, about } = message;
        // The names fit together, as in the host.
        return { type: 'answered', id, about, answer: ANSWERS[about](message.question as never) } as ToPage;
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
