import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { axeViolations } from './axe.ts';
import { EDITOR_THEMES } from './editor-themes.ts';
import { choose, PATIENT, useScenes } from './open-scene.ts';
import { seededRuns } from './scenes.ts';

vi.setConfig({ testTimeout: 120_000 });

const openScene = useScenes();

const label = (page: Page) => page.locator('.chart canvas').getAttribute('aria-label');
const description = (page: Page) => page.locator('.convergence .visually-hidden').textContent();
const iteration = (page: Page) => page.locator('.timeline output').innerText();

describe('the convergence plot', () => {
  test('shows every quantity', async () => {
    const { page } = await openScene('bowl');
    await expect.poll(() => label(page), PATIENT).toBe('J over iteration k, logarithmic');
    await choose(page, 'Quantity', 'J − J*');
    await expect.poll(() => description(page), PATIENT).toContain('k = 8: 0');
    await choose(page, 'Quantity', 'Rate');
    await expect.poll(() => description(page), PATIENT).toContain('k = 8: 0.2');
    await expect.poll(() => label(page), PATIENT).toBe('Rate over iteration k, linear');
  });

  test('is plotted against iterations, evaluations and time, on both scales, and keeps what was chosen', async () => {
    const { page, state, errors } = await openScene('bowl');
    await page.getByRole('button', { name: 'Axes' }).click();
    await choose(page, 'Against', 'evaluations');
    await page.getByRole('checkbox', { name: 'Logarithmic to the right' }).click();
    await expect.poll(() => label(page), PATIENT).toBe('J over evaluations, logarithmic on both axes');
    expect(await axeViolations(page)).toEqual([]);
    const again = await openScene('bowl', EDITOR_THEMES.dark, { state: await state() });
    await expect.poll(() => label(again.page), PATIENT).toBe('J over evaluations, logarithmic on both axes');
    await again.page.getByRole('button', { name: 'Axes' }).click();
    await choose(again.page, 'Against', 'time in seconds');
    await expect.poll(() => label(again.page), PATIENT).toContain('time in seconds');
    expect([...errors, ...again.errors]).toEqual([]);
  });

  test('moves the common time line when it is clicked, whatever it is plotted against', async () => {
    const { page } = await openScene('bowl');
    await page.getByRole('button', { name: 'Axes' }).click();
    await choose(page, 'Against', 'evaluations');
    await page.keyboard.press('Escape');
    const canvas = page.locator('.chart canvas');
    const box = await canvas.boundingBox();
    if (!box) throw new Error('the chart is not shown');
    await canvas.click({ position: { x: 66, y: 100 } });
    await expect.poll(() => iteration(page), PATIENT).toBe('k = 0 of 8');
    await canvas.click({ position: { x: box.width - 12, y: 60 } });
    await expect.poll(() => iteration(page), PATIENT).toBe('k = 8 of 8');
  });

  test('moves it while the pointer is over it, and back when the pointer leaves, unless it was clicked', async () => {
    const { page, state } = await openScene('bowl');
    await page.keyboard.press('Home');
    await expect.poll(() => iteration(page), PATIENT).toBe('k = 0 of 8');
    const kept = await state();
    const canvas = page.locator('.chart canvas');
    const box = await canvas.boundingBox();
    if (!box) throw new Error('the chart is not shown');
    await canvas.hover({ position: { x: box.width - 12, y: 60 } });
    await expect.poll(() => iteration(page), PATIENT).toBe('k = 8 of 8');
    expect(await page.locator('.numbers').first().innerText()).toContain('0.0125971');
    expect(await state()).toEqual(kept);
    await page.locator('h1').hover();
    await expect.poll(() => iteration(page), PATIENT).toBe('k = 0 of 8');
    await canvas.click({ position: { x: box.width - 12, y: 60 } });
    await page.locator('h1').hover();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => iteration(page), PATIENT).toBe('k = 7 of 8');
    // While it plays, the pointer does not hold it up.
    await canvas.hover({ position: { x: 66, y: 100 } });
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await canvas.hover({ position: { x: 70, y: 100 } });
    await expect.poll(() => iteration(page), PATIENT).toBe('k = 8 of 8');
  });

  test('draws runs that differ by their seed as a band, or one by one', async () => {
    const { page, send } = await openScene('bowl');
    await send({ type: 'state', state: seededRuns() });
    await expect
      .poll(() => description(page), PATIENT)
      .toMatch(/gd\(rate = 0\.1\), median.*k = 0: 1\.125 \(/);
    await page.getByRole('button', { name: 'Axes' }).click();
    await page.getByRole('checkbox', { name: 'Bands over seeds and starts' }).click();
    await expect.poll(() => page.locator('.convergence tbody tr').count(), PATIENT).toBe(9);
  });
});
