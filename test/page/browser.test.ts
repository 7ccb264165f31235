import { expect, test } from 'vitest';
import { usePages } from './browser.ts';

const openPage = usePages();

test('a page and its test exchange messages and state as a webview and the editor do', async () => {
  const { page, posted, send, state, errors } = await openPage({
    html: '<p id="out"></p>',
    variables: { '--vscode-editor-background': '#102030' },
    state: { count: 1 },
    script: `
      declare const acquireVsCodeApi: () => { postMessage(m: unknown): void; getState(): { count: number }; setState(s: unknown): void };
      const editor = acquireVsCodeApi();
      addEventListener('message', ({ data }) => { document.querySelector('#out')!.textContent = data; });
      editor.setState({ count: editor.getState().count + 1 });
      editor.postMessage({ type: 'ready' });`,
  });
  await send('hello');
  await page.getByText('hello').waitFor();
  expect(await posted()).toEqual([{ type: 'ready' }]);
  expect(await state()).toEqual({ count: 2 });
  expect(
    await page.evaluate(() => document.documentElement.style.getPropertyValue('--vscode-editor-background')),
  ).toBe('#102030');
  expect(errors).toEqual([]);
});
