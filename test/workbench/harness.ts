import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openWorkbench, type WorkbenchOptions } from '../../scripts/workbench/open.mjs';
import type { Workbench } from '../../scripts/workbench/workbench.mjs';

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
    onTestFailed(async () => console.error(await open().describeFailure(task.name)));
  });

  afterAll(async () => {
    await workbench?.close();
    workbench = undefined;
  });

  return open;
}
