import type { RunResult } from '../src/core/run/run-result.ts';
import type { RunView } from '../src/protocol/page.ts';

/** Why a run has ended, as a sentence with true minus signs; or what it does. @param f the objective's name. */
export function reasonText({ status, result }: Pick<RunView, 'status' | 'result'>, f: string): string {
  if (result) return resultSentence(result, f);
  return status === 'waiting' ? 'Waiting' : 'Running …';
}

/** Why a run has ended, as a sentence with true minus signs, without the full stop. @param f the objective's name. */
export function resultSentence({ message }: Pick<RunResult, 'message'>, f: string): string {
  return sentence(message)
    .replace(/(?<=\d)e-(?=\d)/g, 'e\u2212')
    .replace(/(?<![\p{L}\p{N}_.])f(?![\p{L}\p{N}_(])/gu, () => f);
}

function sentence(text: string): string {
  // A symbol at the start, such as f, keeps its case.
  const isWord = /^\p{Ll}{2}/u.test(text);
  return isWord ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
