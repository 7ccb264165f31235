// Finds a Chromium for the tests, and installs one where there is none.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { run } from './run.mjs';

/** Environment variables that may name the browser's executable, in the order in which they are asked. */
const VARIABLES = ['DESCENT_BROWSER', 'CHROMIUM', 'CHROME_PATH', 'PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH'];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const INSTALLED = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder
      ? [
          path.join(folder, 'Google/Chrome/Application/chrome.exe'),
          path.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
        ]
      : [];
  }),
};

/**
 * The browser for the tests: the one an environment variable names, else Playwright's own, else the system's.
 * @returns {Promise<string | undefined>} the path of its executable, or `undefined` if there is none.
 * @throws if an environment variable names a file that does not exist.
 */
export async function findBrowser() {
  for (const variable of VARIABLES) {
    const file = process.env[variable];
    if (!file) continue;
    if (!existsSync(file))
      throw new Error(`${variable} names ${file}, which does not exist; unset it or mend the path.`);
    return file;
  }
  for (const file of [playwrightsOwn(), ...systems()])
    if (file && existsSync(file) && (await starts(file))) return file;
  return undefined;
}

/**
 * Like {@link findBrowser}, and installs one where there is none.
 * @param {(line: string) => void} say is told when there is something to wait for.
 * @returns {Promise<string>}
 * @throws with one line that says what to do, if none can be had.
 */
export async function ensureBrowser(say) {
  const found = await findBrowser();
  if (found) return found;
  let reason = 'the installed browser does not start';
  try {
    await install(say);
    const installed = await findBrowser();
    if (installed) return installed;
  } catch (error) {
    reason = reasonOf(error instanceof Error ? error.message : String(error));
  }
  throw new Error(
    `No browser for the tests (${reason}): install Chromium or Chrome, or set DESCENT_BROWSER to the path of its executable.`,
  );
}

/**
 * How the tests start it: without a screen or a graphics card, and silent on the network.
 * @param {string} executablePath
 */
export const launchOptions = (executablePath) => ({
  executablePath,
  headless: true,
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--no-first-run',
    '--disable-quic',
    '--disable-sync',
    '--disable-component-update',
    '--disable-background-networking',
    '--disable-dev-shm-usage',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
  ],
});

function playwrightsOwn() {
  try {
    return chromium.executablePath();
  } catch {
    return undefined; // Playwright has no build for this system
  }
}

function systems() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return process.platform === 'darwin' || process.platform === 'win32'
    ? [...INSTALLED[process.platform], ...onPath]
    : onPath;
}

/**
 * Whether it can be run at all: a wrapper without its package, or a download without its libraries, cannot.
 * @param {string} file
 */
async function starts(file) {
  if (process.platform === 'win32') return true; // there, --version opens a window
  return run(file, ['--version'], { timeout: 20_000 }).then(
    () => true,
    () => false,
  );
}

/** @param {(line: string) => void} say */
async function install(say) {
  const root = process.getuid?.() === 0;
  if (root && isDebian()) {
    say("No browser found: installing Debian's chromium …");
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
    return;
  }
  say('No browser found: downloading Chromium through Playwright …');
  const cli = path.join(
    path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
    'cli.js',
  );
  const dependencies = root && os.platform() === 'linux' ? ['--with-deps'] : [];
  await run(process.execPath, [cli, 'install', ...dependencies, 'chromium']);
}

const isDebian = () =>
  existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));

/**
 * The one line of a failed command's output that says why.
 * @param {string} output
 */
function reasonOf(output) {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.find((line) => /^E: |error:/i.test(line)) ?? lines[0] ?? '';
}
