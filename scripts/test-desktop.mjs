// `npm run test:desktop`: the suite inside the extension host of a desktop VS Code, which is downloaded.
// For machines with internet and a screen (on Linux without one: `xvfb-run -a npm run test:desktop`).
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { build } from '../esbuild.mjs';
import { cache, root } from './paths.mjs';
import { prepareSuite, reportSuite, SUITE_FOLDER } from './suite.mjs';

async function main() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Error(
      'A desktop VS Code needs a screen: run it as `xvfb-run -a npm run test:desktop`, or run `npm test`.',
    );
  }
  await build();
  const { entry, env, results } = await prepareSuite();
  const vscodeExecutablePath = await download();
  const exit = await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: root,
    extensionTestsPath: entry,
    extensionTestsEnv: env,
    launchArgs: [
      path.join(root, SUITE_FOLDER),
      '--disable-extensions',
      '--disable-workspace-trust',
      `--user-data-dir=${path.join(cache, 'desktop')}`,
    ],
  }).then(
    () => 0,
    () => 1,
  );
  const { passed, failed } = reportSuite(await results());
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = exit || Math.min(failed, 1);
}

async function download() {
  try {
    return await downloadAndUnzipVSCode({
      version: process.env.DESCENT_VSCODE ?? 'stable',
      cachePath: path.join(cache, 'vscode'),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `VS Code could not be downloaded (${reason}): this needs internet; \`npm test\` does not.`,
    );
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
