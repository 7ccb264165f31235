import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Mocha from 'mocha';

/** How one test of the suite ended; `error` is there if it failed. */
export interface SuiteResult {
  title: string;
  milliseconds: number;
  error?: string;
}

/**
 * VS Code calls this inside the extension host. Runs every `*.test` file beside it and writes the results, as JSON,
 * to the file that the environment variable `DESCENT_RESULTS` names.
 * @throws if a test failed, which VS Code reports as the exit code.
 */
export async function run(): Promise<void> {
  const folder = path.dirname(fileURLToPath(import.meta.url));
  const mocha = new Mocha({ ui: 'tdd', timeout: 30_000, reporter: Mocha.reporters.Base });
  for (const file of readdirSync(folder).sort()) {
    if (/\.test\.c?js$/.test(file)) mocha.addFile(path.join(folder, file));
  }
  const results: SuiteResult[] = [];
  const failed = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    const add = (test: Mocha.Runnable, error?: Error) => {
      const result = { title: test.titlePath().join(' › '), milliseconds: test.duration ?? 0 };
      results.push(error ? { ...result, error: error.stack ?? error.message } : result);
    };
    runner.on('pass', (test) => add(test));
    runner.on('fail', add);
  });
  if (process.env.DESCENT_RESULTS) writeFileSync(process.env.DESCENT_RESULTS, JSON.stringify(results));
  if (failed > 0) throw new Error(`${failed} of ${results.length} tests failed`);
}
