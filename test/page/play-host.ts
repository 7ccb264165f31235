import { contours } from '../../src/core/sampling/contours.ts';
import type { FromPage } from '../../src/protocol/page.ts';
import { bowl, manyParameters, parabola, rosenbrock, sampleField } from './scenes.ts';

const SCENES = { bowl, rosenbrock, parabola, manyParameters };

/** The name of a scene that a page test shows. */
export type SceneName = keyof typeof SCENES;

/** Plays the extension host inside the page: answers `ready` with a scene and every `sample` with its field. */
export function playHost(name: SceneName): void {
  const { state, value } = SCENES[name]();
  const { postMessage, ...api } = window.acquireVsCodeApi();
  const answer = (message: FromPage) => {
    if (message.type === 'ready') window.postMessage({ type: 'state', state }, '*');
    if (message.type !== 'sample') return;
    const { id, window: wanted, columns, rows } = message;
    const field = sampleField(value, wanted, columns, rows);
    window.postMessage({ type: 'sampled', id, field, contours: contours(field) }, '*');
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
