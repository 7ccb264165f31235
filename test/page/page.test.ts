import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import type { FromPage, PageState } from '../../src/protocol/page.ts';
import { axeViolations } from './axe.ts';
import type { OpenPage } from './browser.ts';
import { EDITOR_THEMES } from './editor-themes.ts';
import { PATIENT, settled, useScenes } from './open-scene.ts';
import { bowl } from './scenes.ts';

// Machines that run tests are busy; what is waited for comes at once otherwise.
vi.setConfig({ testTimeout: 60_000 });

const openBuilt = useScenes();

async function openScene(...given: Parameters<typeof openBuilt>): Promise<OpenPage> {
  const opened = await openBuilt(...given);
  await opened.page.locator('.field path').first().waitFor({ state: 'attached' });
  return opened;
}

const iteration = (page: Page): Promise<string> => page.locator('.timeline output').innerText();
const samples = async ({ posted }: OpenPage) =>
  ((await posted()) as FromPage[]).flatMap((message) =>
    message.type === 'ask' && message.about === 'sample' ? [message.question] : [],
  );

describe('the page', () => {
  test("draws the article's bowl: path, field, numbers and the reason in words", async () => {
    const { page, errors, posted } = await openScene('bowl');
    expect(await page.locator('h1 math').count()).toBe(1);
    await expect.poll(() => page.locator('.level-labels text').count(), PATIENT).toBeGreaterThan(4);
    expect(await iteration(page)).toBe('k = 8 of 8');
    const numbers = await page.locator('.numbers').innerText();
    expect(numbers.replace(/\s+/g, ' ')).toContain('θ₁ 0.0125971 θ₂ 0.0125971 J 3.17375e−4');
    expect(await page.locator('.legend tbody').innerText()).toContain('J fell by 5.642e−4, less than 1e−3');
    expect(((await posted()) as FromPage[])[0]).toEqual({ type: 'ready' });
    expect(errors).toEqual([]);
  });

  test('follows the keyboard: arrows step, Home and End go to the ends, Space plays', async () => {
    const { page } = await openScene('bowl');
    const press = async (key: string) => {
      await page.keyboard.press(key);
      await settled(page);
      return iteration(page);
    };
    expect(await press('ArrowLeft')).toBe('k = 7 of 8');
    expect(await press('Home')).toBe('k = 0 of 8');
    expect(await page.locator('.numbers').innerText()).toContain('0.75');
    expect(await press('ArrowRight')).toBe('k = 1 of 8');
    expect(await press('End')).toBe('k = 8 of 8');
  });

  test('keeps what was chosen once for each choice, and not while nothing is', async () => {
    const { page, send } = await openScene('bowl');
    const saved = () => page.evaluate(() => (window as unknown as { saved: number }).saved);
    await page.evaluate(() => {
      const { editor } = window;
      let { state } = editor;
      Object.assign(window, { saved: 0 });
      Object.defineProperty(editor, 'state', {
        get: () => state,
        set: (value) => {
          state = value;
          Object.assign(window, { saved: (window as unknown as { saved: number }).saved + 1 });
        },
      });
    });
    await page.keyboard.press('ArrowLeft');
    await expect.poll(saved, PATIENT).toBe(1);
    const { state } = bowl();
    await send({ type: 'state', state: { ...state, busy: true } });
    await page.getByRole('button', { name: 'Cancel (Esc)' }).waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event('resize')));
    await settled(page);
    expect(await saved()).toBe(1);
  });

  test('sets formulas in the font that it brings, brackets no larger than what they hold', async () => {
    const { page, send } = await openScene('bowl');
    const fonts = () =>
      page.evaluate(() => [...document.fonts].map(({ family, status }) => `${family} ${status}`));
    await expect.poll(fonts, PATIENT).toEqual(['Descent Math loaded']);
    const bracket = (sign: string) => `<mo fence="true" stretchy="true">${sign}</mo>`;
    const set = (inner: string) => `<mrow>${bracket('(')}${inner}${bracket(')')}</mrow>`;
    const mathml = `<math>${set('<mi>x</mi>')}${set('<mfrac><mi>x</mi><mi>y</mi></mfrac>')}</math>`;
    const { state } = bowl();
    if (!state.objective) throw new Error('the bowl has an objective');
    await send({ type: 'state', state: { ...state, objective: { ...state.objective, mathml } } });
    const heights = () =>
      page.locator('h1 mo').evaluateAll((signs) => signs.map((sign) => sign.getBoundingClientRect().height));
    await expect.poll(async () => (await heights()).length, PATIENT).toBe(4);
    const [low, , high] = await heights();
    expect(high).toBeGreaterThan(1.5 * (low ?? Number.NaN));
  });

  test('plays when Space is pressed, and stops when it is pressed again', async () => {
    const { page } = await openScene('rosenbrock');
    await page.keyboard.press('Home');
    await expect.poll(() => iteration(page), PATIENT).toBe('k = 0 of 10000');
    await page.keyboard.press('Space');
    await expect.poll(() => iteration(page), PATIENT).toMatch(/k = [1-9]\d* of/);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    const stopped = await iteration(page);
    await settled(page);
    await settled(page);
    expect(await iteration(page)).toBe(stopped);
  });

  test('scrubs with the slider, the chart and the buttons', async () => {
    const { page } = await openScene('bowl');
    await page.getByRole('slider', { name: 'Iteration' }).fill('3');
    await expect.poll(() => iteration(page), PATIENT).toBe('k = 3 of 8');
    const canvas = page.locator('.chart canvas');
    const box = await canvas.boundingBox();
    await canvas.click({ position: { x: (box?.width ?? 0) - 12, y: 60 } });
    await expect.poll(() => iteration(page), PATIENT).toBe('k = 8 of 8');
    await page.getByRole('button', { name: 'Step back' }).click();
    await expect.poll(() => iteration(page), PATIENT).toBe('k = 7 of 8');
  });

  test('zooms and pans at once, and asks for the field of where it went', async () => {
    const opened = await openScene('bowl');
    const { page } = opened;
    const plot = page.locator('.contour .plot');
    const before = await samples(opened);
    await plot.hover({ position: { x: 300, y: 200 } });
    // On a fast machine the new field is there before a test could look at the old one.
    const transformed = page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const figure = document.querySelector('.contour .figure') as Element;
          const seen = () => figure.querySelector('[transform^=matrix]') && resolve(true);
          new MutationObserver(seen).observe(figure, { subtree: true, attributeFilter: ['transform'] });
        }),
    );
    await page.mouse.wheel(0, -300);
    expect(await transformed).toBe(true);
    await expect.poll(async () => (await samples(opened)).length, PATIENT).toBeGreaterThan(before.length);
    const zoomed = (await samples(opened)).at(-1);
    const first = before.at(-1);
    if (!zoomed || !first) throw new Error('no sample was asked for');
    expect(zoomed.window.x[1] - zoomed.window.x[0]).toBeLessThan(first.window.x[1] - first.window.x[0]);
    await expect.poll(() => page.locator('.figure [transform^=matrix]').count(), PATIENT).toBe(0);

    await plot.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect
      .poll(async () => (await samples(opened)).at(-1)?.window.x[0], PATIENT)
      .toBeGreaterThan(zoomed.window.x[0]);
    await page.keyboard.press('0');
    await expect.poll(async () => (await samples(opened)).at(-1)?.window, PATIENT).toEqual(first.window);
  });

  test('while the pointer is held down numbers follow, and what is read aloud comes when it is let go', async () => {
    const { page, send } = await openScene('bowl');
    const { state } = bowl();
    const [run] = state.runs;
    if (!run?.result) throw new Error('the scene has no result');
    const words = page.locator('.contour .visually-hidden td');
    const label = await page.locator('.contour .axes text').first().elementHandle();
    await page.locator('.contour .plot').hover({ position: { x: 300, y: 200 } });
    await page.mouse.down();
    for (const f of [0.125, 0.375]) {
      await send({ type: 'state', state: { ...state, runs: [{ ...run, result: { ...run.result, f } }] } });
      await expect.poll(() => page.locator('.legend .value').last().innerText(), PATIENT).toBe(String(f));
    }
    expect(await words.allInnerTexts()).not.toContain('0.375');
    await page.mouse.up();
    expect(await words.allInnerTexts()).toContain('0.375');
    expect(await label?.evaluate(({ isConnected }) => isConnected)).toBe(true);
  });

  test('takes a field that comes coarser than it was asked for, and does not ask again', async () => {
    const opened = await openScene('costly');
    const { page } = opened;
    expect((await samples(opened)).length).toBe(1);
    await page.keyboard.press('Home');
    await expect.poll(() => iteration(page), PATIENT).toBe('k = 0 of 8');
    await settled(page);
    expect((await samples(opened)).length).toBe(1);
  });

  test('drops the answer to a question that it no longer asks', async () => {
    const opened = await openScene('bowl');
    const { page, send } = opened;
    const lines = () => page.locator('.level-lines').getAttribute('d');
    const drawn = await lines();
    const { state } = bowl();
    const field = {
      window: state.window,
      columns: 2,
      rows: 2,
      values: new Float64Array(4),
      minimum: 0,
      maximum: 0,
    };
    await send({
      type: 'answered',
      id: 0,
      about: 'sample',
      answer: { field, contours: { levels: [], scale: 'linear' } },
    });
    await settled(page);
    expect(await lines()).toBe(drawn);
  });

  test('reads out the place under the pointer', async () => {
    const { page } = await openScene('bowl');
    await page.locator('.contour .plot').hover({ position: { x: 300, y: 200 } });
    await expect
      .poll(() => page.locator('.contour figcaption .hover').innerText(), PATIENT)
      .toMatch(/^θ₁ \S+ {3}θ₂ \S+ {3}J \S+ {3}∇J \S+, \S+$/);
  });

  test('hides a run and shows it again', async () => {
    const { page } = await openScene('rosenbrock');
    const paths = () => page.locator('.paths > path').count();
    expect(await paths()).toBe(3);
    const box = page.getByRole('checkbox', { name: /^Show gd/ });
    await box.click();
    await expect.poll(paths, PATIENT).toBe(2);
    await expect.poll(() => iteration(page), PATIENT).toBe('k = 3000 of 3000');
    await box.click();
    await expect.poll(paths, PATIENT).toBe(3);
  });

  test('keeps iteration, place and hidden runs over a reload', async () => {
    const opened = await openScene('rosenbrock');
    const { page, state } = opened;
    await page.getByRole('checkbox', { name: /^Show momentum.*0.5/ }).click();
    await page.getByRole('slider', { name: 'Iteration' }).fill('1200');
    await page.locator('.contour .plot').focus();
    const asked = (await samples(opened)).length;
    await page.keyboard.press('+');
    await expect.poll(async () => (await samples(opened)).length, PATIENT).toBe(asked + 1);
    await expect.poll(() => page.locator('.figure [transform^=matrix]').count(), PATIENT).toBe(0);
    await settled(page);
    const kept = await state();
    const camera = (await samples(opened)).at(-1)?.window;

    const again = await openScene('rosenbrock', EDITOR_THEMES.dark, { state: kept });
    await expect.poll(() => iteration(again.page), PATIENT).toBe('k = 1200 of 10000');
    await expect.poll(() => again.page.locator('.paths > path').count(), PATIENT).toBe(2);
    const restored = (await samples(again)).at(-1)?.window;
    expect(restored?.x[0]).toBeCloseTo(camera?.x[0] ?? Number.NaN, 9);
    expect(restored?.y[1]).toBeCloseTo(camera?.y[1] ?? Number.NaN, 9);
  });

  test('says what is wrong with the text and keeps the last good picture', async () => {
    const { page, send, posted, errors } = await openScene('bowl');
    const { state } = bowl();
    const drawn = await page.locator('.level-lines').getAttribute('d');
    const { objective: _, plan: __, window: ___, ...rest } = state;
    const broken: PageState = {
      ...rest,
      generation: 2,
      runs: [],
      problem: { message: 'θ3 is not defined; did you mean θ2?', line: 3, column: 14 },
    };
    await send({ type: 'state', state: broken });
    await page.getByText('Line 3: θ3 is not defined; did you mean θ2?').waitFor();
    expect(await page.locator('.level-lines').getAttribute('d')).toBe(drawn);
    await expect.poll(() => page.locator('.paths path').count(), PATIENT).toBeGreaterThan(3);
    await page.getByRole('button', { name: 'Show in editor' }).click();
    await expect.poll(posted, PATIENT).toContainEqual({ type: 'reveal' });
    await send({ type: 'state', state: { ...state, generation: 3 } });
    await page.getByText('Line 3').waitFor({ state: 'hidden' });
    expect(errors).toEqual([]);
  });

  test('leaves the picture where the user put it when the runs come anew', async () => {
    const opened = await openScene('bowl');
    const { page, send } = opened;
    await page.locator('.contour .plot').focus();
    await page.keyboard.press('+');
    await expect.poll(() => page.locator('.figure [transform^=matrix]').count(), PATIENT).toBe(0);
    const axis = () => page.locator('.contour .axes').innerHTML();
    await settled(page);
    const before = await axis();
    const { state } = bowl();
    const window = { coordinates: [0, 1] as const, x: [-5, 5] as const, y: [-5, 5] as const };
    await send({ type: 'state', state: { ...state, generation: 2, window } });
    await settled(page);
    expect(await axis()).toBe(before);
    const objective = state.objective && { ...state.objective, name: 'K', coordinates: ['a', 'b'] };
    await send({ type: 'state', state: { ...state, objective, generation: 3, window } });
    await expect.poll(axis, PATIENT).not.toBe(before);
  });

  test('drops runs of an older experiment and takes those of the present one', async () => {
    const { page, send } = await openScene('bowl');
    const run = { ...bowl().state.runs[0], status: 'running', result: undefined };
    await send({ type: 'runs', generation: 0, runs: [{ index: 0, run }] });
    await settled(page);
    expect(await page.locator('.legend .reason').innerText()).toContain('J fell by');
    await send({ type: 'runs', generation: 1, runs: [{ index: 0, run }] });
    await expect.poll(() => page.locator('.legend .reason').innerText(), PATIENT).toBe('Running …');
  });

  test('refuses messages that make no sense, and goes on', async () => {
    const { page, send, errors } = await openScene('bowl');
    for (const message of [
      undefined,
      7,
      { type: 'state' },
      { type: 'runs', generation: 1, runs: [{ index: 0 }] },
    ])
      await send(message);
    await settled(page);
    expect(errors).toEqual([]);
    await page.keyboard.press('Home');
    await expect.poll(() => iteration(page), PATIENT).toBe('k = 0 of 8');
  });

  test('a definition of thousands of letters leaves the picture in sight', async () => {
    const { page, send } = await openScene('bowl');
    const { state } = bowl();
    if (!state.objective) throw new Error('the bowl has an objective');
    const heading = page.getByRole('heading', { level: 1 });
    const show = (given: { text: string; mathml: string }) =>
      send({ type: 'state', state: { ...state, objective: { ...state.objective, ...given } } });
    const low = async () => (await page.locator('.contour .plot').boundingBox())?.y ?? Number.NaN;
    await show({ text: `J(x) = ${'x + '.repeat(5000)}x`, mathml: 'none' });
    await expect.poll(() => heading.innerText(), PATIENT).toMatch(/^J\(x\) = x \+ .* …$/);
    expect(await low()).toBeLessThan(500);
    const term = '<mo>+</mo><msup><mi>x</mi><mn>2</mn></msup>';
    await show({ text: 'J', mathml: `<math>${term.repeat(1000)}</math>` });
    await expect.poll(() => heading.locator('mi').count(), PATIENT).toBe(1000);
    expect(await low()).toBeLessThan(500);
    // What is out of sight is reached with the keyboard.
    await expect.poll(() => heading.getAttribute('tabindex'), PATIENT).toBe('0');
  });

  test('lets nothing but a formula into the heading', async () => {
    const { page, send, errors } = await openScene('bowl');
    const { state } = bowl();
    const mathml =
      '<math><mi href="https://example.org">J</mi><script>document.title = "in"</script><mtext><img xmlns="http://www.w3.org/1999/xhtml" src="x"/></mtext><mi style="color: red">b</mi></math>';
    await send({ type: 'state', state: { ...state, objective: { ...state.objective, mathml } } });
    await expect
      .poll(() => page.locator('h1').innerHTML(), PATIENT)
      .toBe('<math><mi>J</mi><mtext></mtext><mi>b</mi></math>');
    await send({ type: 'state', state: { ...state, objective: { ...state.objective, mathml: 'J < 1' } } });
    await expect.poll(() => page.locator('h1').innerText(), PATIENT).toBe(state.objective?.text);
    expect(errors).toEqual([]);
  });

  test('offers what was filled in, and asks for a new run, an end, and to write', async () => {
    const { page, send, posted } = await openScene('rosenbrock');
    expect(await page.locator('.experiment pre').innerText()).toContain('minimize rosenbrock');
    await page.getByRole('button', { name: 'Write to file' }).click();
    await page.getByRole('button', { name: 'Run again' }).click();
    await send({ type: 'state', state: { ...bowl().state, generation: 2, busy: true, tuned: 0.437 } });
    await page.getByText('Rates are tuned: 43 %').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect
      .poll(
        async () => ((await posted()) as FromPage[]).map(({ type }) => type).filter((type) => type !== 'ask'),
        PATIENT,
      )
      .toEqual(['ready', 'write', 'rerun', 'cancel']);
  });

  test('draws one parameter as a curve, and many in the plane of two', async () => {
    const curve = await openScene('parabola');
    expect(await curve.page.locator('.field path').count()).toBe(1);
    expect((await samples(curve)).at(-1)).toMatchObject({ rows: 2, window: { coordinates: [0, 0] } });
    expect(await curve.page.locator('.contour .axes').textContent()).toContain('θ');
    const many = await openScene('manyParameters');
    expect(await many.page.locator('.contour figcaption').innerText()).toContain(
      'the other 12 parameters are held there',
    );
    expect(await many.page.locator('.readout').innerText()).toContain('and 2 more parameters');
    const [chart, numbers] = await Promise.all(
      ['.chart', '.readout'].map((name) => many.page.locator(name).boundingBox()),
    );
    expect((chart?.y ?? 0) + (chart?.height ?? 0)).toBeLessThanOrEqual(numbers?.y ?? 0);
    expect([...curve.errors, ...many.errors]).toEqual([]);
  });

  test('fits from 320 to 1600 pixels without scrolling sideways', async () => {
    const { page } = await openScene('rosenbrock');
    for (const width of [320, 420, 620, 900, 1600]) {
      await page.setViewportSize({ width, height: 800 });
      await settled(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      // The formula has as many lines as it needs.
      const formula = page.locator('h1');
      expect(await formula.evaluate((each) => each.scrollWidth - each.clientWidth)).toBe(0);
      expect(await formula.locator('math').count()).toBe(width === 320 ? 3 : 1);
    }
  });

  test('the values of a function by cases stand apart from their conditions', async () => {
    const { page, send } = await openScene('bowl');
    const cell = (inner: string) => `<mtd class="tml-left">${inner}</mtd>`;
    const row = (value: string, condition: string) =>
      `<mtr>${cell(`<mn>${value}</mn>`)}${cell(`<mtext>${condition}</mtext>`)}</mtr>`;
    const cases = `<mo fence="true">{</mo><mtable>${row('5', 'if x > 1')}${row('0', 'otherwise')}</mtable>`;
    const { state } = bowl();
    const mathml = `<math><mrow><mi>J</mi><mo>=</mo>${cases}</mrow></math>`;
    await send({
      type: 'state',
      state: { ...state, generation: 2, objective: { ...state.objective, mathml } },
    });
    await page.locator('h1 mtable').waitFor();
    const [size, ...gaps] = await page.locator('h1 mtable').evaluate((table) => [
      Number.parseFloat(getComputedStyle(table).fontSize),
      ...[...table.querySelectorAll('mtr')].map((each) => {
        const [value, condition] = [...each.querySelectorAll('mn, mtext')].map((part) =>
          part.getBoundingClientRect(),
        );
        return (condition?.left ?? 0) - (value?.right ?? 0);
      }),
    ]);
    expect(gaps).toHaveLength(2);
    for (const gap of gaps) expect(gap).toBeGreaterThan(0.8 * (size ?? 0));
  });
});

describe.each(Object.entries(EDITOR_THEMES))('in the %s theme', (_, theme) => {
  test('many parameters are accessible', async () => {
    const { page, errors } = await openScene('manyParameters', theme);
    expect(await axeViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('it takes the colours on, also when they change', async () => {
    const { page } = await openScene('bowl', theme);
    const stroke = () => page.locator('.paths > path').first().getAttribute('stroke');
    expect(await stroke()).toBe(theme.variables['--vscode-editor-background']);
    await page.evaluate(() =>
      document.documentElement.style.setProperty('--vscode-editor-background', '#123456'),
    );
    await expect.poll(stroke, PATIENT).toBe('#123456');
  });
});
