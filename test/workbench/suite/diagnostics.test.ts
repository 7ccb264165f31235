import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, descent, open, replace, until } from './descent.ts';

suite('diagnostics', () => {
  suiteSetup(descent);
  teardown(closeAll);

  const problemsOf = ({ uri }: vscode.TextDocument) => vscode.languages.getDiagnostics(uri);

  test('appear on the exact range, and disappear', async () => {
    const { document } = await open('f(x) = x^2\n');
    await replace(document, 'f(x) = sine(x)^2\n');
    const [problem] = await until(
      'there is a problem',
      () => problemsOf(document).length > 0 && problemsOf(document),
    );
    assert.equal(document.getText(problem?.range), 'sine');
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
    await replace(document, 'f(x) = sin(x)^2\n');
    await until('the problem is gone', () => problemsOf(document).length === 0);
  });

  test('a quick fix puts the nearest right name in its place', async () => {
    const { document } = await open('f(x) = sqr(x)\n');
    const [problem] = await until(
      'there is a problem',
      () => problemsOf(document).length > 0 && problemsOf(document),
    );
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem?.range,
    );
    const fix = actions.find(({ title }) => title.startsWith('Replace with'));
    assert.ok(fix?.edit, `no fix among: ${actions.map(({ title }) => title).join(', ')}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await until('the problem is gone', () => problemsOf(document).length === 0);
  });

  test('one broken statement hides no other', async () => {
    const { document } = await open('f(x) = x^\ng(x) = tann(x)\n');
    const problems = await until(
      'there are two problems',
      () => problemsOf(document).length === 2 && problemsOf(document),
    );
    assert.deepEqual(
      problems.map(({ range }) => range.start.line),
      [0, 1],
    );
  });
});
