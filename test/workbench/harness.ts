import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openWorkbench, type WorkbenchOptions } from '../../scripts/workbench/open.mjs';
import type { Workbench } from '../../scripts/workbench/workbench.mjs';

/** How much of the logs a failing flow shows. */
const LOG_LINES = 20;

/**
 * Opens one VS Code for all tests of a file and closes it after them. A test that fails leaves a picture of the window
 * and the end of the page's console.
 * @param options what to open; `examples` where no folder is given.
 * @returns the workbench, to be called inside a test.
 */
export function useWorkbench(options: Partial<WorkbenchOptions> = {}): () => Workbench {
  let workbench: Workbench | undefined;
  const open = () => {
    if (!workbench) throw new Error('The workbench is open only while a test runs.');
    return workbench;
  };

  beforeAll(async () => {
    workbench = await openWorkbench({ folder: 'examples', ...options });
  });

  beforeEach(({ task, onTestFailed }) => {
    onTestFailed(async () => {
      const picture = await open().screenshot(task.name);
      console.error([`picture: ${picture}`, ...open().logs().page.slice(-LOG_LINES)].join('\n'));
    });
  });

  afterAll(async () => {
    await workbench?.close();
    workbench = undefined;
  });

  return open;
}
