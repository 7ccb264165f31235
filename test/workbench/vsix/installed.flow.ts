import { test } from 'vitest';
import { packagedExtension } from '../../../scripts/paths.mjs';
import { useWorkbench } from '../harness.ts';

const workbench = useWorkbench({ extension: packagedExtension });

test('the packaged extension is installed and offers its commands', async () => {
  const { page } = workbench();
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill('>Descent:');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Descent: ' }).first().waitFor();
  await page.keyboard.press('Escape');
});
