import { describe, expect, test, vi } from 'vitest';
import { EDITOR_THEMES } from './editor-themes.ts';
import { chooseView, PATIENT, useScenes } from './open-scene.ts';

vi.setConfig({ testTimeout: 60_000 });

const openScene = useScenes();

describe('the computation graph', () => {
  test('goes through forwards and backwards, step by step, at the iterate of the time line', async () => {
    const { page, errors } = await openScene('bowl');
    await chooseView(page, 'Graph');
    const output = page.locator('.graph-node').last();
    await output.waitFor();
    await page.getByRole('slider', { name: 'Iteration' }).fill('0');
    const labels = () =>
      page.locator('.graph-node').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
    await expect
      .poll(async () => (await labels())[0], PATIENT)
      .toBe('parameter θ₁, value 0.75, adjoint 1.5, dual part 1');
    expect((await labels()).at(-1)).toContain('value 1.125, adjoint 1');
    const texts = () => page.locator('.graph-node').first().locator('text').allTextContents();
    expect(await texts()).toEqual(['θ₁', '0.75', '∂ 1.5']);
    await page.getByRole('button', { name: 'Begin the pass' }).click();
    await expect.poll(texts, PATIENT).toEqual(['θ₁', '0.75', '']);
    await page.getByRole('button', { name: 'One operation on' }).click();
    await page.getByText('Forwards: θ1^2 = 0.5625.').waitFor();
    expect(errors).toEqual([]);
  });

  test('is walked with the keyboard; dual numbers and what was chosen survive a reload', async () => {
    const { page, state } = await openScene('bowl');
    await chooseView(page, 'Graph');
    await page.locator('.graph-node').last().focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.locator('.graph-detail').innerText(), PATIENT).toContain('power θ');
    expect(await page.locator('.timeline output').innerText()).toBe('k = 8 of 8');
    await page.getByRole('button', { name: 'Dual numbers' }).click();
    const first = page.locator('.graph-node').first().locator('text');
    await expect.poll(() => first.last().textContent(), PATIENT).toBe('+ ε');
    const again = await openScene('bowl', EDITOR_THEMES.dark, { state: await state() });
    await again.page.getByRole('tab', { name: 'Graph', selected: true }).waitFor();
    await again.page.getByRole('button', { name: 'Dual numbers', pressed: true }).waitFor();
  });

  test('parts open and fold on click', async () => {
    const { page } = await openScene('rosenbrock');
    await chooseView(page, 'Graph');
    const part = page.getByRole('button', { name: /product 100\*\(y - x\^2\)\^2/ });
    await part.waitFor();
    const count = () => page.locator('.graph-node').count();
    const before = await count();
    await part.click();
    await expect.poll(count, PATIENT).toBeLessThan(before);
    expect(await part.getAttribute('aria-expanded')).toBe('false');
  });
});
