// `npm run package`: a production build, packaged as descent-<version>.vsix.
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { build } from '../esbuild.mjs';
import { relative, root } from './paths.mjs';

/**
 * Builds for production and packages what .vscodeignore lets through.
 * @param {string} [file] where to; `descent-<version>.vsix` beside package.json without it.
 * @returns {Promise<{ file: string, bytes: number, files: string[] }>}
 * @throws if the build fails or the manifest is not fit for a package.
 */
export async function packageExtension(file) {
  const { name, version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const packagePath = file ?? path.join(root, `${name}-${version}.vsix`);
  await build({ production: true });
  // Everything is bundled, so the package needs no node_modules.
  await createVSIX({ cwd: root, packagePath, dependencies: false, allowMissingRepository: true });
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  return { file: packagePath, bytes: (await stat(packagePath)).size, files };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { file, bytes, files } = await packageExtension();
  console.log(`${relative(file)}: ${(bytes / 2 ** 20).toFixed(2)} MB, ${files.length} files`);
}
