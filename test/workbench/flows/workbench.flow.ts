import { expect, test } from 'vitest';
import { useWorkbench } from '../harness.ts';

const workbench = useWorkbench();

test('the palette offers commands of the extension', async () => {
  const { page } = workbench();
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill('>Descent:');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Descent: ' }).first().waitFor();
  await page.keyboard.press('Escape');
});

test('a file is opened, changed and saved, in a copy of the folder', async () => {
  const wb = workbench();
  await wb.openFile('bowl.gd');
  await wb.replaceText('f(x) = x^2\n');
  await wb.save();
  expect(await wb.readFile('bowl.gd')).toBe('f(x) = x^2\n');
});
