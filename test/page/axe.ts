import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/**
 * What axe-core finds, by rule, with the elements; run outside the page's content policy.
 * @param within Looks only into this part of the page.
 */
export async function axeViolations(page: Page, within?: string): Promise<unknown> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  return page.evaluate(async (part) => {
    const { axe } = window as unknown as {
      axe: {
        run(
          context: Document | string,
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(part ?? document);
    return violations.map(({ id, nodes }) => [
      id,
      ...nodes.map((node) => `${node.html} ${node.failureSummary}`),
    ]);
  }, within);
}
