import { expect, test } from 'vitest';
import { mathItalic } from '../../../webview/exports/math-italic.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz∂';
const GREEK = 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψωϵϑϰϕϱϖ';

test.each([...LETTERS, ...GREEK])('%s is slanted by a sign that is the same letter to Unicode', (letter) => {
  const slanted = mathItalic(letter);
  expect(slanted).not.toBe(letter);
  // What a sign is compatible with is written in Unicode's own tables.
  expect(slanted.normalize('NFKC')).toBe(letter.normalize('NFKC'));
});

test.each(['1', 'temp', 'de', '∇', 'ж', ''])('%s stays as it is', (sign) => {
  expect(mathItalic(sign)).toBe(sign);
});
