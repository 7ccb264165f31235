import { describe, expect, test, vi } from 'vitest';
import { EDITOR_THEMES } from './editor-themes.ts';
import { chooseView, messages, PATIENT, useScenes } from './open-scene.ts';

vi.setConfig({ testTimeout: 120_000 });

const openScene = useScenes();

/** The runs on the leader board in their order, by their details. */
const order = (page: import('playwright-core').Page) => page.locator('.board tbody .detail').allInnerTexts();

describe('the race', () => {
  test('orders the runs by f at each moment, and flags those that have ended', async () => {
    const { page, errors } = await openScene('rosenbrock');
    await chooseView(page, 'Race');
    const moment = page.locator('.race output');
    await expect.poll(() => moment.innerText(), PATIENT).toBe('k = 10000 of 10000');
    expect(await order(page)).toEqual([
      'rate = 2e-4, momentum = 0.95',
      'rate = 5e-4',
      'rate = 0.002, momentum = 0.5',
    ]);
    expect(await page.locator('.board .state').allInnerTexts()).toEqual([
      '⚑ small gradient',
      '⚑ iteration limit',
      '⚑ iteration limit',
    ]);
    await page.keyboard.press('Home');
    await expect.poll(() => moment.innerText(), PATIENT).toBe('k = 0 of 10000');
    expect(await page.locator('.board .state').allInnerTexts()).toEqual(['', '', '']);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => moment.innerText(), PATIENT).toBe('k = 2 of 10000');
    expect(await page.locator('.race table').last().innerText()).toContain('on its way');
    expect(errors).toEqual([]);
  });

  test('hundreds of runs of a method have one row, with their median', async () => {
    const opened = await openScene('hundreds');
    const { page, errors } = opened;
    await chooseView(page, 'Race');
    await expect.poll(() => order(page), PATIENT).toEqual(['rate = 5e-4', 'rate = 2e-4, median']);
    // As the row of the method below the picture says.
    const [median] = await page
      .locator('.legend tbody tr:not(.details) .value')
      .allInnerTexts()
      .then((all) => all.slice(1));
    const shown = await page.locator('.board tbody .value').nth(1).innerText();
    expect(Number(shown)).toBeCloseTo(Number(median), 2);
    expect(await page.locator('.board .state').nth(1).innerText()).toBe('⚑ 200 ended');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('button', { name: 'Race as SVG' }).click();
    await expect.poll(async () => (await messages(opened, 'export')).length, PATIENT).toBe(1);
    const figure = JSON.stringify(await messages(opened, 'export'));
    expect(figure).toMatch(/>2\. {2}Momentum × 200, rate = 2e-4, median {3}rosenbrock = [\d.]+, 200 ended</);
    expect(errors).toEqual([]);
  });

  test('plays to its end with the space bar, and the common time line follows', async () => {
    const { page } = await openScene('bowl');
    await chooseView(page, 'Race');
    const moment = page.locator('.race output');
    await expect.poll(() => moment.innerText(), PATIENT).toBe('k = 8 of 8');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => moment.innerText(), PATIENT).toBe('k = 1 of 8');
    await chooseView(page, 'Contour');
    expect(await page.locator('.views > .timeline output').innerText()).toBe('k = 1 of 8');
    await chooseView(page, 'Race');
    await page.getByRole('button', { name: 'Race (Space)' }).waitFor();
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Pause (Space)' }).waitFor();
    await expect.poll(() => moment.innerText(), PATIENT).toBe('k = 8 of 8');
    await page.getByRole('button', { name: 'Race (Space)' }).waitFor();
  });

  test('moves in steps where motion is to be reduced', async () => {
    const { page } = await openScene('rosenbrock', EDITOR_THEMES.light, { reducedMotion: 'reduce' });
    await chooseView(page, 'Race');
    const slider = page.getByRole('slider', { name: 'Moment of the race' });
    await slider.fill('0');
    await page.keyboard.press(' ');
    const seen: number[] = [];
    await expect
      .poll(async () => seen[seen.push(Number(await slider.inputValue())) - 1], { timeout: 45_000 })
      .toBe(1000);
    // A step is a sixteenth of the race.
    expect(seen.every((value) => Math.abs(((value / 1000) * 16) % 1) < 0.01)).toBe(true);
  });

  test('goes by evaluations, and what was chosen survives a reload', async () => {
    const { page, state } = await openScene('rosenbrock');
    await chooseView(page, 'Race');
    await page.getByRole('combobox', { name: 'Race by' }).click();
    await page.getByRole('option', { name: 'by evaluations' }).click();
    const moment = page.locator('.race output');
    await expect.poll(() => moment.innerText(), PATIENT).toBe('20001 of 20001 evaluations');
    await page.getByRole('slider', { name: 'Moment of the race' }).fill('500');
    await expect.poll(() => moment.innerText(), PATIENT).toBe('140 of 20001 evaluations');
    // What is seen is kept a frame later.
    await expect.poll(async () => JSON.stringify(await state()), PATIENT).toContain('"share":0.5');
    const again = await openScene('rosenbrock', EDITOR_THEMES.dark, { state: await state() });
    await expect
      .poll(() => again.page.locator('.race output').innerText(), PATIENT)
      .toBe('140 of 20001 evaluations');
    expect(await again.page.locator('.views > .timeline').isVisible()).toBe(false);
  });

  test.each([1, 1.25, 1.5, 2])(
    'is as sharp as the screen at %s device pixels for one',
    async (deviceScaleFactor) => {
      const { page } = await openScene('bowl', EDITOR_THEMES.light, { deviceScaleFactor });
      await chooseView(page, 'Race');
      await page.locator('.board tbody tr').first().waitFor();
      const off = await page.locator('.race canvas').evaluateAll((canvases) =>
        canvases.map((each) => {
          const { width, height } = each as HTMLCanvasElement;
          const box = each.getBoundingClientRect();
          return Math.max(
            Math.abs(width - box.width * devicePixelRatio),
            Math.abs(height - box.height * devicePixelRatio),
          );
        }),
      );
      expect(Math.max(...off)).toBeLessThanOrEqual(1);
    },
  );
});
