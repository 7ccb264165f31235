import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { axeViolations } from './axe.ts';
import { EDITOR_THEMES } from './editor-themes.ts';
import { PATIENT, useScenes } from './open-scene.ts';

vi.setConfig({ testTimeout: 90_000 });

const openScene = useScenes();

async function openMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Plot' }).click();
  await page.locator('.options').waitFor();
}

const tick = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true }).click();

describe('the options of the contour plot', () => {
  test('draw the gradient with its components, as the time line goes, and stay over a reload', async () => {
    const { page, state, errors } = await openScene('bowl');
    await openMenu(page);
    await tick(page, 'Gradient with components');
    await page.getByRole('slider', { name: 'Iteration' }).fill('0');
    const labels = () => page.locator('.gradient text').allTextContents();
    await expect.poll(labels, PATIENT).toEqual(['∂J/∂θ₁ = 1.5', '∂J/∂θ₂ = 1.5']);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('slider', { name: 'Iteration' }).fill('1');
    await expect.poll(labels, PATIENT).toEqual(['∂J/∂θ₁ = 0.9', '∂J/∂θ₂ = 0.9']);
    expect(await page.locator('.contour .visually-hidden').innerText()).toContain(
      'The gradient at the iterate shown: ∂J/∂θ₁ = 0.9',
    );
    const again = await openScene('bowl', EDITOR_THEMES.dark, { state: await state() });
    await again.page.locator('.gradient-arrow').waitFor({ state: 'attached', ...PATIENT });
    expect([...errors, ...again.errors]).toEqual([]);
  });

  test('space the levels as the user chooses, fill them or not, and name them or not', async () => {
    const { page, posted } = await openScene('bowl');
    await page.locator('.level-labels text').first().waitFor({ state: 'attached' });
    const levels = () => page.locator('.level-lines').getAttribute('d');
    const before = await levels();
    await openMenu(page);
    await page.getByRole('combobox', { name: 'Spacing of levels' }).click();
    await page.getByRole('option', { name: 'Quantiles' }).click();
    await expect.poll(levels, PATIENT).not.toBe(before);
    expect(JSON.stringify((await posted()).at(-1))).toContain('"scale":"quantile"');
    await tick(page, 'Filled bands');
    await expect.poll(() => page.locator('.field path[fill^="#"]').count(), PATIENT).toBe(0);
    await tick(page, 'Labels on levels');
    await expect.poll(() => page.locator('.level-labels text').count(), PATIENT).toBe(0);
  });

  test('show fields of gradients and evaluations, and say how many there were', async () => {
    const { page } = await openScene('bowl');
    await openMenu(page);
    await tick(page, 'Field of gradients');
    await page.locator('.arrow-field path').waitFor({ state: 'attached', ...PATIENT });
    await tick(page, 'Evaluations of f, ∇f, ∇²f');
    await page.getByText('Evaluated so far: J 0, ∇J 9, ∇²J 0.').waitFor(PATIENT);
    expect(await page.locator('.evaluations-gradient').getAttribute('d')).toMatch(/a2,2/);
  });

  test('show the slope along a direction, which is turned by slider or by its arrow', async () => {
    const { page } = await openScene('bowl');
    await page.getByRole('slider', { name: 'Iteration' }).fill('0');
    await openMenu(page);
    await tick(page, 'Directional derivative');
    await page.getByRole('slider', { name: 'Direction in degrees' }).fill('0');
    const label = () => page.locator('.direction text').textContent();
    await expect.poll(label, PATIENT).toBe('∇ᵥJ = 1.5');
    await page.getByRole('slider', { name: 'Direction in degrees' }).fill('180');
    await expect.poll(label, PATIENT).toBe('∇ᵥJ = −1.5');
    await page.keyboard.press('Escape');
    const grip = await page.locator('.direction-grip').boundingBox();
    if (!grip) throw new Error('the arrow has no grip');
    const [x, y] = [grip.x + grip.width / 2, grip.y + grip.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 168, y, { steps: 3 });
    await page.mouse.up();
    await expect.poll(label, PATIENT).toBe('∇ᵥJ = 1.5');
  });

  test('of a curve show its tangent from the start', async () => {
    const { page, errors } = await openScene('parabola');
    await page.getByRole('slider', { name: 'Iteration' }).fill('0');
    await expect.poll(() => page.locator('.tangent text').textContent(), PATIENT).toBe('dJ/dθ = 4');
    await openMenu(page);
    expect(await page.getByRole('checkbox', { name: 'Filled bands' }).isVisible()).toBe(false);
    await tick(page, 'Tangent');
    await expect.poll(() => page.locator('.tangent').count(), PATIENT).toBe(0);
    expect(errors).toEqual([]);
  });

  test('open and close with the keyboard, which gives the focus back', async () => {
    const { page } = await openScene('bowl', EDITOR_THEMES['high contrast']);
    const plot = page.getByRole('button', { name: 'Plot' });
    await plot.focus();
    await page.keyboard.press('Enter');
    await page.locator('.options').waitFor();
    await page.getByRole('button', { name: 'Plot', expanded: true }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.options').waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Plot');
    await page.keyboard.press('Enter');
    // Who goes on leaves nothing open behind.
    await page.getByRole('slider', { name: 'Iteration' }).focus();
    await page.locator('.options').waitFor({ state: 'hidden' });
  });
});
