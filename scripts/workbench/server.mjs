// Starts VS Code's server, which serves the workbench and runs the extension host, on this machine only.
import { spawn } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../paths.mjs';
import { run } from '../run.mjs';
import { serverFolder } from './setup.mjs';

/** Quiet and offline; what a test needs otherwise, it sets. */
const SETTINGS = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  // As on a desktop; in a browser it would be `afterDelay`.
  'files.autoSave': 'off',
};

const START_SECONDS = 60;
const program = path.join(serverFolder, 'out/server-main.js');
const guard = fileURLToPath(new URL('./guard.mjs', import.meta.url));

/**
 * @typedef {object} ServerOptions
 * @property {string} data Folder for the server's own data: settings, extensions, logs. Made where it is missing.
 * @property {number} [port] 0, the default, takes any free one.
 * @property {string} [folder] What a plain address opens.
 * @property {'development' | 'none' | (string & {})} [extension] `development`: the project as it lies here, built; `none`; or the path of a .vsix.
 * @property {Record<string, unknown>} [settings] User settings over the quiet ones.
 * @property {Record<string, string>} [env] Variables over ours, for the extension host too.
 * @property {boolean} [automation] Lets a suite run inside the extension host report to the page. Modal dialogs are refused then.
 */

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {string} address Opens the workbench in any browser.
 * @property {() => string} log What the server wrote so far.
 * @property {Promise<void>} ended
 * @property {() => void} stop Ends the server and all its children, as the end of this process does too; may be called again.
 */

/**
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 * @throws with the server's own words if it does not start.
 */
export async function startServer({
  data,
  port = 0,
  folder,
  extension = 'development',
  settings = {},
  env = {},
  automation = false,
}) {
  const user = path.join(data, 'user');
  const extensions = path.join(data, 'extensions');
  const settingsFile = path.join(user, 'User/settings.json');
  await mkdir(path.dirname(settingsFile), { recursive: true });
  await mkdir(extensions, { recursive: true });
  await writeFile(settingsFile, JSON.stringify({ ...SETTINGS, ...settings }, null, 2));

  const folders = [
    '--server-data-dir',
    path.join(data, 'server'),
    '--user-data-dir',
    user,
    '--extensions-dir',
    extensions,
  ];
  // Without a gallery nothing is looked up on the network.
  const environment = { ...process.env, EXTENSIONS_GALLERY: '{}', ...env };
  if (extension === 'development') await linkExtension(extensions);
  else if (extension !== 'none') {
    await run(process.execPath, [program, ...folders, '--install-extension', extension], {
      env: environment,
    });
  }

  const parameters = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  parameters.push('--accept-server-license-terms', '--telemetry-level', 'off', ...folders);
  if (folder) parameters.push('--default-folder', folder);
  if (automation) parameters.push('--enable-smoke-test-driver');
  // Its own process group: the extension host and the file watcher end with it.
  const child = spawn(process.execPath, [guard, program, ...parameters], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: environment,
  });

  let output = '';
  const stop = () => child.stdin.end();
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once('close', () => resolve()));
  /** @type {Promise<number>} */
  const listening = new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) =>
      reject(new Error(`VS Code's server ${why}\n${output}`.trim()));
    const timer = setTimeout(() => fail(`did not start within ${START_SECONDS} s`), START_SECONDS * 1000);
    const read = (/** @type {Buffer} */ text) => {
      output += text;
      const match = /Extension host agent listening on (\d+)/.exec(output);
      if (match) {
        clearTimeout(timer);
        resolve(Number(match[1]));
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('close', (code) => {
      clearTimeout(timer);
      fail(`ended with code ${code}`);
    });
  });
  try {
    const actual = await listening;
    return {
      port: actual,
      address: `http://127.0.0.1:${actual}/`,
      log: () => output,
      ended,
      stop,
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/**
 * Puts the project among the installed extensions. It is linked, so that a new build is there after a reload of the window.
 * @param {string} extensions
 */
async function linkExtension(extensions) {
  const { publisher, name, version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  await symlink(root, path.join(extensions, `${publisher}.${name}-${version}`), 'dir');
}
