import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import type { Method } from '../../src/core/methods/method.ts';
import { METHODS } from '../../src/core/methods/registry.ts';
import { hyperparametersOf } from '../../src/core/methods/rule-options.ts';
import type { PageChange } from '../../src/protocol/page.ts';
import { axeViolations } from './axe.ts';
import type { OpenPage } from './browser.ts';
import { EDITOR_THEMES } from './editor-themes.ts';
import { messages, PATIENT, useScenes } from './open-scene.ts';
import { bowl, rosenbrock, type Scene } from './scenes.ts';

vi.setConfig({ testTimeout: 120_000 });

const openScene = useScenes();

const changes = async (opened: OpenPage): Promise<PageChange[]> =>
  (await messages(opened, 'adjust')).map(({ change }) => change);

const latest = (opened: OpenPage) => expect.poll(async () => (await changes(opened)).at(-1), PATIENT);

async function openControls(page: Page, method: string): Promise<void> {
  await page
    .getByRole('button', { name: `Controls of ${method}` })
    .first()
    .click();
  await page.locator('.run-controls').first().waitFor(PATIENT);
}

/** The bowl's state with other things in its only method, as the host sends it after a change. */
function changed(choice: Partial<Scene['state']['runs'][number]['plan']['choice']>): Scene['state'] {
  const { state } = bowl();
  const [run] = state.runs;
  if (!run || !state.plan) throw new Error('the scene has a run');
  const plan = { ...run.plan, choice: { ...run.plan.choice, ...choice } };
  const { group: _, ...method } = plan;
  return {
    ...state,
    ...{ generation: 2, adjusted: true, canUndo: true },
    runs: [{ ...run, plan }],
    plan: { ...state.plan, runs: [plan], groups: [{ ...method, runs: 1, swept: [] }] },
  };
}

describe('the controls of a method', () => {
  test('show every setting of its declaration, and change it by slider, field and list', async () => {
    const opened = await openScene('rosenbrock');
    const { page, errors } = opened;
    await openControls(page, 'Momentum');
    const names = await page.locator('.run-controls .setting-name > span').allInnerTexts();
    const declared = hyperparametersOf(METHODS.momentum as Method);
    expect(names).toEqual(declared.map(({ name }) => name));
    const slider = page.getByRole('slider', { name: 'momentum of Momentum' });
    expect(await slider.getAttribute('aria-valuetext')).toBe('0.9');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await latest(opened).toMatchObject({ kind: 'hyperparameter', run: 1, name: 'momentum' });
    const moved = (await changes(opened)).at(-1);
    expect(moved?.kind === 'hyperparameter' && moved.value).toBeGreaterThan(0.9);
    const field = page.getByRole('textbox', { name: 'clip of Momentum, as a number' });
    expect(await field.inputValue()).toBe('∞');
    await field.fill('2.5');
    await field.press('Enter');
    await latest(opened).toEqual({ kind: 'hyperparameter', run: 1, name: 'clip', value: 2.5 });
    await field.fill('much');
    await field.press('Enter');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.press('Escape');
    expect(await field.inputValue()).toBe('2.5');
    expect(await changes(opened)).toHaveLength(2);
    expect(errors).toEqual([]);
  });

  test('choose the kind of rate and the source of the gradient, whose settings follow', async () => {
    const opened = await openScene('bowl');
    const { page, send } = opened;
    await openControls(page, 'Gradient descent');
    const choose = async (list: string, option: string) => {
      await page.getByRole('combobox', { name: list }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    };
    await choose('Kind of rate of Gradient descent', 'Strong Wolfe line search');
    await latest(opened).toEqual({
      kind: 'rate',
      run: 0,
      rate: { kind: 'search', search: 'wolfe', settings: {} },
    });
    await choose('Gradient of Gradient descent', 'Forward gradient');
    await latest(opened).toEqual({ kind: 'gradient', run: 0, gradient: { name: 'forward', settings: {} } });
    await send({
      type: 'state',
      state: changed({
        rate: { kind: 'search', search: 'wolfe', settings: { c2: 0.3 } },
        gradient: { name: 'forward', settings: { seed: 7 } },
      }),
    });
    const seed = page.getByRole('textbox', {
      name: 'seed of Forward gradient, Gradient descent, as a number',
    });
    await expect.poll(() => seed.inputValue(), PATIENT).toBe('7');
    const c2 = page.getByRole('textbox', { name: /^c2 of Strong Wolfe/ });
    expect(await c2.inputValue()).toBe('0.3');
    await page.getByRole('textbox', { name: /^tangents of/ }).fill('4');
    await page.keyboard.press('Enter');
    await latest(opened).toEqual({
      kind: 'gradient',
      run: 0,
      gradient: { name: 'forward', settings: { seed: 7, tangents: 4 } },
    });
  });

  test('stay open over a reload', async () => {
    const { page, state } = await openScene('bowl');
    await openControls(page, 'Gradient descent');
    await expect.poll(async () => JSON.stringify(await state()), PATIENT).toContain('"controls":[0]');
    const again = await openScene('bowl', EDITOR_THEMES.dark, { state: await state() });
    await again.page.locator('.run-controls').first().waitFor(PATIENT);
  });
});

test('methods are found by name with the keyboard, added, duplicated and removed', async () => {
  const opened = await openScene('rosenbrock');
  const { page } = opened;
  const add = page.getByRole('button', { name: 'Add a method' });
  await add.focus();
  await page.keyboard.press('Enter');
  const search = page.getByRole('combobox', { name: 'Methods to add' });
  await search.waitFor(PATIENT);
  await expect.poll(() => search.evaluate((each) => each === document.activeElement)).toBe(true);
  // The list is no stop of its own, though it scrolls; Escape closes it wherever the focus is in it.
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('.picker'))).toBeNull();
  await page.getByRole('listbox', { name: 'Methods to add' }).focus();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add a method', expanded: false }).waitFor();
  await page.keyboard.press('Enter');
  await search.waitFor(PATIENT);
  await expect.poll(() => search.evaluate((each) => each === document.activeElement)).toBe(true);
  await page.keyboard.type('bfgs');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await latest(opened).toEqual({ kind: 'add', method: 'lbfgs' });
  await page.getByRole('button', { name: 'Add a method', expanded: false }).waitFor();
  await openControls(page, 'Gradient descent');
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await latest(opened).toEqual({ kind: 'duplicate', run: 0 });
  await page.getByRole('button', { name: 'Remove' }).click();
  await latest(opened).toEqual({ kind: 'remove', run: 0 });
});

test('the controls of a method stay open when the one before it is removed', async () => {
  const { page, send } = await openScene('rosenbrock');
  const { state } = rosenbrock();
  const { plan, runs } = state;
  if (!plan) throw new Error('the scene has no plan');
  const title = plan.groups[1]?.title ?? '';
  await page
    .getByRole('button', { name: `Controls of ${title}` })
    .first()
    .click();
  const open = page.locator('.disclosure[aria-expanded=true]');
  await expect.poll(() => open.count(), PATIENT).toBe(1);
  const rest = runs
    .filter(({ plan: { group } }) => group > 0)
    .map((run) => ({ ...run, plan: { ...run.plan, group: run.plan.group - 1 } }));
  const left = { ...plan, groups: plan.groups.slice(1), runs: plan.runs.slice(1) };
  await send({ type: 'state', state: { ...state, adjusted: true, runs: rest, plan: left } });
  await expect.poll(() => page.locator('.disclosure').count(), PATIENT).toBe(plan.groups.length - 1);
  await expect.poll(() => open.count(), PATIENT).toBe(1);
  expect(await page.locator('.disclosure').first().getAttribute('aria-expanded')).toBe('true');
  expect(await open.getAttribute('aria-label')).toBe(`Controls of ${title}`);
});

test('the stop rule and the sense are edited', async () => {
  const opened = await openScene('bowl');
  const { page } = opened;
  await page.getByRole('button', { name: 'Ends when' }).click();
  await page.getByRole('checkbox', { name: 'iterations' }).click(PATIENT);
  await latest(opened).toEqual({ kind: 'until', until: { decrease: 1e-3, iterations: 10_000 } });
  const bound = page.getByRole('textbox', { name: 'Bound of decrease', exact: true });
  await bound.fill('1e-5');
  await bound.press('Enter');
  await latest(opened).toEqual({ kind: 'until', until: { decrease: 1e-5, iterations: 10_000 } });
});

test('undo, redo and cancel have buttons and keys; a text that is typed keeps its own', async () => {
  const opened = await openScene('bowl');
  const { page, send } = opened;
  const count = (type: 'undo' | 'redo' | 'cancel') =>
    expect.poll(async () => (await messages(opened, type)).length, PATIENT);
  await send({ type: 'state', state: { ...changed({}), canRedo: true, busy: true } });
  await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).click();
  await count('undo').toBe(1);
  await page.locator('.plot').first().focus();
  await page.keyboard.press('Control+z');
  await count('undo').toBe(2);
  await page.keyboard.press('Control+Shift+z');
  await page.keyboard.press('Control+y');
  await count('redo').toBe(2);
  await page.keyboard.press('Escape');
  await count('cancel').toBe(1);
  await openControls(page, 'Gradient descent');
  await page.getByRole('textbox', { name: 'Rate of Gradient descent, as a number' }).focus();
  await page.keyboard.press('Control+z');
  expect(await messages(opened, 'undo')).toHaveLength(2);
});

test('changes by one gesture have one number, those by another have another', async () => {
  const opened = await openScene('bowl');
  const { page } = opened;
  const slider = page.getByRole('slider', { name: 'Rate of Gradient descent', exact: true });
  const { x, y, width, height } = (await slider.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + 0.6 * width, y + height / 2, { steps: 2 });
  await expect.poll(async () => (await changes(opened)).length, PATIENT).toBeGreaterThan(0);
  await page.mouse.move(x + 0.7 * width, y + height / 2, { steps: 2 });
  await page.mouse.up();
  const gestures = async () => new Set((await messages(opened, 'adjust')).map(({ gesture }) => gesture)).size;
  await expect.poll(async () => (await changes(opened)).length, PATIENT).toBeGreaterThan(1);
  expect(await gestures()).toBe(1);
  await page.keyboard.press('ArrowRight');
  await expect.poll(gestures, PATIENT).toBe(2);
});

describe.each(Object.entries(EDITOR_THEMES))('in the %s theme', (_, theme) => {
  test('axe finds nothing in open controls', async () => {
    const { page, errors } = await openScene('rosenbrock', theme);
    await openControls(page, 'Momentum');
    await page.getByRole('button', { name: 'Ends when' }).click();
    await page.getByRole('button', { name: 'Add a method' }).click();
    await page.getByRole('combobox', { name: 'Methods to add' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});

test("the focus is ringed in the theme's colour and names are legible, whatever the editor says of its webviews", async () => {
  const { page } = await openScene('bowl', EDITOR_THEMES['high contrast']);
  // As in every webview of VS Code.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('input:focus { outline: 1px solid #101010; } code { background: #fff; color: #000; }');
    document.adoptedStyleSheets.push(sheet);
  });
  await page.getByRole('button', { name: 'Add a method …' }).click();
  const ring = () =>
    page.evaluate(() => {
      const { outlineColor, outlineStyle } = getComputedStyle(document.activeElement as Element);
      return [document.activeElement?.tagName, outlineColor, outlineStyle];
    });
  await page.getByRole('combobox', { name: 'Methods to add' }).waitFor();
  const wanted = ['INPUT', 'rgb(243, 133, 24)', 'solid'];
  await expect.poll(ring, PATIENT).toEqual(wanted);
  const ground = (code: Element) => getComputedStyle(code).backgroundColor;
  expect(await page.locator('.option code').first().evaluate(ground)).toBe('rgba(0, 0, 0, 0)');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Play (Space)' }).focus();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Iteration');
  expect(await ring()).toEqual(wanted);
});

test.each([420, 600, 760, 1200])('no method to add is cut off, %d pixels wide', async (width) => {
  const { page } = await openScene('bowl', EDITOR_THEMES.light, { viewport: { width, height: 900 } });
  await page.getByRole('button', { name: 'Add a method …' }).click();
  await page.getByRole('combobox', { name: 'Methods to add' }).waitFor();
  const options = page.locator('.options').filter({ has: page.getByRole('option').first() });
  const room = options.last().evaluate((list) => list.clientWidth - list.scrollWidth);
  expect(await room).toBeGreaterThanOrEqual(0);
});

test.each([420, 700, 860, 1200])(
  'why a run has ended takes two lines at most, %i pixels wide',
  async (width) => {
    const { page } = await openScene('rosenbrock', EDITOR_THEMES.dark, { viewport: { width, height: 900 } });
    const lines = await page.locator('.legend tbody .reason').evaluateAll((cells) =>
      cells.map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
      }),
    );
    expect(lines).toHaveLength(3);
    expect(Math.max(...lines)).toBeLessThanOrEqual(2);
    // And nothing of a row goes beyond the panel.
    const rights = await page
      .locator('.legend tbody tr:not(.details) > *')
      .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().right));
    expect(Math.max(...rights)).toBeLessThanOrEqual(width);
  },
);
