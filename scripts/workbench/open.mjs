// A VS Code that a test can drive: server, browser and a copy of the folder, all its own, all gone after `close`.
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { chromium } from 'playwright-core';
import { ensureBrowser, launchOptions } from '../browser.mjs';
import { root } from '../paths.mjs';
import { startServer } from './server.mjs';
import { setUpWorkbench } from './setup.mjs';
import { Workbench } from './workbench.mjs';

/** A first start on a busy machine takes half of this. */
const READY = 90_000;

/**
 * @typedef {object} WorkbenchOptions
 * @property {string} folder The folder to open, from the project's folder. The workbench gets a copy of it.
 * @property {Record<string, unknown>} [settings] User settings.
 * @property {'development' | 'none' | (string & {})} [extension] `development` (default): the built project; `none`; or the path of a .vsix.
 * @property {{ width: number, height: number }} [viewport]
 * @property {string} [extensionTestsPath] A CommonJS file whose `run()` is called inside the extension host; see `Workbench.exit`.
 * @property {Record<string, string>} [env] Variables for the extension host.
 * @property {'light' | 'dark'} [colorScheme] What the system prefers.
 * @property {'reduce' | 'no-preference'} [reducedMotion] What the system prefers.
 * @property {number} [deviceScaleFactor] Device pixels per CSS pixel.
 */

/**
 * Opens VS Code on a copy of `folder` and waits until it can be used.
 * @param {WorkbenchOptions} options
 * @returns {Promise<Workbench>}
 * @throws if it does not come up; what was started has then been ended.
 */
export async function openWorkbench({
  folder,
  settings = {},
  extension = 'development',
  viewport = { width: 1400, height: 900 },
  extensionTestsPath,
  env = {},
  ...system
}) {
  await setUpWorkbench(console.log);
  const executable = await ensureBrowser(console.log);
  const data = await mkdtemp(path.join(os.tmpdir(), 'descent-workbench-'));
  /** @type {(() => unknown)[]} */
  const closing = [() => rm(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })];
  const close = async () => {
    for (let end = closing.pop(); end; end = closing.pop()) await end();
  };
  try {
    const copy = path.join(data, path.basename(path.resolve(root, folder)));
    await cp(path.resolve(root, folder), copy, { recursive: true });

    // A suite belongs to an extension "under development", which is a link and not the project's own folder: VS Code's
    // built-in extensions lie under that (in node_modules) and their themes would count as under development too.
    const developed = extensionTestsPath && path.join(data, 'developed');
    if (developed) await symlink(root, developed, 'dir');
    const server = await startServer({
      data,
      folder: copy,
      extension: developed ? 'none' : extension,
      settings,
      env,
      automation: developed !== undefined,
    });
    closing.push(() => {
      server.stop();
      return server.ended;
    });

    const browser = await chromium.launch(launchOptions(executable));
    closing.push(() => browser.close());
    const context = await browser.newContext({ viewport, ...system });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
      origin: new URL(server.address).origin,
    });
    const page = await context.newPage();
    /** @type {string[]} */
    const lines = [];
    page.on('console', (message) => lines.push(`[${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => lines.push(`[pageerror] ${error.stack ?? error.message}`));

    const address = new URL(server.address);
    const exit = developed ? await followSuite(page) : undefined;
    if (developed && extensionTestsPath) {
      const remote = (/** @type {string} */ file) => `vscode-remote://${address.host}${file}`;
      const payload = [
        ['extensionDevelopmentPath', remote(developed)],
        ['extensionTestsPath', remote(extensionTestsPath)],
      ];
      // With a payload the server's default folder does not count.
      address.searchParams.set('folder', copy);
      address.searchParams.set('payload', JSON.stringify(payload));
    }
    const workbench = new Workbench({ page, context, folder: copy, server, lines, exit, close });
    try {
      await page.goto(address.href, { timeout: READY });
      await workbench.ready(READY);
    } catch (error) {
      const failure = await workbench.describeFailure('open');
      throw new Error(`VS Code did not show its folder within ${READY / 1000} s.\n${failure}`, {
        cause: error,
      });
    }
    return workbench;
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Lets the suite inside the extension host print here and report its end.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<{ code: Promise<number> }>} the suite's exit code, boxed: to wait for the box is not to wait for the suite.
 */
async function followSuite(page) {
  /** @type {(code: number) => void} */
  let done = () => {};
  /** @type {Promise<number>} */
  const code = new Promise((resolve) => {
    done = resolve;
  });
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ _level, /** @type {unknown[]} */ values) => {
      const text = format(...values);
      if (process.env.VERBOSE) console.log(text);
    },
  );
  await page.exposeFunction('codeAutomationExit', (/** @type {number} */ value) => done(value));
  return { code };
}
