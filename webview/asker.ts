import { nextCallId } from './call-id.ts';

/**
 * Asks the host one question at a time: while an answer is awaited, only the newest of further questions is kept, so
 * that scrubbing shows as many answers as the worker can give, and never an old one last.
 */
export class Asker<Question, Answer> {
  #open: { readonly id: number; readonly question: Question } | undefined;
  #next: Question | undefined;
  #asked = '';
  readonly #send: (id: number, question: Question) => void;
  readonly #accept: (answer: Answer, question: Question) => void;

  /** @param send puts the question to the host under an id. @param accept is given each answer with its question. */
  constructor(
    send: (id: number, question: Question) => void,
    accept: (answer: Answer, question: Question) => void,
  ) {
    this.#send = send;
    this.#accept = accept;
  }

  /** Asks, unless just this was asked last. */
  ask(question: Question): void {
    const key = JSON.stringify(question);
    if (key === this.#asked) return;
    this.#asked = key;
    if (this.#open) this.#next = question;
    else this.#post(question);
  }

  /** Takes the answer to a call; answers to other calls are left alone. */
  answer(id: number, answer: Answer): void {
    const open = this.#close(id);
    if (open) this.#accept(answer, open.question);
  }

  /** The call failed: the question may be asked again. What is wrong with the objective is shown elsewhere. */
  fail(id: number): void {
    if (this.#close(id) && !this.#open) this.#asked = '';
  }

  #post(question: Question): void {
    this.#open = { id: nextCallId(), question };
    this.#send(this.#open.id, question);
  }

  #close(id: number) {
    const open = this.#open;
    if (open?.id !== id) return undefined;
    this.#open = undefined;
    const next = this.#next;
    this.#next = undefined;
    if (next !== undefined) this.#post(next);
    return open;
  }
}
