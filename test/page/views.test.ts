import { describe, expect, test, vi } from 'vitest';
import { axeViolations } from './axe.ts';
import { EDITOR_THEMES } from './editor-themes.ts';
import { EVERY_VIEW } from './every-view.ts';
import { chooseView, messages, PATIENT, settled, useScenes } from './open-scene.ts';
import { bowl } from './scenes.ts';

vi.setConfig({ testTimeout: 60_000 });

const openScene = useScenes();

const WIDE = { width: 1200, height: 820 };
const NARROW = { width: 420, height: 820 };

describe('the row of views', () => {
  test('is moved along with the keyboard, and what was chosen survives a reload', async () => {
    const { page, state, errors } = await openScene('bowl');
    await page.getByRole('tab', { name: 'Contour' }).focus();
    for (const name of ['Surface', 'Slices', 'Steps']) {
      await page.keyboard.press('ArrowRight');
      await page.getByRole('tab', { name, selected: true }).waitFor();
    }
    await page.locator('.step-view .lines').first().waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('tab', { name: 'Slices', selected: true }).waitFor();
    expect(await page.locator('.timeline output').innerText()).toBe('k = 8 of 8');
    await page.locator('.slice-curve').first().waitFor();
    const again = await openScene('bowl', EDITOR_THEMES.dark, { state: await state() });
    await again.page.getByRole('tab', { name: 'Slices', selected: true }).waitFor();
    await again.page.locator('.slice-curve').first().waitFor();
    expect([...errors, ...again.errors]).toEqual([]);
  });
});

describe('the contour plot', () => {
  test('shows the box in which x is sought, and says it', async () => {
    const { page } = await openScene('bowlInBox');
    const box = page.locator('.contour .bounds path');
    await expect.poll(() => box.count(), PATIENT).toBe(2);
    // Three sides, as one is open: two upwards, one to the right.
    expect(await box.nth(1).getAttribute('d')).toMatch(/^M[\d. ]+V[\d.]+M[\d. ]+V[\d.]+M[\d. ]+H[\d.]+$/);
    expect(await page.locator('.contour .visually-hidden').innerText()).toContain(
      'The runs stay within θ1 from 0.25 to 0.875, θ2 from −0.5 on.',
    );
  });
});

describe('a start where f is not finite', () => {
  test('has every view look there, and the estimator say why it has none', async () => {
    const { page, errors } = await openScene('offDomain');
    await page.locator('.contour .field path').first().waitFor();
    const iterate = page.getByRole('table', { name: 'Iterate' });
    expect((await iterate.innerText()).replace(/\s+/g, ' ')).toContain('x 0 J ∞');
    await chooseView(page, 'Slices');
    await expect.poll(() => page.locator('.slice-curve').getAttribute('d'), PATIENT).toMatch(/\d$/);
    await chooseView(page, 'Steps');
    await page.locator('.step-view .lines').first().waitFor();
    await chooseView(page, 'Estimator');
    const caption = page.locator('.estimator .verdict');
    await expect
      .poll(() => caption.innerText(), PATIENT)
      .toBe('J is Infinity at this point; choose another where J and its gradient are finite.');
    expect(await page.locator('.estimator .tiles').isVisible()).toBe(false);
    await chooseView(page, 'Contour');
    await page.locator('.contour').waitFor();
    expect(errors).toEqual([]);
  });
});

describe('slices', () => {
  test('cut every parameter at the iterate of the time line', async () => {
    const opened = await openScene('bowl');
    const { page } = opened;
    await chooseView(page, 'Slices');
    await page.getByRole('slider', { name: 'Iteration' }).fill('0');
    const captions = page.locator('.tile .caption');
    await expect.poll(() => captions.allInnerTexts(), PATIENT).toHaveLength(2);
    await expect
      .poll(async () => (await captions.first().innerText()).replace(/\s+/g, ' '), PATIENT)
      .toBe('θ₁ = 0.75 slope 1.5 curvature 2');
    expect(await page.locator('.slices table').innerText()).toContain("Newton's parabola");
    expect(
      (await messages(opened, 'ask')).filter(({ about }) => about === 'slice').at(-1)?.question,
    ).toMatchObject({ run: 0, iteration: 0 });
  });

  test('of one parameter are one curve, of many the first twelve', async () => {
    const one = await openScene('parabola');
    await chooseView(one.page, 'Slices');
    await expect.poll(() => one.page.locator('.tile').count(), PATIENT).toBe(1);
    const many = await openScene('manyParameters');
    await chooseView(many.page, 'Slices');
    await expect.poll(() => many.page.locator('.tile').count(), PATIENT).toBe(12);
    await many.page.getByText('2 more parameters are not drawn.').waitFor();
    const cut = await many.page
      .locator('.tile .caption')
      .evaluateAll((all) =>
        all
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map((each) => each.textContent),
      );
    expect(cut).toEqual([]);
    // Where the numbers take two lines, the name stays in one piece.
    const heights = (place: string) =>
      many.page.locator(place).evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
    expect(Math.max(...(await heights('.tile .caption .hover')))).toBeGreaterThan(24);
    expect(Math.max(...(await heights('.tile .caption b')))).toBeLessThan(24);
    await many.page.getByText('All parameters along the path, in parallel coordinates').waitFor();
    expect(await many.page.locator('.parallel-now').getAttribute('d')).toMatch(/^M[^L]+(L[^L]+){13}$/);
    expect(await one.page.locator('.parallel-path').isVisible()).toBe(false);
  });
});

describe('the estimator', () => {
  test('draws forward gradients around the truth, and what their mean comes to', async () => {
    const { page, errors } = await openScene('bowl');
    await chooseView(page, 'Estimator');
    await page.getByRole('slider', { name: 'Iteration' }).fill('0');
    const numbers = page.locator('.estimator .numbers');
    await expect
      .poll(async () => (await numbers.innerText()).replace(/\s+/g, ' '), PATIENT)
      .toContain('∂J/∂θ₁ 1.5');
    const cells = await numbers.locator('tbody tr').first().locator('td').allInnerTexts();
    const [truth, mean, error] = cells.map(Number) as [number, number, number];
    expect(truth).toBe(1.5);
    expect(Math.abs(mean - truth)).toBeLessThan(4 * error);
    // ‖∇f‖² + g² = 6.75 is the variance of an entry: the standard error of 10,000 is √(6.75/10,000).
    expect(error).toBeGreaterThan(0.9 * Math.sqrt(6.75e-4));
    expect(error).toBeLessThan(1.1 * Math.sqrt(6.75e-4));
    expect(await page.locator('.estimator .verdict').innerText()).toContain('theory: 3');
    await expect
      .poll(() => page.locator('.estimator .tile path.chart-line').count(), PATIENT)
      .toBeGreaterThan(6);
    // Each of the four figures is there in a sentence and a table, too.
    const read = page.locator('.estimator .visually-hidden');
    await expect.poll(() => read.locator('table').count(), PATIENT).toBe(4);
    const names = ['Estimates', 'Running mean', 'Error of the mean', 'Finite differences'];
    const rows = (name: string) => read.getByRole('table', { name }).locator('tbody tr').allTextContents();
    for (const name of names) expect((await rows(name)).length, name).toBeGreaterThan(1);
    const last = read.getByRole('table', { name: 'Running mean' }).locator('tbody tr').last();
    expect(await last.locator('th').textContent()).toBe('10000');
    expect(Number(await last.locator('td').first().textContent())).toBeCloseTo(mean, 3);
    expect(await read.locator('p').last().textContent()).toMatch(/forward is best at h = [\d.]+e−\d+/);
    expect(errors).toEqual([]);
  });

  test('draws anew, follows its choices, and keeps them over a reload', async () => {
    const { page, state } = await openScene('bowl');
    await chooseView(page, 'Estimator');
    const numbers = page.locator('.estimator .numbers');
    await numbers.getByText('standard error').waitFor();
    const first = await numbers.innerText();
    await page.getByRole('button', { name: 'Draw anew' }).click();
    await expect.poll(() => numbers.innerText(), PATIENT).not.toBe(first);
    await page.getByRole('slider', { name: /^tangents/ }).fill('15');
    // Two tangents: half the error.
    await expect
      .poll(() => page.locator('.estimator .verdict').innerText(), PATIENT)
      .toContain('theory: 1.5');
    await expect
      .poll(async () => JSON.stringify(await state()), PATIENT)
      .toContain('"settings":{"seed":1,"tangents":2}');
  });
});

describe('steps', () => {
  test('put the numbers of the iterate into the rule, and follow the time line', async () => {
    const { page } = await openScene('bowl');
    await chooseView(page, 'Steps');
    const text = async () => (await page.locator('.step-view').innerText()).replace(/\s+/g, ' ');
    await expect.poll(text, PATIENT).toContain('The run ended here');
    await page.keyboard.press('Home');
    await expect.poll(text, PATIENT).toContain('Then all are assigned at once: iterate 1');
    const first = page.locator('.lines').nth(1).locator('tr').first();
    expect((await first.locator('math').allTextContents()).map((each) => each.replace(/\s/g, ''))).toEqual([
      'temp1',
      '0.75−0.2⋅1.5',
      '0.45',
    ]);
    await page.getByText('You walk diagonally').waitFor();
    await page.keyboard.press('ArrowRight');
    await expect.poll(text, PATIENT).toContain('iterate 2');
  });
});

describe('the surface', () => {
  test('rises from the contour plot, turns, and is laid flat into it again', async () => {
    const { page, errors } = await openScene('bowl', EDITOR_THEMES.dark, { reducedMotion: 'reduce' });
    await chooseView(page, 'Surface');
    const plot = page.locator('.plot.space');
    const name = plot.locator('svg text').first();
    await name.waitFor({ timeout: 30_000 });
    const before = await name.getAttribute('x');
    await plot.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => name.getAttribute('x'), PATIENT).not.toBe(before);
    await page.keyboard.press('0');
    await expect.poll(() => name.getAttribute('x'), PATIENT).toBe(before);
    await page.getByRole('button', { name: 'Lay flat' }).click();
    await page.getByRole('tab', { name: 'Contour', selected: true }).waitFor();
    expect(errors).toEqual([]);
  });

  test('is not laid flat any more when something else is chosen on the way', async () => {
    const { page } = await openScene('bowl', EDITOR_THEMES.light, { reducedMotion: 'reduce' });
    await chooseView(page, 'Surface');
    const name = page.locator('.plot.space svg > g:first-child text').first();
    await name.waitFor({ timeout: 30_000 });
    const chosen = () => page.getByRole('tab', { selected: true }).innerText();
    // Faster than any frame.
    const press = async (...names: string[]) => {
      await page.evaluate((labels) => {
        const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
        for (const label of labels) tabs.find(({ textContent }) => textContent === label)?.click();
      }, names);
      for (let frame = 0; frame < 3; frame++) await settled(page);
    };
    await press('Contour', 'Surface');
    expect(await chosen()).toBe('Surface');
    await name.waitFor();
    await press('Contour', 'Slices');
    expect(await chosen()).toBe('Slices');
    await press('Contour');
    expect(await chosen()).toBe('Contour');
  });

  test('rises and is laid flat at once where the editor reduces motion', async () => {
    const { class: of } = EDITOR_THEMES.light.body;
    const options = { body: { ...EDITOR_THEMES.light.body, class: `${of} vscode-reduce-motion` } };
    const { page } = await openScene('bowl', EDITOR_THEMES.light, options);
    await chooseView(page, 'Surface');
    const name = page.locator('.plot.space svg text').first();
    await name.waitFor({ timeout: 30_000 });
    const standing = await name.getAttribute('x');
    // Wherever the name of an axis comes on the way down.
    const noted = await page.evaluateHandle(() => {
      const frame = document.querySelector('.plot.space svg') as Element;
      const seen: string[] = [];
      const note = () =>
        seen.push(frame.querySelector(':scope > g:first-child text')?.getAttribute('x') ?? 'flat');
      new MutationObserver(note).observe(frame, { childList: true });
      return seen;
    });
    await page.getByRole('button', { name: 'Lay flat' }).click();
    await page.getByRole('tab', { name: 'Contour', selected: true }).waitFor();
    const seen = await noted.jsonValue();
    expect(seen).toContain('flat');
    expect(seen.filter((place) => place !== 'flat' && place !== standing)).toEqual([]);
    // What opens below a run does not turn its arrow slowly, either.
    const arrow = page.locator('.disclosure svg').first();
    expect(await arrow.evaluate((each) => getComputedStyle(each).transitionDuration)).toBe('0s');
  });

  test.each([1200, 420])(
    'has round numbers along its edges, which keep apart however it is turned, %d pixels wide',
    async (width) => {
      const options = { reducedMotion: 'reduce', viewport: { width, height: 820 } } as const;
      const { page } = await openScene('bowl', EDITOR_THEMES.light, options);
      await chooseView(page, 'Surface');
      const plot = page.locator('.plot.space');
      const texts = plot.locator('svg text');
      await texts.first().waitFor({ timeout: 30_000 });
      await plot.focus();
      const numbers = new Set<string>();
      for (let turn = 0; turn < 2 * Math.PI; turn += 0.12) {
        await page.keyboard.press('Shift+ArrowRight');
        await settled(page);
        const labels = await texts.evaluateAll((found) =>
          found.map((each) => {
            const { left, right, top, bottom } = each.getBoundingClientRect();
            return { text: each.textContent, left, right, top: top + 3, bottom: bottom - 3 };
          }),
        );
        const touching = labels.flatMap((one, index) =>
          labels
            .slice(index + 1)
            .filter(
              (other) =>
                one.left < other.right &&
                other.left < one.right &&
                one.top < other.bottom &&
                other.top < one.bottom,
            )
            .map((other) => `${one.text} and ${other.text}`),
        );
        expect(touching, `turned by ${turn}`).toEqual([]);
        for (const { text } of labels) numbers.add(text ?? '');
      }
      expect(
        [...numbers]
          .filter((text) => /\d$/.test(text))
          .every((text) => Number(text.replace('−', '-')) % 0.5 === 0),
      ).toBe(true);
      expect(numbers.size).toBeGreaterThan(8);
    },
    120_000,
  );

  test('is cut by a plane through the iterate, with curve and tangent, by key and by choice', async () => {
    const { page, errors } = await openScene('bowl', EDITOR_THEMES.light, { reducedMotion: 'reduce' });
    await page.getByRole('slider', { name: 'Iteration' }).fill('1');
    await chooseView(page, 'Surface');
    await page.locator('.plot.space svg text').first().waitFor({ timeout: 30_000 });
    const note = page.locator('.surface figcaption .note');
    await page.locator('.plot.space').focus();
    await page.keyboard.press('x');
    await expect
      .poll(() => note.textContent(), PATIENT)
      .toContain(
        'The plane θ₂ = 0.45 cuts the surface in the red curve; slope of its tangent: ∂J/∂θ₁ = 0.9.',
      );
    await page.keyboard.press('x');
    await expect.poll(() => note.textContent(), PATIENT).toBe('');
    expect(await page.getByRole('combobox', { name: 'Cut' }).isVisible()).toBe(true);
    expect(errors).toEqual([]);
  }, 120_000);

  test('comes back when the graphics were lost', async () => {
    const { page } = await openScene('bowl', EDITOR_THEMES.light, { reducedMotion: 'reduce' });
    await chooseView(page, 'Surface');
    await page.locator('.plot.space svg text').first().waitFor({ timeout: 30_000 });
    await page.evaluate(() => {
      const gl = document.querySelector<HTMLCanvasElement>('.space canvas')?.getContext('webgl2');
      const extension = gl?.getExtension('WEBGL_lose_context');
      extension?.loseContext();
      setTimeout(() => extension?.restoreContext(), 400);
    });
    await page.getByText('The graphics were lost').waitFor();
    await page.getByText('The graphics were lost').waitFor({ state: 'detached' });
  });

  test('says so where there is no WebGL', async () => {
    const { page } = await openScene('bowl');
    await page.evaluate(() => {
      HTMLCanvasElement.prototype.getContext = () => null;
    });
    await chooseView(page, 'Surface');
    await page.getByText('The surface needs WebGL').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Lay flat' }).click();
    await page.getByRole('tab', { name: 'Contour', selected: true }).waitFor();
    // Laid flat by its key, the surface leaves the keys to the plot that it has become.
    await chooseView(page, 'Surface');
    await page.getByRole('group', { name: /^Surface of J/ }).focus();
    await page.keyboard.press('f');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), PATIENT)
      .toMatch(/^Contour plot of J/);
  });
});

describe('changes of the experiment', () => {
  test('a slider changes the rate, and stays while the rows change', async () => {
    const opened = await openScene('bowl');
    const { page, send } = opened;
    const slider = page.getByRole('slider', { name: 'Rate of Gradient descent' });
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(async () => (await messages(opened, 'adjust')).at(-1), PATIENT)
      .toMatchObject({ change: { kind: 'rate', run: 0, rate: { kind: 'constant', value: 0.209 } } });
    const { state } = bowl();
    const [run] = state.runs;
    if (!run) throw new Error('the scene has a run');
    const plan = { ...run.plan, detail: 'rate = 0.209', text: 'gd(rate = 0.209)' };
    await send({
      type: 'state',
      state: { ...state, generation: 2, adjusted: true, runs: [{ ...run, plan }] },
    });
    await page.getByText('Changed here').waitFor();
    expect(await slider.evaluate((each) => each === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: 'Undo changes' }).click();
    await page.getByRole('button', { name: 'Write to file' }).click();
    await expect.poll(() => messages(opened, 'reset'), PATIENT).toHaveLength(1);
    await expect.poll(() => messages(opened, 'write'), PATIENT).toHaveLength(1);
  });

  test('the start goes where it is dragged, double-clicked or sent by key', async () => {
    const opened = await openScene('bowl');
    const { page } = opened;
    await page.locator('.field path').first().waitFor({ state: 'attached' });
    const plot = page.locator('.contour .plot');
    const starts = async () =>
      (await messages(opened, 'adjust')).map(({ change }) =>
        change.kind === 'start' ? change.x : undefined,
      );
    await plot.dblclick({ position: { x: 200, y: 150 } });
    await expect.poll(starts, PATIENT).toHaveLength(1);
    await plot.focus();
    await page.keyboard.press('d');
    await expect.poll(starts, PATIENT).toHaveLength(2);
    const [, nudged] = await starts();
    expect(nudged?.[0]).toBeGreaterThan(0.75);
    expect(nudged?.[1]).toBeCloseTo(0.75, 2);
    const before = await page.locator('.contour .axes').innerHTML();
    const circle = page.locator('.paths g path').last();
    const from = await page.evaluate(() => {
      const marker = [...document.querySelectorAll('.paths > g:last-child path')][0];
      const { left, top, width, height } = (marker as Element).getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    });
    expect(await circle.count()).toBe(1);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x - 60, from.y + 40, { steps: 3 });
    await page.mouse.up();
    await expect.poll(async () => (await starts()).at(-1)?.[0], PATIENT).toBeLessThan(0.75);
    expect(await page.locator('.contour .axes').innerHTML()).toBe(before);
  });
});

describe.each(Object.entries(EDITOR_THEMES))('in the %s theme', (_, theme) => {
  test('every view is accessible, wide and narrow', async () => {
    const { page, errors } = await openScene('himmelblau', theme, { reducedMotion: 'reduce' });
    for (const [name, ready, open] of EVERY_VIEW) {
      await page.setViewportSize(WIDE);
      await chooseView(page, name);
      if (open) await page.getByText(open, { exact: true }).click();
      await page.locator(ready).first().waitFor({ timeout: 30_000, state: 'attached' });
      for (const size of [WIDE, NARROW]) {
        await page.setViewportSize(size);
        await expect
          .poll(() => page.evaluate(() => document.documentElement.scrollWidth), PATIENT)
          .toBeLessThanOrEqual(size.width);
        await settled(page);
        // What stands around the views is the same with all of them.
        const part = name === 'Contour' ? undefined : '.stage';
        expect(await axeViolations(page, part), `${name}, ${size.width} pixels wide`).toEqual([]);
      }
    }
    expect(errors).toEqual([]);
  }, 400_000);
});
