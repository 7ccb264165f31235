import assert from 'node:assert/strict';
import * as vscode from 'vscode';

suite('activation', () => {
  const find = () => {
    const extension = vscode.extensions.getExtension('descent.descent');
    assert.ok(extension, 'VS Code does not know the extension descent.descent');
    return extension;
  };

  test('activates', async () => {
    await find().activate();
    assert.ok(find().isActive);
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
