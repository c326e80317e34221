import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { openStage, SHOWN_KEY, type Stage } from './stage.ts';

/** Runs a program from the project's folder against the server of this process; returns its standard output. */
async function run(program: string, args: readonly string[]): Promise<string> {
  return (await promisify(execFile)(program, args, { timeout: 15_000 })).stdout;
}

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe('the home page in a browser', () => {
  it("copies, confirms it, and shows times in the reader's time zone", () =>
    withPage(
      stage.browser,
      async (page) => {
        const { created } = await stage.stripe.customers.create({ name: 'Jenny Rosen' });
        await page.goto(stage.url);
        await page.getByRole('button', { name: 'Copy Secret key' }).click();
        await page.getByText('Copied').waitFor();
        expect(await page.evaluate('navigator.clipboard.readText()')).toBe(SHOWN_KEY);
        await page.getByRole('button', { name: 'Copy Python' }).click();
        await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toContain('import stripe');
        const row = page.getByRole('row').filter({ hasText: 'customer.created' });
        const seconds = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'Asia/Tokyo' });
        expect(await row.locator('time').textContent()).toBe(seconds.format(created * 1000));
      },
      { permissions: ['clipboard-read', 'clipboard-write'], locale: 'en-GB', timezoneId: 'Asia/Tokyo' },
    ));

  it('is complete without scripts, without buttons that have no effect', () =>
    withPage(
      stage.browser,
      async (page) => {
        await page.goto(stage.url);
        await page.getByText(SHOWN_KEY, { exact: true }).first().waitFor();
        expect(await page.getByRole('button').count()).toBe(0);
      },
      { javaScriptEnabled: false },
    ));

  it('has snippets that run unchanged', () =>
    withPage(stage.browser, async (page) => {
      await page.goto(stage.url);
      const snippet = async (id: string) => (await page.locator(`#snippet-${id}`).textContent()) ?? '';
      const shown: [string, string][] = [
        ['curl', 'succeeded'],
        ['curl-mobilepay', 'requires_action'],
      ];
      for (const [id, status] of shown) {
        expect(JSON.parse(await run('sh', ['-c', await snippet(id)]))).toMatchObject({ status });
      }
      expect(await run(process.execPath, ['--input-type=module', '-e', await snippet('node')])).toMatch(
        /^pi_\w+ succeeded\n$/,
      );
    }));
});
