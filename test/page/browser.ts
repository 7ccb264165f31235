import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import esbuild from 'esbuild';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { ensureBrowser, launchOptions } from '../../scripts/browser.mjs';
import { cache, relative, root } from '../../scripts/paths.mjs';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** What a page test opens. */
export interface PageOptions extends BrowserContextOptions {
  /** The content of `<body>`; may refer to files of the project: `<link rel="stylesheet" href="/dist/webview/app.css">`. */
  html?: string;
  /** A module in TypeScript, bundled as the page's own script is; it imports from the project's folder: `'./webview/theme.ts'`. */
  script?: string;
  /** Attributes of `<body>`, as the editor sets them: `{ class: 'vscode-dark' }`. */
  body?: Record<string, string>;
  /** The editor's variables on `<html>`: `{ '--vscode-editor-background': '#1e1e1e' }`. */
  variables?: Record<string, string>;
  /** A content policy, to hold the page to what it has in the editor. */
  policy?: string;
  /** What `acquireVsCodeApi().getState()` returns at first. */
  state?: unknown;
}

/** An open page, and the editor's end of its messages. */
export interface OpenPage {
  readonly page: Page;
  /** What the page sent with `postMessage`, oldest first. */
  posted(): Promise<unknown[]>;
  /** Sends the page a message, as the extension host does. */
  send(message: unknown): Promise<void>;
  /** What the page saved with `setState`. */
  state(): Promise<unknown>;
  /** Errors that nobody caught, and what was written with `console.error`. */
  readonly errors: readonly string[];
}

declare global {
  interface Window {
    /** The editor's end, as `openPage` puts it into a page. */
    editor: { posted: unknown[]; state: unknown };
    acquireVsCodeApi(): {
      postMessage(message: unknown): void;
      getState(): unknown;
      setState(state: unknown): void;
    };
  }
}

/**
 * Starts a browser for the tests of a file, and a server for the project's files and the pages that the tests write.
 * Each test's pages are closed after it; a test that fails leaves a picture of the last one.
 * @returns opens a page; call it inside a test.
 */
export function usePages(): (options: PageOptions) => Promise<OpenPage> {
  const documents = new Map<string, string>();
  const server = createServer(async (request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname;
    const type = TYPES[path.extname(name)];
    const text = documents.get(name) ?? (await readProjectFile(name));
    response.writeHead(text === undefined ? 404 : 200, type ? { 'content-type': type } : {}).end(text);
  });
  let browser: Browser | undefined;
  let last: Page | undefined;

  beforeAll(async () => {
    browser = await chromium.launch(launchOptions(await ensureBrowser(console.log)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  beforeEach(({ task, onTestFailed, onTestFinished }) => {
    onTestFinished(async () => {
      await Promise.all(browser?.contexts().map((context) => context.close()) ?? []);
      last = undefined;
    });
    onTestFailed(async () => {
      const file = path.join(cache, 'screenshots', `${task.name.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`);
      await last?.screenshot({ path: file, fullPage: true });
      if (last) console.error(`picture: ${relative(file)}`);
    });
  });

  afterAll(async () => {
    await browser?.close();
    await new Promise((resolve) => server.close(resolve));
  });

  return async ({ html = '', script, body = {}, variables = {}, policy, state, ...options }) => {
    if (!browser) throw new Error('A page can be opened only while a test runs.');
    const id = documents.size;
    if (script !== undefined) documents.set(`/${id}.js`, await bundle(script));
    documents.set(
      `/${id}.html`,
      writeDocument({ html, body, policy, script: script === undefined ? '' : `/${id}.js` }),
    );

    const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, ...options });
    const page = await context.newPage();
    last = page;
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.addInitScript(playEditor, { state, variables });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${id}.html`);
    return {
      page,
      errors,
      posted: () => page.evaluate(() => window.editor.posted),
      send: (message) => page.evaluate((data) => window.postMessage(data, '*'), message),
      state: () => page.evaluate(() => window.editor.state),
    };
  };
}

async function readProjectFile(name: string): Promise<Buffer | undefined> {
  const file = path.join(root, decodeURIComponent(name));
  return file.startsWith(root + path.sep) ? readFile(file).catch(() => undefined) : undefined;
}

const bundles = new Map<string, Promise<string>>();

/** A script is bundled once for all pages of a file, as small as it gets: every page reads it anew. */
function bundle(contents: string): Promise<string> {
  const there = bundles.get(contents) ?? makeBundle(contents);
  bundles.set(contents, there);
  return there;
}

async function makeBundle(contents: string): Promise<string> {
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

function writeDocument(parts: {
  html: string;
  body: Record<string, string>;
  policy: string | undefined;
  script: string;
}): string {
  const attributes = Object.entries(parts.body).map(([name, value]) => ` ${name}="${value}"`);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">',
    parts.policy ? `<meta http-equiv="Content-Security-Policy" content="${parts.policy}">` : '',
    `</head><body${attributes.join('')}>${parts.html}`,
    parts.script ? `<script type="module" src="${parts.script}"></script>` : '',
    '</body></html>',
  ].join('\n');
}

/** Runs in the page before its scripts: the editor's API, and its colours. */
function playEditor(given: { state: unknown; variables: Record<string, string> }): void {
  window.editor = { posted: [], state: given.state };
  const api = {
    postMessage: (message: unknown) => window.editor.posted.push(structuredClone(message)),
    getState: () => window.editor.state,
    setState: (state: unknown) => {
      window.editor.state = structuredClone(state);
    },
  };
  Object.assign(window, { acquireVsCodeApi: () => api });
  const paint = () => {
    for (const [name, value] of Object.entries(given.variables))
      document.documentElement.style.setProperty(name, value);
  };
  if (document.documentElement) paint();
  else document.addEventListener('DOMContentLoaded', paint);
}
