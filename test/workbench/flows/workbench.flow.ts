import { expect, test } from 'vitest';
import { useWorkbench } from '../harness.ts';

const workbench = useWorkbench();

test('the palette offers commands of the extension', async () => {
  expect(await workbench().commands('Descent: ')).not.toEqual([]);
});

test('a file is opened, changed and saved, in a copy of the folder', async () => {
  const wb = workbench();
  await wb.openFile('bowl.gd');
  await wb.replaceText('f(x) = x^2\n');
  await wb.save();
  expect(await wb.readFile('bowl.gd')).toBe('f(x) = x^2\n');
});
