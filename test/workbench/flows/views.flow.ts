import { expect, test } from 'vitest';
import { useWorkbench } from '../harness.ts';

const workbench = useWorkbench();
const PATIENT = { timeout: 30_000 };

const panel = () => workbench().panelFrame();
const chooseView = (name: string) => panel().getByRole('tab', { name }).click();

test('the steps of the bowl, with the numbers of the article', async () => {
  const wb = workbench();
  await wb.openFile('bowl.gd');
  await wb.lens('Descent: minimize J').click();
  await panel().locator('.legend tbody td.steps').first().waitFor();
  await chooseView('Steps');
  await panel().getByRole('slider', { name: 'Iteration' }).fill('0');
  const lines = panel().locator('.step-view .lines').nth(1);
  await expect
    .poll(async () => (await lines.innerText()).replace(/\s+/g, ''), PATIENT)
    .toBe('temp1←0.75−0.2⋅1.5=0.45temp2←0.75−0.2⋅1.5=0.45');
  expect(await panel().locator('.step-view math').count()).toBeGreaterThan(10);
});

test('the slices of the bowl', async () => {
  await chooseView('Slices');
  await expect
    .poll(
      async () => (await panel().locator('.tile .caption').first().innerText()).replace(/\s+/g, ' '),
      PATIENT,
    )
    .toBe('θ₁ = 0.75 slope 1.5 curvature 2');
});

test('the surface loads its chunk under the content policy, and is laid flat', async () => {
  const wb = workbench();
  await chooseView('Surface');
  await panel().locator('.plot.space svg text').first().waitFor(PATIENT);
  await wb.screenshot('surface');
  await panel().getByRole('button', { name: 'Lay flat' }).click();
  await panel().getByRole('tab', { name: 'Contour', selected: true }).waitFor(PATIENT);
});

test('a slider changes the rate at once; written, it stands in the file, and can be undone', async () => {
  const wb = workbench();
  const slider = panel().getByRole('slider', { name: 'Rate of Gradient descent' });
  await slider.focus();
  await wb.page.keyboard.press('ArrowRight');
  await expect.poll(() => panel().locator('.legend .detail').textContent(), PATIENT).toBe('rate = 0.209');
  await panel().getByText('Changed here').waitFor();
  await panel().getByRole('button', { name: 'Write to file' }).click();
  await wb.page.locator('.view-line', { hasText: 'gd(rate = 0.209)' }).waitFor();
  await panel().getByText('Changed here').waitFor({ state: 'hidden' });
  expect(await panel().locator('.legend .detail').textContent()).toBe('rate = 0.209');
  await wb.page.locator('.view-line', { hasText: 'gd(rate' }).click();
  await wb.page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => panel().locator('.legend .detail').textContent(), PATIENT).toBe('rate = 0.2');
});

test('the picture is saved where the dialog says', async () => {
  const wb = workbench();
  await panel().getByRole('button', { name: 'Export' }).click();
  await panel().getByRole('button', { name: 'Contour as SVG' }).click();
  const name = wb.page.locator('.quick-input-widget input').first();
  await name.waitFor();
  await expect.poll(() => name.inputValue(), PATIENT).toMatch(/examples\/J-contour\.svg$/);
  await wb.page.keyboard.press('Enter');
  await expect
    .poll(() => wb.readFile('J-contour.svg').catch(() => ''), PATIENT)
    .toMatch(/^<\?xml[\s\S]*<\/svg>\s*$/);
});

test('hundreds of level lines and dozens of runs come through whole', async () => {
  const wb = workbench();
  await wb.writeFile(
    'rastrigin.gd',
    `rastrigin(x, y) = 20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)
minimize rastrigin
  from  x in [-3, 3], y in [-3, 3], starts = 60
  with  gd(rate = 0.002)
`,
  );
  await wb.openFile('rastrigin.gd');
  await wb.lens('Descent: minimize rastrigin').click();
  const bands = panel().locator('.field > g').first().locator('path');
  await bands.nth(8).waitFor({ state: 'attached' });
  // Of VS Code's messages, whatever lies beyond the 255th buffer is lost.
  const rings = (await bands.evaluateAll((paths) => paths.map((path) => path.getAttribute('d') ?? ''))).map(
    (d) => d.split('M').filter((ring) => ring.split('L').length > 8).length,
  );
  expect(rings.length).toBeGreaterThan(8);
  expect(rings.reduce((sum, count) => sum + count)).toBeGreaterThan(255);
  // The highest bands are no more than the corners.
  for (const count of rings.slice(0, -2)) expect(count).toBeGreaterThan(0);
  const paths = panel().locator('.paths path');
  const drawn = () =>
    paths.evaluateAll((all) => all.filter((path) => path.getAttribute('d')?.includes('L')).length);
  await expect.poll(drawn, PATIENT).toBeGreaterThanOrEqual(60);
});
