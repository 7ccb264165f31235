import { expect, test } from 'vitest';
import { resultSentence } from '../../../webview/reason-text.ts';

test.each([
  ['f fell by 5.642e-4 in step 8, less than 0.001', 'J fell by 5.642e−4 in step 8, less than 0.001'],
  ['the norm of the gradient is 9e-7, less than 1e-6', 'The norm of the gradient is 9e−7, less than 1e−6'],
  [
    'no step along the search direction improves f: its change is lost in rounding, or f has a kink here',
    'No step along the search direction improves J: its change is lost in rounding, or J has a kink here',
  ],
  [
    'write gradient = difference(h = 1e-5) for f(x) and f1',
    'Write gradient = difference(h = 1e−5) for f(x) and f1',
  ],
])('%s', (message, sentence) => {
  expect(resultSentence({ message }, 'J')).toBe(sentence);
});
