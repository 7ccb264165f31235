// Makes the VS Code server inside the code-server package runnable. Its own install script is never run: it wants
// compilers, Kerberos headers and a download, and no native module is needed for a workbench.

import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../run.mjs';

const require = createRequire(import.meta.url);

/** The folder of VS Code's server. */
export const serverFolder = path.join(
  path.dirname(require.resolve('code-server/package.json')),
  'lib/vscode',
);

/**
 * Installs what the server needs, once; returns at once when that is done already.
 * @param {(line: string) => void} say is told when there is something to wait for.
 * @throws with npm's own words when the registry cannot be reached.
 */
export async function setUpWorkbench(say) {
  const modules = path.join(serverFolder, 'node_modules');
  if (!existsSync(path.join(modules, '.package-lock.json'))) {
    say("Installing the dependencies of VS Code's server (once; half a minute at most) …");
    // The lock that code-server ships lacks an entry, so that `npm ci` refuses it; this one is complete.
    const lock = fileURLToPath(new URL('./server.package-lock.json', import.meta.url));
    await copyFile(lock, path.join(serverFolder, 'npm-shrinkwrap.json'));
    const options = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', ['ci', ...options], { cwd: serverFolder });
  }
  // VS Code 1.100 looks for some of its modules in an archive that only its desktop builds have.
  await link('node_modules', path.join(serverFolder, 'node_modules.asar'), 'dir');
  // Search and findFiles run ripgrep, which VS Code's own package would download; ours brings the binary.
  const { rgPath } = await import('@vscode/ripgrep');
  await link(rgPath, path.join(modules, '@vscode/ripgrep/bin', path.basename(rgPath)), 'file');
}

/**
 * @param {string} target
 * @param {string} link
 * @param {'dir' | 'file'} type
 */
async function link(target, link, type) {
  if (existsSync(link)) return;
  await mkdir(path.dirname(link), { recursive: true });
  await rm(link, { force: true });
  await symlink(target, link, type);
}
