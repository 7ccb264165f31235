import { expect, test } from 'vitest';
import { useWorkbench } from '../harness.ts';

const workbench = useWorkbench();

const COMMAND = 'Descent: Run gradient descent on selection';

/** In a browser, VS Code stores the layout of its window every 5 s, and not when it is reloaded. */
const FLUSH = 6_000;

const ARTICLE = `import numpy as np

theta = np.array([[2, 1]])
f = lambda theta: theta[:, 0]**2 + theta[:, 1]**2
`;

test("the article's lambda in a Python file", async () => {
  const wb = workbench();
  await wb.writeFile('bowl.py', ARTICLE);
  await wb.openFile('bowl.py');
  await wb.selectLines(4);
  await wb.runCommand(COMMAND);
  const panel = wb.panelFrame();
  await expect
    .poll(() => panel.locator('.legend tbody td.steps').first().textContent(), { timeout: 30_000 })
    .toMatch(/^\d+$/);
  await panel.getByText('minimize f').first().waitFor();
  await wb.screenshot('selection-python');
});

test('the start stands in the selection', async () => {
  const wb = workbench();
  await wb.page.locator('.tab', { hasText: /^bowl\.py/ }).click();
  await wb.selectLines(3, 4);
  await wb.runCommand(COMMAND);
  await wb
    .panelFrame()
    .getByText(/from\s+theta = \[2, 1\]/)
    .first()
    .waitFor({ timeout: 20_000 });
});

test('an equation in a Markdown file', async () => {
  const wb = workbench();
  await wb.writeFile('notes.md', 'The bowl:\n\nθ1² + θ2²\n\nis round.\n');
  await wb.openFile('notes.md');
  await wb.selectLines(3);
  await wb.runCommand(COMMAND);
  await expect
    .poll(() => wb.panelFrame().locator('.source').textContent(), { timeout: 20_000 })
    .toContain('notes.md');
  await expect
    .poll(() => wb.panelFrame().locator('.legend tbody td.steps').first().textContent(), { timeout: 20_000 })
    .toMatch(/^\d+$/);
  await wb.screenshot('selection-markdown');
});

test('a selection that is no objective gets one message', async () => {
  const wb = workbench();
  await wb.page.locator('.tab', { hasText: /^notes\.md/ }).click();
  await wb.selectLines(5);
  await wb.runCommand(COMMAND);
  await expect.poll(() => wb.notifications(), { timeout: 10_000 }).toHaveLength(1);
  await wb.screenshot('selection-refused');
});

test('reload the window: the panel of the selection is back', { timeout: 120_000 }, async () => {
  const wb = workbench();
  await wb.page.waitForTimeout(FLUSH);
  await wb.reload();
  await expect
    .poll(() => wb.panelFrame().locator('.source').textContent(), { timeout: 45_000 })
    .toContain('notes.md');
  await expect
    .poll(() => wb.panelFrame().locator('.legend tbody td.steps').first().textContent(), { timeout: 20_000 })
    .toMatch(/^\d+$/);
});
