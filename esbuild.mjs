// Builds everything under dist/. Run it: `node esbuild.mjs [--watch] [--production]`.
// The scripts beside it import its functions, so that there is one description of the bundles.

import { copyFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { thirdPartyNotices } from './scripts/third-party-notices.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));

/** The page's script with the chunks it loads at once may weigh this much, minified, in bytes. */
export const PAGE_BUDGET = 350 * 1024;

/** Where the font of formulas comes from, see `scripts/math-font.mjs`. */
const FONT_PACKAGE = 'node_modules/@fontsource/stix-two-math/';
const GRAMMAR_PACKAGE = 'node_modules/@vscode/tree-sitter-wasm/';

/** The licences of what the bundles contain. */
const NOTICES = 'dist/third-party-notices.txt';

/** Grammars of the host languages, and the parser that runs them; read at run time from dist/tree-sitter. */
const GRAMMARS = [
  'tree-sitter',
  'tree-sitter-python',
  'tree-sitter-javascript',
  'tree-sitter-typescript',
  'tree-sitter-tsx',
];

/** @typedef {import('esbuild').BuildOptions & { entryPoints: string[], metafile?: true }} Bundle */

/**
 * A script for Node in CommonJS. A module finds the files beside its bundle by `import.meta.url`, which CommonJS lacks.
 * @satisfies {import('esbuild').BuildOptions}
 */
const commonJs = {
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

/** CommonJS dependencies (tree-sitter's loader) ask for three names that ES modules lack. */
const COMMONJS_NAMES = `
import { createRequire as createBundleRequire } from 'node:module';
import { dirname as bundleDirname } from 'node:path';
import { fileURLToPath as bundlePath } from 'node:url';
const require = createBundleRequire(import.meta.url);
const __filename = bundlePath(import.meta.url), __dirname = bundleDirname(__filename);`;

/**
 * What all bundles share.
 * @param {boolean} production
 * @returns {import('esbuild').BuildOptions & { metafile: true }}
 */
const common = (production) => ({
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

/**
 * Bundles mathjs alone, first. What is behind `import()` in a single CommonJS file is kept whole, and so would all of mathjs be: three
 * times the code, every function of which is made when the first text is parsed.
 * @type {import('esbuild').Plugin}
 */
const mathjsInPart = {
  name: 'mathjs in part',
  setup(bundle) {
    bundle.onResolve({ filter: /^mathjs\/number$/ }, ({ kind, importer, resolveDir }) =>
      kind === 'import-statement' && importer.endsWith('mathjs.ts')
        ? { path: 'mathjs/number', namespace: 'in-part', pluginData: resolveDir }
        : undefined,
    );
    bundle.onLoad({ filter: /.*/, namespace: 'in-part' }, async ({ pluginData: resolveDir }) => {
      const contents = "export { create, parseDependencies } from 'mathjs/number';";
      const { outputFiles } = await esbuild.build({
        stdin: { contents, resolveDir },
        bundle: true,
        format: 'esm',
        platform: 'node',
        target: 'node20',
        write: false,
      });
      return { contents: outputFiles.map(({ text }) => text).join('') };
    });
  },
};

/** @type {Bundle} */
const extension = {
  ...commonJs,
  plugins: [mathjsInPart],
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.cjs',
  external: ['vscode'],
};

/** @type {Bundle} */
const worker = { ...commonJs, entryPoints: ['src/worker/node.ts'], outfile: 'dist/worker.cjs' };

/** @type {Bundle} */
const commandLine = {
  entryPoints: ['src/cli/main.ts'],
  outfile: 'dist/cli.js',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  banner: { js: `#!/usr/bin/env node${COMMONJS_NAMES}` },
};

/** @type {Bundle} */
const library = {
  entryPoints: ['src/library.ts'],
  outfile: 'dist/descent.mjs',
  platform: 'neutral',
  target: 'es2022',
  format: 'esm',
  mainFields: ['module', 'main'],
  conditions: ['import', 'module'],
  // Half the text to read before the first gradient.
  minify: true,
};

/**
 * Lets all that the page loads at once be one file, not one for every set of later chunks that share some of it: in an editor each file
 * is a request through a service worker and the extension host. Whatever is loaded later imports the page itself, and so shares all of it.
 * @type {import('esbuild').Plugin}
 */
const loadedAtOnce = {
  name: 'loaded at once',
  setup(bundle) {
    const start = path.join(root, 'webview/app.ts');
    bundle.onResolve({ filter: /^\./ }, ({ kind, path: file, resolveDir }) =>
      kind === 'dynamic-import'
        ? { path: path.resolve(resolveDir, file), namespace: 'loaded-later' }
        : undefined,
    );
    bundle.onLoad({ filter: /.*/, namespace: 'loaded-later' }, ({ path: file }) => ({
      contents: `import ${JSON.stringify(start)}; export * from ${JSON.stringify(file)};`,
      resolveDir: root,
    }));
  },
};

/** @type {Bundle} */
const page = {
  entryPoints: ['webview/app.ts'],
  plugins: [loadedAtOnce],
  outdir: 'dist/webview',
  chunkNames: 'chunks/[name]-[hash]',
  platform: 'browser',
  target: 'es2022',
  format: 'esm',
  splitting: true,
};

/** @type {Bundle} */
const styles = {
  entryPoints: ['webview/*.css'],
  outdir: 'dist/webview',
  assetNames: '[name]',
  loader: { '.woff2': 'file' },
  target: 'es2022',
};

const bundles = [extension, worker, commandLine, library, page, styles];

/**
 * Copies the files that are read at run time, as they are.
 * @returns {Promise<string[]>} the copies, from the project's root.
 */
async function copyAssets() {
  const from = path.join(root, GRAMMAR_PACKAGE, 'wasm');
  await mkdir(path.join(root, 'dist/tree-sitter'), { recursive: true });
  return Promise.all(
    GRAMMARS.map(async (name) => {
      const copy = `dist/tree-sitter/${name}.wasm`;
      await copyFile(path.join(from, `${name}.wasm`), path.join(root, copy));
      return copy;
    }),
  );
}

/**
 * Builds dist/ and removes what an earlier build left there and this one did not write.
 * @param {{ production?: boolean }} [options]
 * @returns {Promise<{ file: string, bytes: number }[]>} what was bundled, source maps left out.
 * @throws when a source does not compile; esbuild has then printed where.
 */
export async function build({ production = false } = {}) {
  const results = await Promise.all(
    bundles.map((bundle) => esbuild.build({ ...common(production), ...bundle })),
  );
  const outputs = results.flatMap((result) => Object.entries(result.metafile.outputs));
  const assets = await copyAssets();
  const inputs = results.flatMap((result) => Object.keys(result.metafile.inputs));
  await writeFile(
    path.join(root, NOTICES),
    await thirdPartyNotices([...inputs, FONT_PACKAGE, GRAMMAR_PACKAGE]),
  );
  await removeAllBut(new Set([...outputs.map(([file]) => file), ...assets, NOTICES]));
  return outputs
    .filter(([file]) => !file.endsWith('.map'))
    .map(([file, output]) => ({ file, bytes: output.bytes }));
}

/** @param {Set<string>} kept paths from the project's root, with forward slashes. */
async function removeAllBut(kept) {
  for (const entry of await readdir(path.join(root, 'dist'), { recursive: true })) {
    const name = `dist/${entry.replaceAll(path.sep, '/')}`;
    if (!kept.has(name) && (await stat(path.join(root, name))).isFile()) await rm(path.join(root, name));
  }
}

/**
 * Bundles the suite that runs inside the extension host.
 * @param {string} folder where to.
 * @returns {Promise<string>} the file whose `run()` runs it.
 */
export async function buildSuite(folder) {
  await rm(folder, { recursive: true, force: true });
  await esbuild.build({
    ...common(false),
    ...commonJs,
    entryPoints: ['test/workbench/suite/*.ts'],
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    external: ['vscode', 'mocha'],
  });
  return path.join(folder, 'index.cjs');
}

/**
 * The weight of the page's script, minified, with every chunk that it imports statically, in bytes.
 * Chunks behind `import()` are loaded on first use and do not count.
 */
export async function pageWeight() {
  const { metafile } = await esbuild.build({ ...page, ...common(true), write: false });
  const pending = ['dist/webview/app.js'];
  const seen = new Set(pending);
  let bytes = 0;
  for (let file = pending.pop(); file; file = pending.pop()) {
    const output = metafile.outputs[file];
    if (!output) continue;
    bytes += output.bytes;
    for (const { path: next, kind } of output.imports) {
      if (kind !== 'import-statement' || seen.has(next)) continue;
      seen.add(next);
      pending.push(next);
    }
  }
  return bytes;
}

/** Builds, then builds again whatever changes, until the process ends. */
async function watch() {
  await copyAssets();
  for (const bundle of bundles) {
    const context = await esbuild.context({ ...bundle, ...common(false), logLevel: 'info' });
    await context.watch();
  }
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

async function main() {
  if (process.argv.includes('--watch')) return watch();
  const written = await build({ production: process.argv.includes('--production') });
  for (const { file, bytes } of written) console.log(`${kilobytes(bytes).padStart(10)}  ${file}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    if (!error.errors) console.error(error.message); // esbuild has printed its own
    process.exitCode = 1;
  });
}
