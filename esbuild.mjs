// Builds everything under dist/. Run it: `node esbuild.mjs [--watch] [--production]`.
// The scripts beside it import its functions, so that there is one description of the bundles.

import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));

/** The page's script with the chunks it loads at once may weigh this much, minified, in bytes. */
export const PAGE_BUDGET = 350 * 1024;

/** Grammars of the host languages, and the parser that runs them; read at run time from dist/tree-sitter. */
const GRAMMARS = [
  'tree-sitter',
  'tree-sitter-python',
  'tree-sitter-javascript',
  'tree-sitter-typescript',
  'tree-sitter-tsx',
];

// A module finds the files beside its bundle by `import.meta.url`, which CommonJS lacks.
const commonJs = {
  format: 'cjs',
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

// CommonJS dependencies (tree-sitter's loader) ask for these three names, which ES modules lack.
const nodeModule = {
  format: 'esm',
  banner: {
    js: [
      "import { createRequire as createBundleRequire } from 'node:module';",
      "import { dirname as bundleDirname } from 'node:path';",
      "import { fileURLToPath as bundlePath } from 'node:url';",
      'const require = createBundleRequire(import.meta.url);',
      'const __filename = bundlePath(import.meta.url), __dirname = bundleDirname(__filename);',
    ].join('\n'),
  },
};

const node = { platform: 'node', target: 'node20' };

/**
 * The bundles, as esbuild options.
 * @param {{ production?: boolean }} [options] `production` minifies and leaves source maps out.
 * @returns {import('esbuild').BuildOptions[]}
 */
export function bundles({ production = false } = {}) {
  const shared = {
    absWorkingDir: root,
    bundle: true,
    minify: production,
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  };
  return [
    {
      ...shared,
      ...node,
      ...commonJs,
      entryPoints: ['src/extension.ts'],
      outfile: 'dist/extension.cjs',
      external: ['vscode'],
    },
    { ...shared, ...node, ...commonJs, entryPoints: ['src/worker/node.ts'], outfile: 'dist/worker.cjs' },
    {
      ...shared,
      ...node,
      ...nodeModule,
      entryPoints: ['src/cli/main.ts'],
      outfile: 'dist/cli.js',
      banner: { js: `#!/usr/bin/env node\n${nodeModule.banner.js}` },
    },
    {
      ...shared,
      entryPoints: ['src/library.ts'],
      outfile: 'dist/descent.mjs',
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      conditions: ['import', 'module'],
      target: 'es2022',
    },
    {
      ...shared,
      entryPoints: ['webview/app.ts'],
      outdir: 'dist/webview',
      chunkNames: 'chunks/[name]-[hash]',
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      splitting: true,
    },
    {
      ...shared,
      entryPoints: ['webview/*.css'],
      outdir: 'dist/webview',
      target: 'es2022',
      external: ['*.ttf', '*.woff2'],
    },
  ];
}

/**
 * Copies the files that are read at run time, as they are.
 * @returns {Promise<string[]>} the copies.
 */
async function copyAssets() {
  const from = path.join(root, 'node_modules/@vscode/tree-sitter-wasm/wasm');
  const to = path.join(root, 'dist/tree-sitter');
  await mkdir(to, { recursive: true });
  return Promise.all(
    GRAMMARS.map(async (name) => {
      await copyFile(path.join(from, `${name}.wasm`), path.join(to, `${name}.wasm`));
      return `dist/tree-sitter/${name}.wasm`;
    }),
  );
}

/**
 * Builds dist/ and removes what an earlier build left there and this one did not write.
 * @param {{ production?: boolean }} [options]
 * @returns {Promise<{ file: string, bytes: number }[]>} what was bundled, source maps left out.
 * @throws when a source does not compile; esbuild has then printed where.
 */
export async function build(options = {}) {
  const present = bundles(options).filter(isPresent);
  const results = await Promise.all(present.map((bundle) => esbuild.build(bundle)));
  const outputs = results.flatMap((result) => Object.entries(result.metafile.outputs));
  const assets = await copyAssets();
  await removeAllBut(new Set([...outputs.map(([file]) => file), ...assets]));
  return outputs
    .filter(([file]) => !file.endsWith('.map'))
    .map(([file, output]) => ({ file, bytes: output.bytes }));
}

/** @param {Set<string>} kept paths from the project's root, with forward slashes. */
async function removeAllBut(kept) {
  for (const entry of await readdir(path.join(root, 'dist'), { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(root, file).replaceAll(path.sep, '/');
    if (entry.isFile() && !kept.has(name)) await rm(file);
  }
}

const isPresent = (bundle) =>
  bundle.entryPoints.every((entry) => entry.includes('*') || existsSync(path.join(root, entry)));

/**
 * The weight of the page's script, minified, with every chunk that it imports statically, in bytes.
 * Chunks behind `import()` are loaded on first use and do not count.
 */
export async function pageWeight() {
  const bundle = bundles({ production: true }).find((each) => each.entryPoints.includes('webview/app.ts'));
  const { metafile } = await esbuild.build({ ...bundle, write: false });
  const pending = ['dist/webview/app.js'];
  const seen = new Set(pending);
  let bytes = 0;
  for (let file = pending.pop(); file; file = pending.pop()) {
    const output = metafile.outputs[file];
    bytes += output.bytes;
    for (const { path: next, kind, external } of output.imports) {
      if (kind !== 'import-statement' || external || seen.has(next)) continue;
      seen.add(next);
      pending.push(next);
    }
  }
  return bytes;
}

/** Builds, then builds again whatever changes, until the process ends. */
async function watch() {
  await copyAssets();
  for (const bundle of bundles().filter(isPresent)) {
    const context = await esbuild.context({ ...bundle, logLevel: 'info' });
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
    if (!error.errors) console.error(error.message);
    process.exitCode = 1;
  });
}
