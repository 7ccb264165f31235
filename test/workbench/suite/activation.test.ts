import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Milliseconds; an idle machine takes a fraction of it. */
const ACTIVATION_LIMIT = 1000;

suite('activation', () => {
  const find = () => {
    const extension = vscode.extensions.getExtension('descent.descent');
    assert.ok(extension, 'VS Code does not know the extension descent.descent');
    return extension;
  };

  test(`activates in less than ${ACTIVATION_LIMIT} ms`, async () => {
    const start = performance.now();
    await find().activate();
    const elapsed = performance.now() - start;
    assert.ok(find().isActive);
    assert.ok(elapsed < ACTIVATION_LIMIT, `took ${elapsed.toFixed(0)} ms`);
  });

  test('registers every command that it contributes', async () => {
    await find().activate();
    const { commands = [] }: { commands?: { command: string }[] } = find().packageJSON.contributes;
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.ok(commands.length > 0, 'package.json contributes no command');
    assert.deepEqual(
      commands.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });
});
