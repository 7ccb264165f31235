import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { axeViolations } from './axe.ts';
import { EDITOR_THEMES } from './editor-themes.ts';
import { choose, chooseView, PATIENT, useScenes } from './open-scene.ts';

vi.setConfig({ testTimeout: 120_000 });

const openScene = useScenes();

const axes = (page: Page) => page.locator('.contour .axes').textContent();
const caption = (page: Page) => page.locator('.contour figcaption .note').first().textContent();

describe('of more than two parameters the plane is chosen', () => {
  test('two parameters, the principal plane, that of the gradient, or at random', async () => {
    const { page, state, errors } = await openScene('manyParameters');
    const openMenu = () => page.getByRole('button', { name: 'Plane' }).click();
    await openMenu();
    await choose(page, 'To the right', 'w₃');
    await expect.poll(() => axes(page), PATIENT).toMatch(/w₃.*w₂/);
    expect(await caption(page)).toContain('The plane of w₃ and w₂ through the end point');
    await choose(page, 'Plane', 'Principal plane of the path');
    await expect.poll(() => axes(page), PATIENT).toMatch(/principal direction 1, \d+ %/);
    await expect.poll(() => caption(page), PATIENT).toContain('The iterate shown lies in the plane.');
    await page.getByRole('slider', { name: 'Iteration' }).fill('9');
    await expect.poll(() => caption(page), PATIENT).toMatch(/The iterate shown lies \S+ off the plane\./);
    await openMenu();
    expect(await axeViolations(page)).toEqual([]);
    await choose(page, 'Plane', 'Random directions');
    await page.getByText('seed 1.').waitFor(PATIENT);
    await page.getByRole('button', { name: 'Other directions' }).click();
    await page.getByText('seed 2.').waitFor(PATIENT);
    await page.getByRole('slider', { name: 'Iteration' }).fill('4');
    await openMenu();
    await choose(page, 'Plane', 'Plane of the gradient');
    await expect.poll(() => axes(page), PATIENT).toContain('along ∇f');
    await page.getByText('Through iterate 4').waitFor(PATIENT);
    await expect.poll(() => caption(page), PATIENT).toContain('The iterate shown lies in the plane.');
    const again = await openScene('manyParameters', EDITOR_THEMES.dark, { state: await state() });
    await expect.poll(() => axes(again.page), PATIENT).toContain('along ∇f');
    await chooseView(again.page, 'Surface');
    // While the surface rises the axes of the flat picture fade out as those of the space appear; then one name is left.
    const names = again.page.locator('.plot.space').getByText('along ∇f');
    await expect.poll(() => names.count(), { timeout: 30_000 }).toBe(1);
    expect([...errors, ...again.errors]).toEqual([]);
  });

  test('a start that is moved in a plane stays as far from it as it was', async () => {
    const { page, posted } = await openScene('manyParameters');
    await page.getByRole('button', { name: 'Plane' }).click();
    await choose(page, 'Plane', 'Random directions');
    await expect.poll(() => axes(page), PATIENT).toContain('random direction');
    await page.keyboard.press('Escape');
    await page.locator('.contour .plot').dblclick({ position: { x: 200, y: 150 } });
    const moved = async () =>
      (await posted()).find((each) => JSON.stringify(each).includes('"kind":"start"'));
    await expect.poll(moved, PATIENT).toBeDefined();
    const message = (await moved()) as { change: { x: number[] } };
    expect(message.change.x).toHaveLength(14);
    expect(message.change.x.every((entry, i) => entry !== 1 - i / 20)).toBe(true);
  });

  test('two parameters need no choice', async () => {
    const { page } = await openScene('bowl');
    expect(await page.getByRole('button', { name: 'Plane' }).count()).toBe(0);
  });
});

test('basins are mapped in the plane that is shown, also an oblique one', async () => {
  const { page, errors } = await openScene('manyParameters');
  await page.getByRole('button', { name: 'Plane' }).click();
  await choose(page, 'Plane', 'Random directions');
  await page.getByText('seed 1.').waitFor(PATIENT);
  await chooseView(page, 'Compare');
  await page.getByRole('button', { name: 'Map' }).click();
  const row = page.locator('.minima tbody tr').first();
  await row.waitFor();
  await page.getByText('starts lead to one minimum. Each is told by its foot in the plane.').waitFor(PATIENT);
  expect(await page.locator('.minima thead').innerText()).toMatch(/random direction 1.*random direction 2/s);
  expect(errors).toEqual([]);
});
