import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cache, relative } from '../paths.mjs';

/** Long enough for the first activation of an extension on a busy machine. */
const TIMEOUT = 30_000;

/** Commands register when the extensions were scanned; a palette opened before that is opened again. */
const PALETTE_ATTEMPT = 3_000;

/** A key that nobody heard is pressed again. */
const KEY_ATTEMPT = 2_000;

/** How much of the console a failure shows: messages, and lines of each. */
const FAILURE_LINES = 15;
const FAILURE_DEPTH = 5;

/** What VS Code has to say of itself, most of it about its missing native modules and marketplace. */
const NOISE =
  /%c INFO|\[debug\]|spdlog|native-watchdog|vsda|Failed to load resource|bad HTTP response|service worker|gallery|preload|allow-same-origin|same-origin iframe|workbench contribution|vscode-log:|\[lifecycle\]|'style-src 'self' https/i;

const MODIFIER = process.platform === 'darwin' ? 'Meta' : 'Control';

/**
 * An open VS Code, and the few things a person does with it. Everything else is on `page`.
 */
export class Workbench {
  /** @type {string[]} */
  #lines;
  #server;
  #close;
  #exit;

  /**
   * @param {object} parts
   * @param {import('playwright-core').Page} parts.page
   * @param {import('playwright-core').BrowserContext} parts.context
   * @param {string} parts.folder
   * @param {import('./server.mjs').Server} parts.server
   * @param {string[]} parts.lines
   * @param {{ code: Promise<number> } | undefined} parts.exit
   * @param {() => Promise<void>} parts.close
   */
  constructor({ page, context, folder, server, lines, exit, close }) {
    /** The browser's page with the workbench in it. */
    this.page = page;
    this.context = context;
    /** The copy of the folder that is open. */
    this.folder = folder;
    this.#server = server;
    this.#lines = lines;
    this.#exit = exit;
    this.#close = close;
  }

  /**
   * Waits until the workbench shows its folder.
   * @param {number} [timeout] milliseconds
   */
  async ready(timeout = TIMEOUT) {
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout });
  }

  /**
   * Reloads the window and waits until it is ready again.
   */
  async reload() {
    await this.page.reload();
    await this.ready(TIMEOUT * 2);
  }

  /**
   * Runs a command from the palette.
   * @param {string} title as the palette shows it, category included: `Descent: New file`.
   * @throws if the palette does not offer it.
   */
  async runCommand(title) {
    const row = await this.#palette(title, this.page.getByText(title, { exact: true }));
    await row.first().click();
  }

  /**
   * What the palette offers for a text.
   * @param {string} text
   * @returns {Promise<string[]>} titles, as far as they are to be seen without scrolling.
   * @throws if the palette offers nothing.
   */
  async commands(text) {
    const row = await this.#palette(text, this.page.getByText(text));
    const titles = await row.locator('.monaco-icon-label').allInnerTexts();
    await this.page.keyboard.press('Escape');
    return titles.map((title) => title.trim());
  }

  /**
   * Opens the palette with a text until it shows a row that has `content`.
   * @param {string} text
   * @param {import('playwright-core').Locator} content
   */
  async #palette(text, content) {
    const row = this.page.locator('.quick-input-list .monaco-list-row', { has: content });
    for (const end = Date.now() + TIMEOUT; ; ) {
      await this.#quickInput('F1', `>${text}`);
      try {
        await row.first().waitFor({ timeout: PALETTE_ATTEMPT });
        return row;
      } catch (error) {
        await this.page.keyboard.press('Escape');
        if (Date.now() > end)
          throw new Error(`The command palette does not offer "${text}".`, { cause: error });
      }
    }
  }

  /**
   * Opens the quick input by its key and fills it.
   * @param {string} key
   * @param {string} text
   */
  async #quickInput(key, text) {
    const input = this.page.locator('.quick-input-widget:visible input').first();
    for (const end = Date.now() + TIMEOUT; ; ) {
      await this.page.keyboard.press(key);
      try {
        await input.fill(text, { timeout: KEY_ATTEMPT });
        return;
      } catch (error) {
        if (Date.now() > end) throw new Error(`${key} opens no input.`, { cause: error });
        // A webview that is loading, or has gone, keeps the keys for itself.
        await this.page.evaluate('document.activeElement?.blur()');
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /**
   * Opens a file of the folder in an editor and waits until its text is there.
   * @param {string} name path from the folder.
   */
  async openFile(name) {
    await this.#quickInput(`${MODIFIER}+P`, path.join(this.folder, name));
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: path.basename(name) });
    await row.first().click({ timeout: TIMEOUT });
    await this.tab(name).waitFor({ timeout: TIMEOUT });
    await this.page
      .locator('.editor-group-container.active .view-lines')
      .first()
      .waitFor({ timeout: TIMEOUT });
  }

  /**
   * The tab of a file or panel.
   * @param {string} title
   */
  tab(title) {
    return this.page.locator('.tabs-container .tab', { hasText: path.basename(title) });
  }

  /**
   * A CodeLens, by its text.
   * @param {string | RegExp} title
   */
  lens(title) {
    return this.page.locator('.codelens-decoration a', { hasText: title });
  }

  /**
   * Puts the cursor into the active editor.
   * @param {number} line from 1
   * @param {number} [column] from 1
   */
  async goTo(line, column = 1) {
    await this.#quickInput('Control+G', `:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: TIMEOUT });
  }

  /**
   * Selects whole lines of the active editor, without the last one's line break.
   * @param {number} first from 1
   * @param {number} [last]
   */
  async selectLines(first, last = first) {
    await this.goTo(first);
    for (let line = first; line < last; line++) await this.page.keyboard.press('Shift+ArrowDown');
    await this.page.keyboard.press('Shift+End');
  }

  /**
   * Replaces the whole text of the active editor by way of the clipboard, as typing would indent each line anew, and
   * waits until the editor counts as changed.
   * @param {string} text
   */
  async replaceText(text) {
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await this.page.keyboard.press(`${MODIFIER}+A`);
    await this.page.keyboard.press(`${MODIFIER}+V`);
    await this.page.locator('.tab.active.dirty').waitFor({ timeout: TIMEOUT });
  }

  /** Saves the active editor and waits until it is no longer marked as changed. */
  async save() {
    await this.page.keyboard.press(`${MODIFIER}+S`);
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached', timeout: TIMEOUT });
  }

  /**
   * The text of a file of the folder, as it lies on the disk.
   * @param {string} name
   */
  readFile(name) {
    return readFile(path.join(this.folder, name), 'utf8');
  }

  /**
   * Writes a file of the folder behind the editor's back. The explorer shows a new one only when VS Code's file watcher has
   * seen it, which just after the start it may not; `openFile` finds it at once.
   * @param {string} name
   * @param {string} text
   */
  async writeFile(name, text) {
    await writeFile(path.join(this.folder, name), text);
  }

  /**
   * The content of the webview that is to be seen; its locators are strict, so one panel at a time.
   */
  panelFrame() {
    return this.page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  }

  /**
   * The same as a frame, for `evaluate`.
   * @returns {Promise<import('playwright-core').Frame>}
   */
  async panel() {
    const outer = await this.page.locator('iframe.webview.ready:visible').elementHandle({ timeout: TIMEOUT });
    const frame = await outer?.contentFrame();
    const inner = await frame?.waitForSelector('#active-frame', { timeout: TIMEOUT });
    const content = await inner?.contentFrame();
    if (!content) throw new Error('The webview has no content.');
    return content;
  }

  /** The texts of the notifications that are shown. */
  notifications() {
    return this.page.locator('.notification-toast .notification-list-item-message').allInnerTexts();
  }

  /** A modal dialog. */
  dialog() {
    return this.page.locator('.monaco-dialog-box');
  }

  /**
   * Takes a picture of the window.
   * @param {string} name
   * @returns {Promise<string>} where it is, from the project's folder.
   */
  async screenshot(name) {
    const file = path.join(cache, 'screenshots', `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`);
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
    return relative(file);
  }

  /** What the page's console and the server wrote so far; the extension host's console is part of the page's. */
  logs() {
    return { page: [...this.#lines], server: this.#server.log() };
  }

  /**
   * For the reader of a failed test: a picture of the window, and the last that the console had to say.
   * @param {string} name of the picture
   * @returns {Promise<string>} some lines.
   */
  async describeFailure(name) {
    const picture = await this.screenshot(name).catch((error) => error.message);
    const last = this.#lines.filter((line) => !NOISE.test(line)).slice(-FAILURE_LINES);
    return [
      `picture: ${picture}`,
      ...last.map((line) => `  ${line.split('\n', FAILURE_DEPTH).join('\n  ')}`),
    ].join('\n');
  }

  /**
   * Waits for the suite that `extensionTestsPath` started.
   * @param {number} timeout milliseconds
   * @returns {Promise<number>} its exit code, 0 if all passed.
   * @throws if there is no suite, or it does not end in time.
   */
  async suite(timeout) {
    if (!this.#exit) throw new Error('This workbench was opened without extensionTestsPath.');
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    /** @type {Promise<never>} */
    const late = new Promise((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`The suite did not end within ${timeout / 1000} s.`)),
        timeout,
      );
    });
    return Promise.race([this.#exit.code, late]).finally(() => clearTimeout(timer));
  }

  /** Ends the browser and the server with everything they started, and removes the copy. May be called again. */
  close() {
    return this.#close();
  }
}
