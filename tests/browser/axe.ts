import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Returns axe's findings in a page and its frames, as `rule: place`, and anything wider than the screen. */
export async function troubles(page: Page, options: RunOptions = {}): Promise<string[]> {
  // Frames of other origins report to axe by messages; only the test's own axe listens.
  const listen = `${AXE}; axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] });`;
  for (const frame of page.frames()) {
    // A document that was looked at before has it already.
    if (!(await frame.evaluate("'axe' in window"))) await frame.evaluate(listen);
  }
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as AxeResults;
  const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ...(wide ? ['the page is wider than the screen'] : []),
  ];
}
