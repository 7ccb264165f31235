import type { RunResult } from '../src/core/run/run-result.ts';
import type { RunView } from '../src/protocol/page.ts';

/** Why a run has ended, as a sentence with true minus signs; or what it does. */
export function reasonText({ status, result }: Pick<RunView, 'status' | 'result'>): string {
  if (result) return resultSentence(result);
  return status === 'waiting' ? 'Waiting' : 'Running …';
}

/** Why a run has ended, as a sentence with true minus signs, without the full stop. */
export function resultSentence({ message }: Pick<RunResult, 'message'>): string {
  return sentence(message).replace(/(?<=\d)e-(?=\d)/g, 'e\u2212');
}

function sentence(text: string): string {
  // A symbol at the start, such as f, keeps its case.
  const isWord = /^\p{Ll}{2}/u.test(text);
  return isWord ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
