// The third part of `npm run bench:page`: how long it takes in a real VS Code from a click on Cancel until the page shows where a run without end has
// stopped. Other work on the machine counts: the shortest round says the most.
import { build } from '../../esbuild.mjs';
import { openWorkbench } from '../../scripts/workbench/open.mjs';
import { median } from './median.mjs';

const ROUNDS = 8;
const AIM = 200;
/** Long enough for a trace of full length. */
const RUNNING = 1500;
const ENDLESS = `slow(x, y) = x^2 + y^2

minimize slow
  from x = 1, y = 1
  with gd(rate = 1e-12)
  until iterations = 1000000000
`;

/**
 * Presses the button and waits for the sentence, in one go: neither is late by the way to the browser.
 * @param {Element} button
 */
async function timeCancel(button) {
  const start = performance.now();
  const told = new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector('#app')?.textContent?.includes('Cancelled after')) return;
      observer.disconnect();
      resolve(performance.now() - start);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  /** @type {HTMLElement} */ (button).click();
  return /** @type {Promise<number>} */ (told);
}

async function main() {
  await build({ production: true });
  const workbench = await openWorkbench({ folder: 'examples' });
  try {
    await workbench.writeFile('endless.gd', ENDLESS);
    await workbench.openFile('endless.gd');
    await workbench.lens('Descent: minimize slow').click();
    const panel = workbench.panelFrame();
    const cancel = panel.getByRole('button', { name: 'Cancel' });
    /** @type {number[]} */
    const rounds = [];
    for (let round = 0; round <= ROUNDS; round++) {
      if (round > 0) await panel.getByRole('button', { name: 'Run again' }).click();
      await cancel.waitFor();
      await new Promise((resolve) => setTimeout(resolve, RUNNING));
      const time = await cancel.evaluate(timeCancel);
      // The first round wakes everything up.
      if (round > 0) rounds.push(time);
    }
    console.log(
      `a run without end has stopped (aim: at most ${AIM} ms): median ${median(rounds).toFixed(0)} ms, least ${Math.min(...rounds).toFixed(0)} ms`,
    );
  } finally {
    await workbench.close();
  }
}

await main();
