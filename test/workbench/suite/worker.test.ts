import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, descent, open, settled, until } from './descent.ts';

const ENDLESS =
  'slow(x, y) = x^2 + y^2\n\nminimize slow\n  from x = 1, y = 1\n  with gd(rate = 1e-12)\n  until iterations = 1000000000\n';

suite('worker', () => {
  suiteSetup(descent);
  teardown(closeAll);

  const running = () =>
    until('it runs', async () =>
      (await descent()).panels().find(({ state }) => state.busy && state.runs[0]?.trace !== undefined),
    );

  test('a long run is cancelled and keeps what it has reached', async () => {
    await open(ENDLESS);
    await vscode.commands.executeCommand('descent.run');
    await running();
    await vscode.commands.executeCommand('descent.cancel');
    const { panels } = await descent();
    await until('it has stopped', () => panels()[0]?.state.busy === false);
    const run = panels()[0]?.state.runs[0];
    assert.equal(run?.status, 'done');
    assert.equal(run?.result?.reason, 'cancelled', panels()[0]?.state.failure);
    assert.equal(run?.trace?.iteration.at(-1), run?.result?.iterations);
  });

  test('a worker that dies is reported with the objective; the next run works', async () => {
    const editor = await open(ENDLESS);
    await vscode.commands.executeCommand('descent.run');
    const panel = await running();
    await panel.terminateWorker();
    const failure = await until('it is reported', async () => (await descent()).panels()[0]?.state.failure);
    assert.match(failure, /slow/);
    const { document } = editor;
    await editor.edit((edit) =>
      edit.replace(new vscode.Range(5, 0, 5, document.lineAt(5).text.length), '  until iterations = 5'),
    );
    const { state } = await settled('slow');
    assert.equal(state.failure, undefined);
    assert.equal(state.runs[0]?.result?.iterations, 5);
  });
});
