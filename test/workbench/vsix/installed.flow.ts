import { expect, test } from 'vitest';
import { packagedExtension } from '../../../scripts/paths.mjs';
import { useWorkbench } from '../harness.ts';

const workbench = useWorkbench({ extension: packagedExtension });

test('the packaged extension is installed and offers its commands', async () => {
  expect(await workbench().commands('Descent: ')).not.toEqual([]);
});
