import { expect, test, vi } from 'vitest';
import { EDITOR_THEMES } from './editor-themes.ts';
import { useScenes } from './open-scene.ts';
import { bowl } from './scenes.ts';

vi.setConfig({ testTimeout: 120_000 });

const openScene = useScenes();

test.each([1, 1.25, 1.5, 2])(
  'the convergence plot has the pixels of a screen with a ratio of %d',
  async (ratio) => {
    const { page } = await openScene('bowl', EDITOR_THEMES.light, { deviceScaleFactor: ratio });
    const canvas = page.locator('.chart canvas');
    const size = () =>
      canvas.evaluate((each: HTMLCanvasElement) => {
        const { width, height } = each.getBoundingClientRect();
        return [each.width / width, each.height / height];
      });
    await expect.poll(async () => (await size())[0], { timeout: 15_000 }).toBeCloseTo(ratio, 1);
    expect((await size())[1]).toBeCloseTo(ratio, 1);
  },
);

test('nothing moves when the runs come, and when a change can be taken back', async () => {
  const { page, send } = await openScene('bowl');
  await page.locator('.field path').first().waitFor({ state: 'attached' });
  const places = () =>
    page.evaluate(() =>
      ['.tabs', '.stage', '.timeline', '.legend', '.formula'].map((name) => {
        const { left, top, width } = (document.querySelector(name) as Element).getBoundingClientRect();
        return [name, left, top, width];
      }),
    );
  const before = await places();
  const { state } = bowl();
  await send({
    type: 'state',
    state: { ...state, generation: 2, adjusted: true, canUndo: true, busy: true },
  });
  await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).waitFor();
  expect(await places()).toEqual(before);
});

test.each([1200, 420])('nothing moves while the page opens, %d pixels wide', async (width) => {
  const { page } = await openScene('manyParameters', EDITOR_THEMES.light, {
    viewport: { width, height: 820 },
  });
  await page.locator('.field path').first().waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Plane' }).waitFor();
  const shifts = await page.evaluate(
    () =>
      new Promise<PerformanceEntryList>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries())).observe({
          type: 'layout-shift',
          buffered: true,
        });
        // Without any shift the observer says nothing.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve([])));
      }),
  );
  const sum = shifts.reduce((all, entry) => all + (entry as PerformanceEntry & { value: number }).value, 0);
  expect(sum).toBeLessThan(0.01);
});
