import { describe, expect, test, vi } from 'vitest';
import { chooseView, PATIENT, settled, useScenes } from './open-scene.ts';

// Machines that run tests are busy; what is waited for comes at once otherwise.
vi.setConfig({ testTimeout: 180_000 });

const openScene = useScenes();

describe('names of many letters', () => {
  test('no view of them is wider than the panel, however narrow', async () => {
    const { page, errors } = await openScene('longNames');
    for (const width of [240, 300, 420, 700, 1200]) {
      await page.setViewportSize({ width, height: 800 });
      for (const view of [
        'Contour',
        'Surface',
        'Slices',
        'Steps',
        'Derivation',
        'Graph',
        'Estimator',
        'Race',
        'Compare',
      ]) {
        await chooseView(page, view);
        await settled(page);
        await expect
          .poll(() => page.evaluate(() => document.documentElement.scrollWidth), {
            ...PATIENT,
            message: `${view} at ${width}`,
          })
          .toBeLessThanOrEqual(width);
      }
    }
    expect(errors).toEqual([]);
  });

  test('their numbers are seen, and the names of the axes whole or shortened', async () => {
    const { page } = await openScene('longNames');
    for (const width of [250, 420, 700, 1200]) {
      await page.setViewportSize({ width, height: 800 });
      await settled(page);
      const cells = page.locator('.readout td');
      for (const cell of await cells.all()) {
        const box = await cell.boundingBox();
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      }
      const outside = await page.locator('.contour .axes text').evaluateAll((texts) => {
        const plot = texts[0]?.closest('svg')?.getBoundingClientRect();
        return texts.filter((text) => {
          const { left, right, top, bottom } = text.getBoundingClientRect();
          return (
            !plot ||
            left < plot.left - 1 ||
            right > plot.right + 1 ||
            top < plot.top - 1 ||
            bottom > plot.bottom + 1
          );
        }).length;
      });
      expect(outside).toBe(0);
    }
  });
});

test('what is read off the chart and chosen beside it is not cut, wide or narrow', async () => {
  const { page } = await openScene('rosenbrock');
  for (const width of [280, 420, 700, 1200]) {
    await page.setViewportSize({ width, height: 900 });
    await settled(page);
    const chart = page.locator('.chart');
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 0.6 * (box?.width ?? 0), (box?.y ?? 0) + 60);
    const hover = page.locator('.convergence .hover');
    await expect.poll(() => hover.innerText(), PATIENT).toMatch(/^k \d+: \S+, \S+, \S+$/);
    expect(await hover.evaluate((each) => each.scrollWidth - each.clientWidth)).toBeLessThanOrEqual(0);
    const chosen = page.locator('.convergence').getByRole('combobox');
    const shown = await chosen.evaluate((each) => {
      const value = each.shadowRoot?.querySelector('.selected-value');
      return { text: value?.textContent, cut: value && value.scrollWidth - value.clientWidth };
    });
    expect(shown.text).toContain('rosenbrock');
    expect(shown.cut).toBeLessThanOrEqual(0);
  }
});
