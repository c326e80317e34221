import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { withNewPage } from '../support/browser.ts';
import { frameIn, openMerchantPage } from './merchant-page.ts';
import { openStage } from './stage.ts';

/** Maximum transfer in gzipped bytes. */
const MOST_OF_SCRIPT = 45 * 1024;
const MOST_OF_FRAME = 80 * 1024;
const MOST_OF_CONNECT_JS = 6 * 1024;

it('the script and a frame stay within their weight', async () => {
  const stage = await openStage();
  await withNewPage(
    stage.browser,
    async (page) => {
      const weights: Promise<{ path: string; bytes: number }>[] = [];
      page.on('response', (response) => {
        const { origin, pathname: path } = new URL(response.url());
        if (origin === stage.url)
          weights.push(response.body().then((body) => ({ path, bytes: gzipSync(body).length })));
      });
      await openMerchantPage(page, stage, {
        body: '<div id="here"></div>',
        setUp:
          "stripe.elements({ mode: 'payment', amount: 4900, currency: 'dkk', locale: 'fi' }).create('payment').mount('#here');",
      });
      await frameIn(page, '#here').locator('#card-number').waitFor();
      const files = await Promise.all(weights);
      const [script, ...frame] = files.filter(({ path }) => !path.startsWith('/v1/'));
      const ofFrame = frame.reduce((sum, { bytes }) => sum + bytes, 0);
      expect(script).toMatchObject({ path: '/v3/' });
      expect(script?.bytes).toBeLessThanOrEqual(MOST_OF_SCRIPT);
      // The page, style, script and texts.
      expect(frame.length).toBeGreaterThanOrEqual(4);
      expect(ofFrame).toBeLessThanOrEqual(MOST_OF_FRAME);
    },
    { locale: 'en-US' },
  );
  const connectJs = await (await fetch(`${stage.url}/v1.0/connect.js`)).arrayBuffer();
  expect(gzipSync(connectJs).length).toBeLessThanOrEqual(MOST_OF_CONNECT_JS);
  await stage.close();
});
