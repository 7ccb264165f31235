import type { PageState } from '../src/protocol/page.ts';
import { receiveAnswer, receiveFailure } from './ask.ts';
import { decodeMessage, type Incoming } from './messages.ts';
import { applyRuns, applyState, type Model } from './model.ts';
import { restoreView } from './persisted-view.ts';
import type { Store } from './store.ts';

/** Takes messages of the host from now on. @param fresh is told of every state, and whether it shows another objective. */
export function receiveMessages(
  store: Store<Model>,
  fresh: (state: PageState, other: boolean) => void,
): void {
  const receiveState = (state: PageState) => {
    const model = store.get();
    const change = applyState(model, state);
    const restored = !model.objective && state.objective ? restoreView(state.objective) : {};
    const other = change.objective?.text !== model.objective?.text;
    store.set({ ...change, ...restored });
    fresh(state, other);
  };
  window.addEventListener('message', ({ data }) => {
    const message = readMessage(data);
    if (!message) return;
    if (message.type === 'state') receiveState(message.state);
    else if (message.type === 'runs') store.set(applyRuns(store.get(), message));
    else if (message.type === 'answered') receiveAnswer(message.id, message.answer);
    else receiveFailure(message.id, message.failure);
  });
}

/** A message of the host, or nothing where it is none. */
function readMessage(data: unknown): Incoming | undefined {
  try {
    return decodeMessage(data);
  } catch (error) {
    console.warn('A message was refused:', error);
    return undefined;
  }
}
