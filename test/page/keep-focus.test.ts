import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { usePages } from './browser.ts';
import { PATIENT, settled } from './open-scene.ts';

const openPage = usePages();

/** Four buttons in a row, and one that is told whenever something was drawn. */
const HTML = ['first', 'second', 'third', 'fourth']
  .map((name) => `<button id="${name}">${name}</button>`)
  .join('');
const SCRIPT = `
  import { keepFocus } from './webview/keep-focus.ts';
  globalThis.drawn = keepFocus(document.body);
`;

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);

/** Changes the page as a drawing of it would. */
const draw = (page: Page, change: string) => page.evaluate(`${change}; drawn();`);

test.each([
  ['is drawn anew keeps the focus', `third.replaceWith(third)`, 'third'],
  ['moves keeps the focus', `document.body.prepend(third)`, 'third'],
  ['is removed gives it to what was before', `third.remove()`, 'second'],
  ['is hidden gives it to what was before', `third.style.display = 'none'`, 'second'],
  ['is disabled gives it to what was before', `third.disabled = true`, 'second'],
  [
    'goes with all before it gives it to what comes after',
    `for (const each of [first, second, third]) each.remove()`,
    'fourth',
  ],
])('what %s', async (_, change, expected) => {
  const { page } = await openPage({ html: HTML, script: SCRIPT });
  await page.locator('#third').focus();
  await draw(page, change);
  await expect.poll(() => focused(page), PATIENT).toBe(expected);
});

test('who has clicked beside everything is left alone', async () => {
  const { page } = await openPage({ html: HTML, script: SCRIPT });
  await page.locator('#third').focus();
  await page.mouse.click(400, 400);
  await draw(page, 'third.remove()');
  await settled(page);
  await settled(page);
  expect(await focused(page)).toBe('');
});

test('while the focus is in another frame, as in the editor, it is not taken from there', async () => {
  const inner = await openPage({ html: HTML, script: SCRIPT });
  const { page } = await openPage({
    html: `<iframe id="panel" src="${new URL(inner.page.url()).pathname}"></iframe><input id="editor">`,
  });
  const panel = page.frameLocator('#panel');
  await panel.locator('#third').focus();
  await page.locator('#editor').focus();
  await panel.locator('body').evaluate('drawn()');
  await settled(page);
  await settled(page);
  expect(await focused(page)).toBe('editor');
});
