import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, descent, open, replace, settled, until } from './descent.ts';

const RUN = 'descent.run';

suite('panel', () => {
  suiteSetup(descent);
  teardown(closeAll);

  test('bowl.gd runs as written: 8 steps, and the reason', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'bowl.gd');
    const editor = await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand(RUN);
    const { state, title } = await settled('J');
    assert.equal(title, 'J');
    assert.equal(state.written, true);
    assert.equal(state.source, 'bowl.gd');
    assert.equal(state.runs[0]?.result?.iterations, 8);
    assert.equal(state.runs[0]?.result?.reason, 'decrease');
    assert.ok(state.window);
    assert.match(state.objective?.mathml ?? '', /^<math/);
    assert.equal(vscode.window.activeTextEditor?.document, editor.document, 'the focus has moved');
  });

  test('a selected lambda in Python runs, and the focus stays', async () => {
    const code = 'import numpy as np\nf = lambda theta: theta[:, 0]**2 + theta[:, 1]**2\n';
    const editor = await open(code, 'python');
    editor.selection = new vscode.Selection(1, 0, 1, editor.document.lineAt(1).text.length);
    await vscode.commands.executeCommand('descent.runSelection');
    const { state } = await settled('f');
    assert.equal(state.written, false);
    assert.ok(state.plan?.text.includes('minimize f'));
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    assert.ok(tab?.input instanceof vscode.TabInputText, 'the panel has taken the focus');
  });

  test('broken text: the problem is told and the last good picture stays; mended, it runs again', async () => {
    const { document } = await open('f(x, y) = x^2 + 2*y^2\n');
    await vscode.commands.executeCommand(RUN);
    const before = await settled('f');
    await replace(document, 'f(x, y) = x^2 + 2*y^\n');
    const broken = await until('the problem is told', async () =>
      (await descent()).panels().find(({ state }) => state.problem),
    );
    assert.equal(broken.state.problem?.line, 1);
    assert.equal(broken.state.generation, before.state.generation);
    assert.ok(broken.state.runs[0]?.result);
    await replace(document, 'f(x, y) = x^2 + 3*y^2\n');
    const mended = await until('it runs again', async () =>
      (await descent())
        .panels()
        .find(({ state }) => !state.problem && !state.busy && state.generation > before.state.generation),
    );
    assert.ok(mended.state.objective?.text.includes('3*y^2'));
  });

  test('an edit elsewhere in the text does not run it again', async () => {
    const { document } = await open('f(x, y) = x^2 + 2*y^2\n');
    await vscode.commands.executeCommand(RUN);
    const { generation } = (await settled('f')).state;
    await replace(document, 'f(x, y) = x^2 + 2*y^2\n\ng(x) = x^4\n');
    await new Promise((resolve) => setTimeout(resolve, 800));
    assert.equal((await settled('f')).state.generation, generation);
  });

  test('a renamed objective is followed, with the title', async () => {
    const { document } = await open('f(x, y) = x^2 + 2*y^2\n');
    await vscode.commands.executeCommand(RUN);
    await settled('f');
    await replace(document, 'loss(x, y) = x^2 + 2*y^2\n');
    await until('the title follows', async () => (await settled('loss')).title === 'loss');
  });

  test('one panel per document; panels of the same name are told apart by the file', async () => {
    await open('f(x, y) = x^2 + 2*y^2\n');
    await vscode.commands.executeCommand(RUN);
    await settled('f');
    await vscode.commands.executeCommand(RUN);
    const { panels } = await descent();
    assert.equal(panels().length, 1);
    await open('f(x, y) = x^4 + y^4\n');
    await vscode.commands.executeCommand(RUN);
    const titles = await until(
      'there are two panels',
      () => panels().length === 2 && panels().map(({ title }) => title),
    );
    assert.equal(titles[0], 'f');
    assert.match(titles[1] ?? '', /^f — text\.gd$/);
  });

  test('the experiment is written below the definition, as one undoable edit', async () => {
    const text = 'f(x, y) = x^2 + 2*y^2\n\ng(x) = x^4\n';
    const { document } = await open(text);
    await vscode.commands.executeCommand(RUN);
    const { state } = await settled('f');
    assert.equal(state.written, false);
    await vscode.commands.executeCommand('descent.writeExperiment');
    await until('it is written', () => document.getText().includes('minimize f'));
    assert.ok(document.getText().startsWith('f(x, y) = x^2 + 2*y^2\n\nminimize f\n'));
    assert.ok(document.getText().endsWith('\n\ng(x) = x^4\n'));
    await until('the panel knows', async () => (await settled('f')).state.written);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
    await vscode.commands.executeCommand('undo');
    await until('it is undone', () => document.getText() === text);
  });

  test('the experiment of code is written into a new .gd document', async () => {
    await open('f = lambda x, y: x**2 + 2*y**2\n', 'python');
    await vscode.commands.executeCommand(RUN);
    await settled('f');
    await vscode.commands.executeCommand('descent.writeExperiment');
    const document = await until('the document is there', () => {
      const { activeTextEditor: editor } = vscode.window;
      return editor?.document.languageId === 'descent' && editor.document;
    });
    assert.match(document.getText(), /^f\(x, y\) = .*\n\nminimize f\n/);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });
});
