import type { Browser } from 'playwright-core';
import Stripe from 'stripe';
import { createFlorin, type Florin, type FlorinOptions } from '../../src/florin.ts';
import { serve } from '../../src/server.ts';
import { launchBrowser, sharedBrowser } from '../support/browser.ts';
import { openShop, type Shop } from './shop.ts';

/** The key of the world that the home page shows. */
export const SHOWN_KEY = 'sk_test_BQokikJOvBiI2HlWgH4olfQ2';

/** A Florin server, a shop, and a browser. */
export interface Stage {
  readonly florin: Florin;
  readonly url: string;
  readonly stripe: Stripe;
  readonly shop: Shop;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Opens a stage. With `flags` it has a browser of its own; without, it shares one. */
export async function openStage(options: Partial<FlorinOptions> = {}, flags: readonly string[] = []): Promise<Stage> {
  const florin = await createFlorin({ storage: ':memory:', ...options });
  const server = await serve(florin, { host: '127.0.0.1', port: 0 });
  const shop = await openShop();
  const own = flags.length > 0 ? await launchBrowser(flags) : undefined;
  const stripe = new Stripe(SHOWN_KEY, { protocol: 'http', host: '127.0.0.1', port: Number(new URL(server.url).port) });
  return {
    florin,
    url: server.url,
    stripe,
    shop,
    browser: own ?? (await sharedBrowser()),
    async close() {
      await own?.close();
      await server.stop();
      await florin.close();
      await shop.close();
    },
  };
}
