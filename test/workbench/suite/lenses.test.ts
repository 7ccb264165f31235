import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, descent, lensTitles, open } from './descent.ts';

const BOWL = 'J(θ1, θ2) = θ1^2 + θ2^2\n\nminimize J\n  from θ1 = 1, θ2 = 1\n  with gd(rate = 0.2)\n';

suite('lenses', () => {
  suiteSetup(descent);
  teardown(closeAll);

  test('.gd: above each definition and each experiment', async () => {
    const { document } = await open(BOWL);
    assert.deepEqual(await lensTitles(document), ['▷ Descent: minimize J', '▷ Run: gd(rate = 0.2)']);
  });

  for (const [language, code] of [
    ['python', 'f = lambda x, y: (1 - x)**2 + 100*(y - x**2)**2\n'],
    ['javascript', 'const f = (x, y) => (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;\n'],
    ['typescript', 'const f = (x: number, y: number): number => (1 - x) ** 2 + (y - x ** 2) ** 2;\n'],
  ] as const) {
    test(`${language}: above an objective, and none when switched off`, async () => {
      const { document } = await open(code, language);
      const ours = async () => (await lensTitles(document)).filter((title) => title.includes('Descent'));
      assert.deepEqual(await ours(), ['▷ Descent: minimize f']);
      const settings = vscode.workspace.getConfiguration('descent.codeLens');
      await settings.update(language, false, vscode.ConfigurationTarget.Global);
      try {
        assert.deepEqual(await ours(), []);
      } finally {
        await settings.update(language, undefined, vscode.ConfigurationTarget.Global);
      }
    });
  }

  test('GDScript gets nothing', async () => {
    const { document } = await open('extends Node\n\nfunc _ready():\n\tpass\n\nJ(x) = x^2 +\n');
    assert.deepEqual(await lensTitles(document), []);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  test('a file under a project.godot gets nothing', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    const game = vscode.Uri.joinPath(folder.uri, 'game');
    const write = (name: string, text: string) =>
      vscode.workspace.fs.writeFile(vscode.Uri.joinPath(game, name), new TextEncoder().encode(text));
    await write('project.godot', '');
    await write('levels/bowl.gd', BOWL);
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(game, 'levels/bowl.gd'));
      assert.deepEqual(await lensTitles(document), []);
    } finally {
      await vscode.workspace.fs.delete(game, { recursive: true });
    }
  });

  test('a text of more than 1 MB gets nothing', async () => {
    const { document } = await open(`${BOWL}${'# a long comment\n'.repeat(70_000)}`);
    assert.deepEqual(await lensTitles(document), []);
  });
});
