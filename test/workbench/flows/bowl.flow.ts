import { expect, test } from 'vitest';
import { useWorkbench } from '../harness.ts';

const workbench = useWorkbench();

/** In a browser, VS Code stores the layout of its window every 5 s, and not when it is reloaded. */
const FLUSH = 6_000;

const DEFINITION = 2;
const RATE = 6;

/** The legend's first row: the method, f, the number of steps and the reason. */
const steps = () => workbench().panelFrame().locator('.legend tbody td.steps').first();

test('open bowl.gd, click the lens: the path and the 8 steps of the article', async () => {
  const wb = workbench();
  await wb.openFile('bowl.gd');
  await wb.lens('Descent: minimize J').click();
  await expect.poll(() => steps().textContent(), { timeout: 30_000 }).toBe('8');
  const panel = wb.panelFrame();
  await panel.locator('.contour svg.figure path').first().waitFor({ state: 'attached' });
  expect(await panel.locator('math').first().isVisible()).toBe(true);
  await wb.tab('J').first().waitFor();
  await wb.screenshot('bowl');
});

test('the focus stays in the text: what is typed goes there', async () => {
  const wb = workbench();
  expect(await wb.page.locator('.tab.active', { hasText: 'bowl.gd' }).count()).toBe(1);
  const focused = await wb.page.evaluate(() => document.activeElement?.closest('.editor-instance') !== null);
  expect(focused).toBe(true);
});

test('break the text: a banner and a diagnostic, and the picture stays; mend it', async () => {
  const wb = workbench();
  await wb.goTo(DEFINITION);
  await wb.page.keyboard.press('End');
  await wb.page.keyboard.type(' +');
  const banner = wb.panelFrame().locator('.problem');
  await expect.poll(() => banner.textContent(), { timeout: 10_000 }).toContain('Line 2');
  await wb.page.locator('.squiggly-error').first().waitFor({ state: 'attached' });
  expect(await steps().textContent()).toBe('8');
  await wb.screenshot('bowl-broken');
  await wb.page.keyboard.press('Backspace');
  await wb.page.keyboard.press('Backspace');
  await expect.poll(() => banner.isVisible(), { timeout: 10_000 }).toBe(false);
  await expect.poll(() => wb.page.locator('.squiggly-error').count(), { timeout: 10_000 }).toBe(0);
});

test('an edit of the rate runs it again', async () => {
  const wb = workbench();
  await wb.goTo(RATE, '  with  gd(rate = 0.2'.length + 1);
  await wb.page.keyboard.press('Backspace');
  await wb.page.keyboard.type('5');
  await expect.poll(() => steps().textContent(), { timeout: 10_000 }).toBe('1');
  await wb.page.keyboard.press('Backspace');
  await wb.page.keyboard.type('2');
  await expect.poll(() => steps().textContent(), { timeout: 10_000 }).toBe('8');
});

test('reload the window: the panel is back with what was changed on it, and has run', {
  timeout: 180_000,
}, async () => {
  const wb = workbench();
  const detail = () => wb.panelFrame().locator('.legend .detail').textContent();
  await wb.panelFrame().getByRole('slider', { name: 'Rate of Gradient descent' }).focus();
  await wb.page.keyboard.press('ArrowRight');
  await expect.poll(detail, { timeout: 30_000 }).toBe('rate = 0.209');
  await wb.page.waitForTimeout(FLUSH);
  await wb.reload();
  await expect.poll(detail, { timeout: 45_000 }).toBe('rate = 0.209');
  await wb.panelFrame().getByText('Changed here').waitFor();
  await expect.poll(() => steps().textContent(), { timeout: 10_000 }).toMatch(/^\d+$/);
  await wb.screenshot('bowl-reloaded');
});
