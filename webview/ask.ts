import type { Failure } from '../src/protocol/failure.ts';
import type { AnswerOf, AskMessage, QuestionName, QuestionOf } from '../src/protocol/questions.ts';
import { nextCallId } from './call-id.ts';
import type { Decoder } from './decode.ts';
import { host } from './host.ts';

/** Why the host has not answered a question. */
export class AskError extends Error {
  readonly kind: Failure['kind'];

  constructor({ kind, message }: Failure) {
    super(message);
    this.kind = kind;
  }
}

interface Call {
  readonly answer: (value: unknown) => void;
  readonly fail: (error: AskError) => void;
}

const calls = new Map<number, Call>();

/**
 * Asks the host about what a generation shows.
 * @param decode reads the answer, which may be anything.
 * @param signal when it aborts, the host is told that the answer is wanted no longer, and fails it as cancelled.
 * @throws AskError where the host has no answer; `TypeError` where it is not one.
 */
export function ask<Name extends QuestionName>(
  about: Name,
  generation: number,
  question: QuestionOf<Name>,
  decode: Decoder<AnswerOf<Name>>,
  signal?: AbortSignal,
): Promise<AnswerOf<Name>> {
  const id = nextCallId();
  return new Promise((resolve, reject) => {
    const answer = (value: unknown) => {
      try {
        resolve(decode(value, about));
      } catch (error) {
        console.warn('An answer was refused:', error);
        reject(error);
      }
    };
    calls.set(id, { answer, fail: reject });
    const abandon = () => calls.has(id) && host.postMessage({ type: 'abandon', id });
    signal?.addEventListener('abort', abandon, { once: true });
    // The question is that of the name.
    host.postMessage({ type: 'ask', id, generation, about, question } as AskMessage);
  });
}

/** An answer has come; nothing where nobody waits for it. */
export function receiveAnswer(id: number, value: unknown): void {
  take(id)?.answer(value);
}

/** A question has not been answered. */
export function receiveFailure(id: number, failure: Failure): void {
  take(id)?.fail(new AskError(failure));
}

function take(id: number): Call | undefined {
  const call = calls.get(id);
  calls.delete(id);
  return call;
}
