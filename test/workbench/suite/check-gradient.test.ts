import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, descent, open, replace, until } from './descent.ts';

const WRONG = `def f(x, y):
    return (1 - x)**2 + 100*(y - x**2)**2

def grad_f(x, y):
    return [-2*(1 - x) - 400*x*(y - x**2), 100*(y - x**2)]

f(-1.2, 1)
`;

suite('check my gradient', () => {
  suiteSetup(descent);
  teardown(closeAll);

  const check = () => vscode.commands.executeCommand<string | undefined>('descent.checkGradient');
  const problemsOf = ({ uri }: vscode.TextDocument) => vscode.languages.getDiagnostics(uri);

  test('a wrong component is marked; an edit takes the mark away; a right gradient is said to be', async () => {
    const editor = await open(WRONG, 'python');
    const { document } = editor;
    const inside = new vscode.Position(4, 10);
    editor.selection = new vscode.Selection(inside, inside);
    assert.equal(await check(), undefined);
    const [problem, ...more] = problemsOf(document);
    assert.deepEqual(more, []);
    assert.equal(document.getText(problem?.range), '100*(y - x**2)');
    assert.match(
      problem?.message ?? '',
      /^∂f\/∂y should be 200\*\(y - x\^2\), here it is 100\*\(y - x\^2\): at x = /,
    );

    await replace(document, WRONG.replace(', 100*(y', ', 200*(y'));
    await until('the mark is gone', () => problemsOf(document).length === 0);
    editor.selection = new vscode.Selection(inside, inside);
    assert.equal(await check(), 'grad_f agrees with f in all 2 components (9 points)');
    assert.deepEqual(problemsOf(document), []);
  });

  test('where there is no gradient it says how to name one', async () => {
    await open('def f(x):\n    return x**2\n', 'python');
    assert.match((await check()) ?? '', /name the gradient of f grad_f/);
  });
});
