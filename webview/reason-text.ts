import type { RunView } from '../src/protocol/page.ts';

/** Why a run has ended, as a sentence with true minus signs; or what it does. */
export function reasonText({ status, result }: Pick<RunView, 'status' | 'result'>): string {
  if (result) return sentence(result.message).replace(/(?<=\d)e-(?=\d)/g, 'e\u2212');
  return status === 'waiting' ? 'Waiting' : 'Running …';
}

function sentence(text: string): string {
  // A symbol at the start, such as f, keeps its case.
  const isWord = /^\p{Ll}{2}/u.test(text);
  return isWord ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
