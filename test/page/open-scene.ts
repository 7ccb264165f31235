import type { Page } from 'playwright-core';
import type { FromPage } from '../../src/protocol/page.ts';
import { type OpenPage, type PageOptions, usePages } from './browser.ts';
import { EDITOR_THEMES, type EditorTheme } from './editor-themes.ts';
import type { SceneName } from './play-host.ts';

const NONCE = 'dGhlIHBhZ2Ugb2YgYSB0ZXN0';

// As in the editor; there, 'self' is the webview's own source.
const POLICY = `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${NONCE}'; font-src 'self'; img-src 'self' data:`;

/** Machines that run tests are busy; what is waited for comes at once otherwise. */
export const PATIENT = { timeout: 15_000 };

/** Opens the built page on a scene, held to the content policy that it has in the editor; call it once per file. */
export function useScenes() {
  const openPage = usePages();
  return async (
    scene: SceneName,
    theme: EditorTheme = EDITOR_THEMES.light,
    options: PageOptions = {},
  ): Promise<OpenPage> => {
    const opened = await openPage({
      html: `<meta property="csp-nonce" content="${NONCE}"><link rel="preload" href="/dist/webview/math.woff2" as="font" type="font/woff2" crossorigin><link rel="stylesheet" href="/dist/webview/app.css"><main id="app"></main>`,
      script: `import { playHost } from './test/page/play-host.ts'; playHost('${scene}');`,
      policy: POLICY,
      body: theme.body,
      variables: theme.variables,
      viewport: { width: 1200, height: 820 },
      ...options,
    });
    await opened.page.locator('.legend .reason').first().waitFor();
    return opened;
  };
}

/** What the page has sent of a kind, oldest first. */
export async function messages<Type extends FromPage['type']>(
  { posted }: Pick<OpenPage, 'posted'>,
  type: Type,
): Promise<Extract<FromPage, { type: Type }>[]> {
  return ((await posted()) as FromPage[]).filter(
    (message): message is Extract<FromPage, { type: Type }> => message.type === type,
  );
}

/** Chooses a view by its tab. */
export async function chooseView(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click();
}

/** Chooses an option of a list by its name. */
export async function choose(page: Page, name: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Two frames later: what follows from a change of the page has been drawn. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
