import { describe, expect, test, vi } from 'vitest';
import { EDITOR_THEMES } from './editor-themes.ts';
import { chooseView, PATIENT, useScenes } from './open-scene.ts';

vi.setConfig({ testTimeout: 60_000 });

const openScene = useScenes();

describe('derivation', () => {
  test('proves the slope of the bowl by the limit, with the numbers of the time line', async () => {
    const { page, errors } = await openScene('bowl');
    await chooseView(page, 'Derivation');
    const outcome = page.locator('.derivation .outcome');
    await outcome.waitFor();
    expect(await page.locator('.derivation-lines b').allInnerTexts()).toEqual([
      'Definition',
      'Put in',
      'Expand',
      'Cancel',
      'Divide by h',
      'h → 0',
    ]);
    // Nothing is scrolled where all is seen, so Tab goes from the derivation to the time line.
    expect(await page.locator('.formulas[tabindex]').count()).toBe(0);
    await page.getByRole('region', { name: 'Derivative of J by θ₁' }).focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'First (Home)',
    );
    await page.getByRole('slider', { name: 'Iteration' }).fill('0');
    await expect.poll(() => outcome.innerText(), PATIENT).toContain('At iterate 0');
    const texts = async () =>
      (await outcome.locator('math').allTextContents()).map((text) => text.replace(/\s/g, ''));
    await expect.poll(texts, PATIENT).toEqual(['∂J∂θ1', '2⋅0.75', '1.5']);
    expect(errors).toEqual([]);
  });

  test('in a narrow panel the long sums of a proof stand in rows, none cut off', async () => {
    const { page } = await openScene('rosenbrock', EDITOR_THEMES.dark, {
      viewport: { width: 420, height: 900 },
    });
    await chooseView(page, 'Derivation');
    const rows = page.locator('.derivation-lines mtr');
    await expect.poll(() => rows.count(), PATIENT).toBeGreaterThan(8);
    const cut = await page
      .locator('.derivation .formulas')
      .evaluateAll((all) => all.map((each) => each.scrollWidth - each.clientWidth));
    expect(cut).toEqual([0, 0, 0, 0, 0, 0, 0]);
    // What was put in goes on in a second line, between its terms, and in a wide panel again in one.
    const put = page.locator('.outcome .right-side').first().locator('math');
    expect(await put.count()).toBeGreaterThan(1);
    for (const text of (await put.allTextContents()).slice(1)) expect(text).toMatch(/^[+−]/);
    await page.setViewportSize({ width: 1400, height: 900 });
    await expect.poll(() => put.count(), PATIENT).toBe(1);
    await page.setViewportSize({ width: 420, height: 900 });
    await expect.poll(() => put.count(), PATIENT).toBeGreaterThan(1);
    // They begin below one another.
    const spreads = await page.locator('.derivation-lines mtable').evaluateAll((all) =>
      all.map((each) => {
        const lefts = [...each.querySelectorAll('mtd > *')].map((row) => row.getBoundingClientRect().left);
        return Math.max(...lefts) - Math.min(...lefts);
      }),
    );
    expect(spreads.length).toBeGreaterThan(2);
    expect(Math.max(...spreads)).toBeLessThan(3);
  });

  test('goes rule by rule; what a rule leaves open can be folded', async () => {
    const { page } = await openScene('bowl');
    await chooseView(page, 'Derivation');
    await page.getByRole('button', { name: 'Rules' }).click();
    const region = page.getByRole('region', { name: 'Derivative of J by θ₁' });
    await expect.poll(() => region.innerText(), PATIENT).toContain('Power rule');
    // Primes stand beside what they mark; as exponents they would hardly be seen.
    expect(await region.locator('.why mo', { hasText: '′' }).count()).toBeGreaterThan(0);
    expect(await region.locator('.why msup > mo').count()).toBe(0);
    const isOpen = () =>
      region
        .locator('details')
        .first()
        .evaluate((each) => (each as HTMLDetailsElement).open);
    expect(await isOpen()).toBe(true);
    await region.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(isOpen, PATIENT).toBe(false);
  });

  test('works with dual numbers, for each parameter; what was chosen survives a reload', async () => {
    const { page, state } = await openScene('bowl');
    await chooseView(page, 'Derivation');
    await page.getByRole('button', { name: 'θ₂' }).click();
    await page.getByRole('button', { name: 'Dual numbers' }).click();
    const region = page.getByRole('region', { name: 'Derivative of J by θ₂' });
    await expect.poll(() => region.innerText(), PATIENT).toContain('ε² = 0');
    const again = await openScene('bowl', EDITOR_THEMES.dark, { state: await state() });
    await again.page.getByRole('region', { name: 'Derivative of J by θ₂' }).waitFor();
    await again.page.getByRole('button', { name: 'Dual numbers', pressed: true }).waitFor();
  });

  test('of many parameters one is chosen from a list', async () => {
    const { page } = await openScene('manyParameters');
    await chooseView(page, 'Derivation');
    await page.getByRole('region', { name: 'Derivative of L by w₁' }).waitFor();
    await page.getByRole('combobox', { name: 'Parameter' }).click();
    await page.getByRole('option', { name: 'w₁₄' }).click();
    await page.getByRole('region', { name: 'Derivative of L by w₁₄' }).waitFor();
  });
});
