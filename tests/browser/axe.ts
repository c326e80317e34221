import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Frames of other origins report to axe by messages; only the test's own axe listens. */
const LISTEN = `${AXE}; axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] });`;

/** Returns axe's findings in a page and its frames, as `rule: place`, and anything wider than the screen. */
export async function troubles(page: Page, options: RunOptions = {}): Promise<string[]> {
  for (const frame of page.frames()) {
    if (!(await frame.evaluate("typeof axe === 'object'"))) await frame.evaluate(LISTEN);
  }
  // Elements without a finding are most of what axe returns, and are left out where they are found.
  const found = `axe.run(${JSON.stringify({ resultTypes: ['violations'], ...options })})
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`;
  const violations = (await page.evaluate(found)) as string[];
  const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  return [...violations, ...(wide ? ['the page is wider than the screen'] : [])];
}
