import { expect, test, vi } from 'vitest';
import { axeViolations } from './axe.ts';
import { EDITOR_THEMES } from './editor-themes.ts';
import { chooseView, messages, PATIENT, useScenes } from './open-scene.ts';

vi.setConfig({ testTimeout: 60_000 });

const openScene = useScenes();

test('many runs of a method are one row, one colour and one line with a band', async () => {
  const opened = await openScene('manyStarts');
  const { page, errors } = opened;
  const rows = page.locator('.legend tbody tr:not(.details)');
  await expect.poll(() => rows.count(), PATIENT).toBe(2);
  expect(await rows.nth(1).locator('.reason').innerText()).toMatch(
    /^60 runs: 8 of 10 end between \S+ and \S+$/,
  );
  const strokes = page.locator('.contour .paths path[stroke-width="1"]');
  await expect.poll(() => strokes.count(), PATIENT).toBeGreaterThanOrEqual(60);
  const colors = await strokes.evaluateAll((paths) => paths.map((path) => path.getAttribute('stroke')));
  expect(new Set(colors).size).toBe(1);
  // A line for the run that is alone, and one for the median of all others.
  await expect.poll(() => page.locator('.convergence tbody tr').count(), PATIENT).toBe(2);
  expect(await page.locator('.convergence tbody tr').nth(1).locator('th').textContent()).toContain('median');
  expect(errors).toEqual([]);
});

test('a row shows and hides all of its runs, and moves the rate of their method', async () => {
  const opened = await openScene('manyStarts');
  const { page } = opened;
  const thin = page.locator('.contour .paths path[stroke-width="1"]');
  await expect.poll(() => thin.count(), PATIENT).toBeGreaterThanOrEqual(60);
  await page.locator('.legend tbody tr:not(.details)').nth(1).locator('vscode-checkbox').click();
  await expect.poll(() => thin.count(), PATIENT).toBe(0);
  await page.locator('.legend tbody tr:not(.details)').nth(1).locator('vscode-checkbox').click();
  await expect.poll(() => thin.count(), PATIENT).toBeGreaterThanOrEqual(60);
  const slider = page.locator('.legend tbody tr:not(.details)').nth(1).locator('input[type=range]');
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect
    .poll(async () => (await messages(opened, 'adjust')).at(-1)?.change, PATIENT)
    .toMatchObject({ kind: 'rate', run: 1 });
});

test('the table has a row for each method, which opens, hides and shows all of its runs', async () => {
  const { page, errors } = await openScene('manyStarts');
  await chooseView(page, 'Compare');
  const rows = page.locator('.compared tbody tr');
  await expect.poll(() => rows.count(), PATIENT).toBe(2);
  const disclosure = page.getByRole('button', { name: 'The 60 runs of momentum(rate = 2e-4)' });
  await disclosure.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => rows.count(), PATIENT).toBe(62);
  expect(await disclosure.getAttribute('aria-expanded')).toBe('true');
  expect(await disclosure.evaluate((each) => each === document.activeElement)).toBe(true);
  expect(await rows.nth(2).locator('.detail').innerText()).toMatch(/^from \(/);
  await rows.nth(1).getByRole('checkbox').click();
  await expect.poll(() => page.locator('.compared .is-dimmed').count(), PATIENT).toBe(61);
  await rows.nth(3).getByRole('checkbox').click();
  await expect.poll(() => page.locator('.compared .is-dimmed').count(), PATIENT).toBe(59);
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await disclosure.click();
  await expect.poll(() => rows.count(), PATIENT).toBe(2);
  expect(errors).toEqual([]);
});

test.each(Object.entries(EDITOR_THEMES))('nothing stands in the way of anybody: %s', async (_, theme) => {
  const { page } = await openScene('manyStarts', theme);
  expect(await axeViolations(page)).toEqual([]);
});
