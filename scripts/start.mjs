// `npm start [-- --port N] [--no-open]`: builds, and opens a VS Code on examples/ with the extension in it.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../esbuild.mjs';
import { cache, root } from './paths.mjs';
import { run } from './run.mjs';
import { startServer } from './workbench/server.mjs';
import { setUpWorkbench } from './workbench/setup.mjs';

/** The same from one start to the next, so that a browser keeps its bookmarks and the workbench its state. */
const PORT = 4180;

const USAGE = 'Usage: npm start [-- --port N] [--no-open]';

const examples = path.join(root, 'examples');

async function main() {
  const { port, open } = options();
  console.log('Building …');
  await build();
  const desktop = open && port === undefined && hasDesktop() ? onPath(['code', 'codium']) : undefined;
  if (desktop) return openDesktop(desktop);
  await serve(port, open);
}

function options() {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string' }, 'no-open': { type: 'boolean', default: false } },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65536)) {
      throw new Error(`--port takes a number from 0 to 65535, not "${values.port}"`);
    }
    return { port, open: !values['no-open'] };
  } catch (error) {
    console.error(`${messageOf(error)}\n${USAGE}`);
    process.exit(2);
  }
}

/** @param {string} command */
async function openDesktop(command) {
  console.log(`Opening ${command} on examples/ …`);
  await run(command, ['--new-window', `--extensionDevelopmentPath=${root}`, examples], { show: true });
}

/**
 * Serves a workbench until Ctrl-C.
 * @param {number | undefined} port
 * @param {boolean} open
 */
async function serve(port, open) {
  await setUpWorkbench(console.log);
  console.log('Starting VS Code …');
  const data = path.join(cache, 'start');
  // The list of installed extensions is made anew: it holds the version of the last start.
  await rm(path.join(data, 'extensions'), { recursive: true, force: true });
  const chosen = port ?? ((await isFree(PORT)) ? PORT : 0);
  if (port && !(await isFree(port)))
    throw new Error(`Port ${port} is in use; choose another, or 0 for any free one.`);
  const server = await startServer({ data, port: chosen, folder: examples });
  console.log(`\n  VS Code with Descent, on examples/:  ${server.address}\n\nCtrl-C ends it.`);
  if (open && hasDesktop()) await openInBrowser(server.address);

  const end = () => {
    server.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
  await server.ended;
  throw new Error(`VS Code's server has ended.\n${server.log()}`);
}

/** @param {string} address */
async function openInBrowser(address) {
  const commands = { darwin: 'open', win32: 'start' };
  const command = commands[/** @type {keyof typeof commands} */ (process.platform)] ?? 'xdg-open';
  await run(command, [address]).catch(() =>
    console.log('(No browser could be opened here; open the address yourself.)'),
  );
}

const hasDesktop = () =>
  process.platform === 'darwin' ||
  process.platform === 'win32' ||
  Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

/** @param {string[]} commands */
function onPath(commands) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const suffix = process.platform === 'win32' ? '.cmd' : '';
  return commands.find((command) =>
    folders.some((folder) => existsSync(path.join(folder, command + suffix))),
  );
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
const isFree = (port) =>
  new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));

main().catch((error) => {
  console.error(messageOf(error));
  process.exit(1);
});
