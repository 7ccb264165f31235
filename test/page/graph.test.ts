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
    await page.getByText('Forwards: θ₁² = 0.5625.').waitFor();
    expect(errors).toEqual([]);
  });

  test('is walked with the keyboard; dual numbers and what was chosen survive a reload', async () => {
    const { page, state } = await openScene('bowl');
    await chooseView(page, 'Graph');
    await page.locator('.graph-node').last().focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.locator('.graph-detail').innerText(), PATIENT).toContain('power θ');
    expect(await page.locator('.timeline output').innerText()).toBe('k = 8 of 8');
    // All nodes are one stop: Tab goes on from where one is.
    const stops = page.locator('.graph-node[tabindex="0"]');
    expect(await stops.count()).toBe(1);
    expect(await stops.evaluate((each) => each === document.activeElement)).toBe(true);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.graph-field'))).toBeNull();
    await page.getByRole('button', { name: 'Dual numbers' }).click();
    const first = page.locator('.graph-node').first().locator('text');
    await expect.poll(() => first.last().textContent(), PATIENT).toBe('+ ε');
    const again = await openScene('bowl', EDITOR_THEMES.dark, { state: await state() });
    await again.page.getByRole('tab', { name: 'Graph', selected: true }).waitFor();
    await again.page.getByRole('button', { name: 'Dual numbers', pressed: true }).waitFor();
  });

  test('is zoomed and moved by wheel, drag and keys, and stays there over a reload; 0 shows all again', async () => {
    const { page, state, errors } = await openScene('rosenbrock');
    await chooseView(page, 'Graph');
    const root = page.locator('.graph-field > svg');
    await root.waitFor();
    const box = async () =>
      ((await root.getAttribute('viewBox')) ?? '').split(' ').map(Number) as [number, number, number, number];
    const whole = await box();
    const { x, y, width, height } = (await root.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    // All of the graph is there at first.
    const nodes = await page
      .locator('.graph-node')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON() as DOMRect));
    for (const node of nodes) {
      expect(node.left).toBeGreaterThanOrEqual(x - 1);
      expect(node.right).toBeLessThanOrEqual(x + width + 1);
      expect(node.bottom).toBeLessThanOrEqual(y + height + 1);
    }
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.wheel(0, -300);
    await expect.poll(async () => (await box())[2], PATIENT).toBeLessThan(whole[2] / 1.2);
    const near = await box();
    // What is in the middle stays there.
    expect(near[0] + near[2] / 2).toBeCloseTo(whole[0] + whole[2] / 2, 0);
    const count = await page.locator('.graph-node').count();
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + 50, y + height / 2, { steps: 3 });
    await page.mouse.up();
    await expect.poll(async () => (await box())[0], PATIENT).toBeLessThan(near[0] - 20);
    await expect.poll(() => page.locator('.graph-node').count(), PATIENT).toBe(count);
    await page.getByRole('button', { name: 'Show the whole graph (0)' }).waitFor();
    const moved = await box();
    // What is seen is kept a frame later.
    await expect.poll(async () => JSON.stringify(await state()), PATIENT).toContain(String(moved[0]));
    const again = await openScene('rosenbrock', EDITOR_THEMES.dark, { state: await state() });
    await expect
      .poll(async () => again.page.locator('.graph-field > svg').getAttribute('viewBox'), PATIENT)
      .toBe(moved.join(' '));
    await page.locator('.graph-node').last().focus();
    await page.keyboard.press('-');
    await expect.poll(async () => (await box())[2], PATIENT).toBeGreaterThan(moved[2]);
    await page.keyboard.press('0');
    await expect.poll(box, PATIENT).toEqual(whole);
    expect(errors).toEqual([]);
  });

  test('parts open and fold on click', async () => {
    const { page } = await openScene('rosenbrock');
    await chooseView(page, 'Graph');
    const part = page.getByRole('button', { name: /product 100·\(y − x²\)²/ });
    await part.waitFor();
    const count = () => page.locator('.graph-node').count();
    const before = await count();
    await part.click();
    await expect.poll(count, PATIENT).toBeLessThan(before);
    expect(await part.getAttribute('aria-expanded')).toBe('false');
  });
});
