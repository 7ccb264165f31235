import { describe, expect, test, vi } from 'vitest';
import type { FromPage } from '../../src/protocol/page.ts';
import { axeViolations } from './axe.ts';
import { EDITOR_THEMES } from './editor-themes.ts';
import { chooseView, messages, PATIENT, settled, useScenes } from './open-scene.ts';

vi.setConfig({ testTimeout: 120_000 });

const openScene = useScenes();

describe('the comparison', () => {
  test('is sorted by any column with the keyboard, and stays so over a reload', async () => {
    const { page, state, errors } = await openScene('rosenbrock');
    await chooseView(page, 'Compare');
    const rows = page.locator('.compared tbody tr .detail');
    await expect.poll(() => rows.count(), PATIENT).toBe(3);
    await page.getByRole('button', { name: 'rosenbrock' }).focus();
    await page.keyboard.press('Enter');
    const sorted = ['rate = 2e-4, momentum = 0.95', 'rate = 5e-4', 'rate = 0.002, momentum = 0.5'];
    await expect.poll(() => rows.allInnerTexts(), PATIENT).toEqual(sorted);
    await page.keyboard.press('Enter');
    await expect.poll(() => rows.allInnerTexts(), PATIENT).toEqual(sorted.toReversed());
    expect(await page.locator('.compared [aria-sort]').getAttribute('aria-sort')).toBe('descending');
    const again = await openScene('rosenbrock', EDITOR_THEMES.dark, { state: await state() });
    await expect
      .poll(() => again.page.locator('.compared tbody tr .detail').allInnerTexts(), PATIENT)
      .toEqual(sorted.toReversed());
    expect(errors).toEqual([]);
  });

  test.each(['rosenbrock', 'longNames', 'manyStarts'] as const)(
    'cuts nothing off in a narrow panel, however it is sorted: %s',
    async (scene) => {
      const viewport = { width: 420, height: 820 };
      const { page } = await openScene(scene, EDITOR_THEMES.light, { viewport });
      await chooseView(page, 'Compare');
      const table = page.locator('.compared');
      await table.locator('tbody tr').first().waitFor();
      for (const head of ['Steps', 'Evaluations', 'Time, ms', 'Ended because']) {
        await table.getByRole('button', { name: head }).click();
        await table.locator('[aria-sort]').getByRole('button', { name: head }).waitFor();
        expect(await table.evaluate((each) => each.scrollWidth - each.clientWidth), head).toBe(0);
      }
      // The numbers stand below their heads.
      const edges = (place: string) =>
        table
          .locator(place)
          .evaluateAll((cells) =>
            cells.map((cell) => Math.round(cell.getBoundingClientRect().right)).filter((right) => right > 0),
          );
      expect(await edges('tbody tr:first-child td.number')).toEqual(await edges('thead th.number'));
    },
  );

  test('hides a run everywhere', async () => {
    const { page } = await openScene('rosenbrock');
    await chooseView(page, 'Compare');
    await page.locator('.compared').getByRole('checkbox', { name: 'Show gd(rate = 5e-4)' }).click();
    await expect.poll(() => page.locator('.compared .is-dimmed').count(), PATIENT).toBe(1);
    await chooseView(page, 'Contour');
    await expect
      .poll(() => page.locator('.contour .paths > g').nth(1).locator('g').count(), PATIENT)
      .toBeLessThan(3);
  });

  test('a rate of the sweep is taken over with the keyboard', async () => {
    const opened = await openScene('bowl');
    const { page, posted } = opened;
    await chooseView(page, 'Compare');
    await page.getByRole('button', { name: 'Sweep' }).click();
    await page.getByText('Gradient descent is best at 0.001').waitFor();
    await expect.poll(() => page.locator('.chart-box .lost').count(), PATIENT).toBeGreaterThan(3);
    await page.getByRole('group', { name: /^Rate sweep/ }).focus();
    await page.keyboard.press('End');
    await page.getByText('Gradient descent, rate 0.002').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByText('Gradient descent, rate 0.001').waitFor();
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => ((await posted()) as FromPage[]).find(({ type }) => type === 'adjust'), PATIENT)
      .toMatchObject({ change: { kind: 'rate', run: 0, rate: { kind: 'constant', value: 0.001 } } });
  });

  test('the cost of a gradient is measured when asked for', async () => {
    const { page } = await openScene('bowl');
    await chooseView(page, 'Compare');
    await page.getByRole('button', { name: 'Measure' }).click();
    await page.getByText('Rf = 12.4 (one forward gradient), Rb = 2.1 (one backpropagation)').waitFor();
    const rows = await page
      .locator('.bars tbody tr')
      .evaluateAll((all) =>
        all.map((row) =>
          [...row.querySelectorAll<HTMLElement>('th, .number')].map((cell) => cell.innerText.trim()),
        ),
      );
    expect(rows).toEqual([
      ['one evaluation of f', '1'],
      ['f and one directional derivative', '1.6'],
      ['one forward gradient', '12.4'],
      ['one backpropagation', '2.1'],
      ['one gradient by forward differences', '3.2'],
    ]);
  });

  test('maps which start leads to which minimum', async () => {
    const { page } = await openScene('himmelblau');
    await chooseView(page, 'Compare');
    await page.getByRole('button', { name: 'Map' }).click();
    const minima = page.locator('.minima tbody tr');
    await expect.poll(() => minima.count(), PATIENT).toBeGreaterThanOrEqual(4);
    const places = await minima.evaluateAll((rows) =>
      rows
        .slice(0, 4)
        .map((row) => [...row.querySelectorAll('.number')].slice(0, 2).map((cell) => cell.textContent)),
    );
    expect(places.map(([x]) => Number(x?.replace('−', '-')).toFixed(1)).sort()).toEqual([
      '-2.8',
      '-3.8',
      '3.0',
      '3.6',
    ]);
    await expect.poll(() => page.locator('.chart-box .basin').count(), PATIENT).toBeGreaterThanOrEqual(4);
    // The sentence counts the starts that lead there, as the list does.
    const note = await page.locator('.panel').filter({ hasText: 'Basins' }).locator('.note').innerText();
    const [, settled, all] = /: (?:(\d+) of )?(\d+) starts lead to \d+ minima/.exec(note) ?? [];
    const shares = await minima.evaluateAll((rows) =>
      rows
        .filter((row) => /^\d+$/.test(row.querySelector('th')?.textContent ?? ''))
        .map((row) => Number.parseFloat(row.lastElementChild?.textContent ?? '')),
    );
    const sum = shares.reduce((total, share) => total + share, 0);
    expect(Math.abs(sum - (100 * Number(settled ?? all)) / Number(all))).toBeLessThan(0.3);
  });

  test.each([
    ['Sweep', 'sweep'],
    ['Map', 'basins'],
    ['Profile', 'profile'],
  ] as const)('%s is cancelled where it is worked out, and can be begun again', async (name, about) => {
    const opened = await openScene('himmelblau');
    const { page } = opened;
    // Answers take longer than anybody waits.
    await page.evaluate((slow) => {
      const answer = window.postMessage.bind(window);
      const later = (message: { about?: string }) => message.about === slow || answer(message, '*');
      Object.assign(window, { postMessage: later });
    }, about);
    const asked = async () => (await messages(opened, 'ask')).filter((message) => message.about === about);
    await chooseView(page, 'Compare');
    await page.getByRole('button', { name, exact: true }).click();
    await expect.poll(async () => (await asked()).length, PATIENT).toBe(1);
    const [first] = await asked();
    const panel = page.locator('.panel').filter({ has: page.getByRole('button', { name: 'Cancel' }) });
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await expect
      .poll(() => messages(opened, 'abandon'), PATIENT)
      .toEqual([{ type: 'abandon', id: first?.id }]);
    await page.getByRole('button', { name, exact: true }).click();
    await expect.poll(async () => (await asked()).length, PATIENT).toBe(2);
    // What was abandoned fails by and by, and ends nothing that was begun since.
    const failed = { type: 'failed', id: first?.id, failure: { kind: 'cancelled', message: 'Cancelled.' } };
    await opened.send(failed);
    await settled(page);
    expect(await page.getByRole('button', { name: 'Cancel' }).count()).toBe(1);
  });

  test('profiles the methods over problems', async () => {
    const { page } = await openScene('rosenbrock');
    await chooseView(page, 'Compare');
    await page.getByRole('button', { name: 'Profile' }).click();
    await page.getByText('Over 4 problems.').waitFor();
    // gd is best on one of four and fails on one; momentum is best on three and solves all.
    const parts = () => page.locator('.solved tbody .number').allInnerTexts();
    await expect.poll(parts, PATIENT).toEqual(['25 %', '75 %', '75 %', '100 %']);
    await page.getByRole('combobox', { name: 'Problems of the profile' }).click();
    await page.getByRole('option', { name: 'Objectives of the file' }).click();
    await expect.poll(() => page.locator('.solved tbody tr').count(), PATIENT).toBe(0);
    await page.getByRole('button', { name: 'Profile' }).click();
    await page.getByText('Over one problem.').waitFor();
  });

  test.each(Object.keys(EDITOR_THEMES) as (keyof typeof EDITOR_THEMES)[])(
    'has nothing that axe finds, in %s',
    async (theme) => {
      const { page } = await openScene('himmelblau', EDITOR_THEMES[theme]);
      await chooseView(page, 'Compare');
      for (const name of ['Sweep', 'Map', 'Profile', 'Measure'])
        await page.getByRole('button', { name, exact: true }).click();
      await page.locator('.solved tbody tr').first().waitFor();
      await page.locator('.minima tbody tr').first().waitFor();
      expect(await axeViolations(page)).toEqual([]);
    },
  );
});
