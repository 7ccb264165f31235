import { expect, test, vi } from 'vitest';
import type { ExportMessage } from '../../src/protocol/page.ts';
import { axeViolations } from './axe.ts';
import type { OpenPage } from './browser.ts';
import { EDITOR_THEMES } from './editor-themes.ts';
import { choose, chooseView, messages, PATIENT, useScenes } from './open-scene.ts';

vi.setConfig({ testTimeout: 120_000 });

const openScene = useScenes();

/** Presses a button of the export menu, and waits for what the host is sent. */
async function take(opened: OpenPage, name: string): Promise<ExportMessage> {
  const { page } = opened;
  const before = (await messages(opened, 'export')).length;
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('button', { name, exact: true }).click();
  await expect.poll(async () => (await messages(opened, 'export')).length, PATIENT).toBe(before + 1);
  return (await messages(opened, 'export')).at(-1) as ExportMessage;
}

/** The size of a PNG, from its header. */
const pngSize = (base64: string) => {
  const bytes = Buffer.from(base64, 'base64');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
};

const contentOf = (message: ExportMessage) => (message.what === 'view' ? message.content : '');

test('the contour plot is a figure on white with its legend, a picture, and a table of f', async () => {
  const opened = await openScene('rosenbrock', EDITOR_THEMES.dark);
  await opened.page.locator('.field path').first().waitFor({ state: 'attached' });
  const figure = await take(opened, 'Contour as SVG');
  expect(figure).toMatchObject({ what: 'view', name: 'contour', format: 'svg', to: 'file' });
  expect(contentOf(figure)).toMatch(
    /^<\?xml[\s\S]*fill="#ffffff"[\s\S]*momentum\(rate = 0\.002[\s\S]*<\/svg>\s*$/,
  );
  const picture = await take(opened, 'Contour as PNG');
  expect(pngSize(contentOf(picture)).width).toBe(2400);
  const lines = contentOf(await take(opened, 'Contour as CSV'))
    .trimEnd()
    .split('\n');
  expect(lines[0]).toBe('x,y,rosenbrock');
  for (const line of [lines[1], lines.at(-1)]) {
    const [x = 0, y = 0, f = 0] = (line ?? '').split(',').map(Number);
    expect(f).toBeCloseTo((1 - x) ** 2 + 100 * (y - x * x) ** 2, 6);
  }
  expect(opened.errors).toEqual([]);
});

test('the convergence plot is a figure and a table with a line for each run', async () => {
  const opened = await openScene('rosenbrock');
  await opened.page.locator('.field path').first().waitFor({ state: 'attached' });
  const figure = contentOf(await take(opened, 'Convergence as SVG'));
  for (const text of ['momentum(rate = 2e-4, momentum = 0.95)', '>iteration k<', '>0.01<'])
    expect(figure).toContain(text);
  const lines = contentOf(await take(opened, 'Convergence as CSV')).split('\n');
  expect(lines.slice(0, 2)).toEqual([
    'run,iteration,rosenbrock,p10,p90',
    'gd(rate = 5e-4),0,24.199999999999996,,',
  ]);
});

test('the threshold of the stop rule is in the exported convergence plot', async () => {
  const opened = await openScene('bowl');
  await opened.page.locator('.field path').first().waitFor({ state: 'attached' });
  await choose(opened.page, 'Quantity', 'Decrease of J');
  const figure = contentOf(await take(opened, 'Convergence as SVG'));
  expect(figure).toContain('>stops below 0.001<');
  expect(figure).toMatch(/class="chart-level" d="M[\d.]+,[\d.]+h[\d.]+"/);
});

test('the convergence of runs that repeat one another is exported with its band', async () => {
  const opened = await openScene('manyStarts');
  await opened.page.locator('.field path').first().waitFor({ state: 'attached' });
  const figure = contentOf(await take(opened, 'Convergence as SVG'));
  expect(figure.match(/class="chart-line"/g)).toHaveLength(2);
  expect(figure.match(/class="chart-band"[^>]*d="M[\d.]+/g)).toHaveLength(1);
  expect(figure).toContain('>momentum(rate = 2e-4), median<');
});

test('on request a figure has the colours of the editor', async () => {
  const opened = await openScene('bowl', EDITOR_THEMES.dark);
  const { page } = opened;
  await page.locator('.field path').first().waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('checkbox', { name: 'Figures on white, for print' }).click();
  await page.keyboard.press('Escape');
  expect(contentOf(await take(opened, 'Contour as SVG'))).toContain('fill="#1f1f1f"');
});

test('slices are a figure and a table', async () => {
  const opened = await openScene('bowl');
  await chooseView(opened.page, 'Slices');
  await opened.page.locator('.slice-curve').first().waitFor();
  const figure = contentOf(await take(opened, 'Slices as SVG'));
  expect(figure.match(/class="slice-curve"/g)).toHaveLength(2);
  const rows = JSON.parse(contentOf(await take(opened, 'Slices as JSON'))) as Record<string, number>[];
  expect(Object.keys(rows[0] ?? {})).toEqual(['coordinate', 'at', 'J']);
});

test('a step is a figure as it is laid out, LaTeX, and a table with its numbers', async () => {
  const opened = await openScene('bowl', EDITOR_THEMES.dark);
  const { page } = opened;
  await page.getByRole('slider', { name: 'Iteration' }).fill('0');
  await chooseView(page, 'Steps');
  await page.getByText('Iterate 0, and the gradient there').waitFor();
  const figure = contentOf(await take(opened, 'Steps as SVG'));
  for (const text of ['>Gradient descent<', '>Iterate 0, and the gradient there<', '>0.45<', '>1.<', '>θ<'])
    expect(figure).toContain(text);
  // Formulas look the same everywhere, since their signs are drawn: no text of theirs needs a font.
  expect(figure).toMatch(/<path transform="[^"]*" fill="#1b1b1b" d="M\d[^"]*z">\s*<title>0.45<\/title>/);
  expect(figure).not.toContain('font-face');
  expect(figure).not.toContain('STIX');
  // As dark text on white.
  expect(figure).toContain('fill="#1b1b1b"');
  expect(pngSize(contentOf(await take(opened, 'Steps as PNG'))).width).toBeGreaterThan(1000);
  const tex = contentOf(await take(opened, 'Steps as LaTeX'));
  expect(tex).toContain(String.raw`\mathrm{temp}_{1} &\leftarrow 0.75 - 0.2 \cdot 1.5 = 0.45 \\`);
  const rows = JSON.parse(contentOf(await take(opened, 'Steps as JSON'))) as Record<string, unknown>[];
  expect(rows.filter(({ part }) => part === 'gradient').map(({ value }) => value)).toEqual([1.5, 1.5]);
  const [temporary] = rows.filter(({ part }) => part === 'temporary');
  expect(temporary?.value).toBeCloseTo(0.75 - 0.2 * 1.5, 15);
  expect(opened.errors).toEqual([]);
});

test('a derivation is a figure with its rules, and LaTeX', async () => {
  const opened = await openScene('rosenbrock', EDITOR_THEMES.light);
  const { page } = opened;
  await chooseView(page, 'Derivation');
  await page.getByText('every term that still contains h vanishes').waitFor();
  const figure = contentOf(await take(opened, 'Derivation as SVG'));
  for (const text of ['>Put in<', '>h → 0<', '>lim<', '>At iterate 10000<']) expect(figure).toContain(text);
  // A bar for every fraction on the page, and the rule above the outcome.
  const bars = await page.locator('.derivation-body mfrac').count();
  expect(figure.match(/<path d="M[-\d.]+,[-\d.]+H/g)).toHaveLength(bars + 1);
  const tex = contentOf(await take(opened, 'Derivation as LaTeX'));
  expect(tex).toMatch(
    /&= -2 \+ 2\\,x - 400\\,x\\,y \+ 400\\,\{x\}\^\{3\} && \\text\{h \$\\to\$ 0\}\n\\end\{align\*\}\n$/,
  );
  expect(opened.errors).toEqual([]);
});

test('the surface is a picture on white; in the colours of the editor it has twice the pixels of the page', async () => {
  const opened = await openScene('bowl', EDITOR_THEMES.dark, { reducedMotion: 'reduce' });
  const { page } = opened;
  await chooseView(page, 'Surface');
  await page.locator('.plot.space svg text').first().waitFor({ timeout: 30_000 });
  const size = await page.locator('.plot.space').evaluate((plot) => {
    const { width, height } = plot.getBoundingClientRect();
    return { width: Math.floor(2 * width), height: Math.floor(2 * height) };
  });
  const corner = (png: string) =>
    page.evaluate(async (source) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const context = new OffscreenCanvas(1, 1).getContext('2d');
      context?.drawImage(image, -4, -4);
      return [...(context?.getImageData(0, 0, 1, 1).data ?? [])];
    }, png);
  const printed = contentOf(await take(opened, 'Surface as PNG'));
  expect(await corner(printed)).toEqual([255, 255, 255, 255]);
  expect(pngSize(printed).width).toBeGreaterThan(size.width);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('checkbox', { name: 'Figures on white, for print' }).click();
  await page.keyboard.press('Escape');
  const drawn = contentOf(await take(opened, 'Surface as PNG'));
  expect(pngSize(drawn)).toEqual(size);
  expect(await corner(drawn)).toEqual([0x1f, 0x1f, 0x1f, 255]);
  expect(opened.errors).toEqual([]);
});

test('of one variable, every axis is named for what it shows', async () => {
  const opened = await openScene('parabola', EDITOR_THEMES.light, { reducedMotion: 'reduce' });
  const { page } = opened;
  const textsOf = (figure: string) => [...figure.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
  for (const view of ['Contour', 'Race', 'Surface']) {
    await chooseView(page, view);
    if (view === 'Surface') await page.locator('.plot.space svg text').first().waitFor({ timeout: 30_000 });
    const names = textsOf(contentOf(await take(opened, `${view} as SVG`))).filter((text) =>
      /^[Jfθ]$/.test(text ?? ''),
    );
    expect(names.sort(), view).toEqual(['J', 'θ']);
  }
});

test('the surface as vectors looks as it does on the page', async () => {
  const opened = await openScene('himmelblau', EDITOR_THEMES.dark, { reducedMotion: 'reduce' });
  const { page } = opened;
  await chooseView(page, 'Surface');
  await page.locator('.plot.space svg text').first().waitFor({ timeout: 30_000 });
  await page.locator('.plot.space').press('x');
  await page.getByText('cuts the surface in the red curve; slope').waitFor();
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('checkbox', { name: 'Figures on white, for print' }).click();
  await page.keyboard.press('Escape');
  const drawn = contentOf(await take(opened, 'Surface as PNG'));
  const figure = contentOf(await take(opened, 'Surface as SVG'));
  expect(figure.length).toBeLessThan(1_000_000);
  for (const text of ['>x<', '>y<', '>himmelblau<', '>gd(rate = 0.01)<', 'cuts the surface in the red curve'])
    expect(figure).toContain(text);
  // The mean difference of a channel, out of 255, between the pixels of the page and those of the figure.
  const difference = await page.evaluate(
    async ([png, svg]) => {
      const load = async (source: string) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        return image;
      };
      const one = await load(`data:image/png;base64,${png}`);
      const other = await load(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg as string)}`);
      const [width, height] = [one.naturalWidth / 2, one.naturalHeight / 2];
      const pixels = (image: HTMLImageElement, wide: number, high: number) => {
        const context = new OffscreenCanvas(width, height).getContext('2d');
        context?.drawImage(image, 0, 0, wide, high);
        return context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
      };
      const [a, b] = [pixels(one, width, height), pixels(other, other.naturalWidth, other.naturalHeight)];
      return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] as number)), 0) / a.length;
    },
    [drawn, figure],
  );
  // Turned by a tenth of a radian it would be 2.6.
  expect(difference).toBeLessThan(1.5);
  expect(opened.errors).toEqual([]);
});

test('runs and experiment are asked of the host; what is copied goes to the clipboard', async () => {
  const opened = await openScene('bowl');
  const { page } = opened;
  expect(await take(opened, 'Runs as CSV')).toEqual({
    type: 'export',
    what: 'runs',
    format: 'csv',
    to: 'file',
  });
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('checkbox', { name: 'Copy instead of saving' }).click();
  await page.keyboard.press('Escape');
  expect(await take(opened, 'Experiment as .gd')).toEqual({
    ...{ type: 'export', what: 'experiment', format: 'gd', to: 'clipboard' },
  });
});

test('a picture is copied by the page itself', async () => {
  const opened = await openScene('bowl', EDITOR_THEMES.light, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const { page } = opened;
  await page.locator('.field path').first().waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('checkbox', { name: 'Copy instead of saving' }).click();
  await page.getByRole('button', { name: 'Contour as PNG' }).click();
  const copied = () =>
    page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types));
  await expect.poll(copied, PATIENT).toEqual(['image/png']);
});

test('the menu closes with Escape and gives the focus back', async () => {
  const { page } = await openScene('bowl');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('button', { name: 'Runs as JSON' }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Runs as JSON' }).waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Export');
});

test('in a narrow panel the buttons beside the name of the file are pressed, not the line they stand in', async () => {
  const opened = await openScene('rosenbrock', EDITOR_THEMES.light, {
    viewport: { width: 420, height: 800 },
  });
  const { page } = opened;
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect.poll(async () => (await messages(opened, 'rerun')).length, PATIENT).toBe(1);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('button', { name: 'Runs as JSON' }).click();
  await expect.poll(async () => (await messages(opened, 'export')).length, PATIENT).toBe(1);
});

test('the menu learns of a view that is loaded while it is open', async () => {
  const { page } = await openScene('bowl');
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/steps-*.js', async (route) => {
    await arrived;
    await route.continue();
  });
  await chooseView(page, 'Steps');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('button', { name: 'Runs as JSON' }).focus();
  expect(await page.getByRole('button', { name: 'Steps as LaTeX' }).count()).toBe(0);
  arrive();
  await page.getByRole('button', { name: 'Steps as LaTeX' }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Runs as JSON');
});
