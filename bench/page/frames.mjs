// `npm run bench:page`: how long the page's main thread works per frame while the start is dragged, and how soon the first picture is
// there. Processor time, so that other work on the machine counts little.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import esbuild from 'esbuild';
import { chromium } from 'playwright-core';
import { build } from '../../esbuild.mjs';
import { ensureBrowser, launchOptions } from '../../scripts/browser.mjs';
import { root } from '../../scripts/paths.mjs';

const STEPS = 24;
const AIM = 8;
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html; charset=utf-8' };
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>bench</title>
<link rel="stylesheet" href="/dist/webview/app.css"></head><body class="vscode-light"><main id="app"></main>
<script type="module" src="/host.js"></script></body></html>`;

/** Waits for so many frames. @param {number} count @returns {Promise<number>} */
function countFrames(count) {
  return new Promise((resolve) => {
    /** @param {number} left */
    const wait = (left) => (left === 0 ? resolve(count) : requestAnimationFrame(() => wait(left - 1)));
    wait(count);
  });
}

/** @param {readonly number[]} values @param {number} part */
function quantile(values, part) {
  return (
    [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))] ??
    Number.NaN
  );
}

async function main() {
  await build({ production: true });
  const { outputFiles } = await esbuild.build({
    entryPoints: [path.join(root, 'test/page/drag-host.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
  });
  const script = outputFiles[0]?.text ?? '';
  const server = createServer(async (request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname;
    const known = name === '/' ? PAGE : name === '/host.js' ? script : undefined;
    const content = known ?? (await readFile(path.join(root, name)).catch(() => undefined));
    const kind = name === '/' ? '.html' : path.extname(name);
    const type = TYPES[/** @type {keyof typeof TYPES} */ (kind)] ?? 'text/plain';
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': type }).end(content);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  const browser = await chromium.launch(launchOptions(await ensureBrowser(console.log)));
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 820 } });
    await page.goto(`http://127.0.0.1:${address.port}/`);
    await page.locator('.field path').first().waitFor({ state: 'attached' });
    const first = await page.evaluate(() => performance.now());
    const start = await page.locator('.paths > g:last-child path').first().boundingBox();
    if (!start) throw new Error('the start is not drawn');
    const [x, y] = [start.x + start.width / 2, start.y + start.height / 2];
    const client = await page.context().newCDPSession(page);
    // Processor time of the page's main thread, so that other work on the machine does not count.
    await client.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busy = async () => {
      const { metrics } = await client.send('Performance.getMetrics');
      const of = (/** @type {string} */ wanted) =>
        metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
      // What this program itself asks of the thread is no work of the page.
      return 1000 * (of('TaskDuration') - of('DevToolsCommandDuration'));
    };
    await page.mouse.move(x, y);
    await page.mouse.down();
    const frames = [];
    for (let step = 1; step <= STEPS; step++) {
      const angle = (step / STEPS) * 4 * Math.PI;
      const before = await busy();
      await page.mouse.move(x + 60 * Math.sin(angle), y + 40 * (1 - Math.cos(angle)));
      // The start is asked for in one frame, and the run that answers is drawn in the next.
      const drawn = await page.evaluate(countFrames, 2);
      frames.push(((await busy()) - before) / drawn);
    }
    await page.mouse.up();
    const [middle, most] = [quantile(frames, 0.5), quantile(frames, 0.95)];
    console.log(`first picture, from navigation: ${first.toFixed(0)} ms`);
    console.log(`main thread busy per frame, median: ${middle.toFixed(2)} ms (aim: at most ${AIM} ms)`);
    console.log(`main thread busy per frame, 95 %: ${most.toFixed(2)} ms`);
  } finally {
    await browser.close();
    server.close();
  }
}

await main();
