import type { AnswerOf, QuestionName, QuestionOf } from '../src/protocol/questions.ts';
import { AskError, ask } from './ask.ts';
import type { Decoder } from './decode.ts';

/** Who waits longer than this, in milliseconds, is told that there is work going on. */
const SOON = 400;

/**
 * Asks the host one question at a time: while an answer is awaited, only the newest of further questions is kept, so
 * that scrubbing shows as many answers as the worker can give, and never an old one last.
 */
export class Asker<Name extends QuestionName> {
  #open = false;
  #next: { readonly generation: number; readonly question: QuestionOf<Name> } | undefined;
  #asked = '';
  readonly #about: Name;
  readonly #decode: Decoder<AnswerOf<Name>>;
  readonly #accept: (answer: AnswerOf<Name>, question: QuestionOf<Name>) => void;
  readonly #place: (() => Element) | undefined;
  readonly #refuse: ((sentence: string) => void) | undefined;

  /**
   * @param decode reads an answer.
   * @param accept is given each answer with its question.
   * @param place where the answer is shown: marked as busy while one takes long.
   * @param refuse is given the sentence that says why a question has no answer there, such as a place where f is not finite.
   */
  constructor(
    about: Name,
    decode: Decoder<AnswerOf<Name>>,
    accept: (answer: AnswerOf<Name>, question: QuestionOf<Name>) => void,
    place?: () => Element,
    refuse?: (sentence: string) => void,
  ) {
    this.#about = about;
    this.#decode = decode;
    this.#accept = accept;
    this.#place = place;
    this.#refuse = refuse;
  }

  /** Asks about what a generation shows, unless just this was asked last. */
  ask(generation: number, question: QuestionOf<Name>): void {
    const key = JSON.stringify([generation, question]);
    if (key === this.#asked) return;
    this.#asked = key;
    this.#next = { generation, question };
    if (!this.#open) void this.#send();
  }

  async #send(): Promise<void> {
    this.#open = true;
    for (let next = this.#next; next; next = this.#next) {
      this.#next = undefined;
      const { generation, question } = next;
      const late = setTimeout(() => this.#place?.().setAttribute('aria-busy', 'true'), SOON);
      try {
        this.#accept(await ask(this.#about, generation, question, this.#decode), question);
      } catch (error) {
        if (this.#next) continue;
        // Asked again, it would be refused again.
        if (this.#refuse && error instanceof AskError && error.kind === 'input') this.#refuse(error.message);
        // The question may be asked again. What is wrong with the objective is shown elsewhere.
        else this.#asked = '';
      } finally {
        clearTimeout(late);
      }
    }
    this.#open = false;
    this.#place?.().removeAttribute('aria-busy');
  }
}
