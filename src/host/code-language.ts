import type { CodeLanguage } from '../frontends/lift.ts';

/** The editor's language ids whose code can hold an objective, and how that code is read. */
const LANGUAGES: Readonly<Record<string, CodeLanguage>> = {
  python: 'python',
  javascript: 'javascript',
  javascriptreact: 'javascript',
  typescript: 'typescript',
  typescriptreact: 'typescript',
};

/** The editor's language ids whose code can hold an objective. */
export const CODE_LANGUAGE_IDS: readonly string[] = Object.keys(LANGUAGES);

/** How code of an editor's language id is read; `undefined` where it holds no objectives for us. */
export function codeLanguage(languageId: string): CodeLanguage | undefined {
  return LANGUAGES[languageId];
}
