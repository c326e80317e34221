import { type LocalFlorin, startLocal } from './test-runners/local.ts';

export { florinFixture, newWorld } from './test-runners/fixture.ts';
export type { EventOptions, World, WorldEvent } from './test-runners/world.ts';

/*
 * `florin/vitest`: a world for each test, with a clock and events. Add the fixture to your `test`:
 *
 *     import { test as base } from 'vitest';
 *     import { florinFixture } from 'florin/vitest';
 *     const test = base.extend(florinFixture);
 *
 *     test('charges the card', async ({ florin }) => {
 *       const stripe = new Stripe(florin.key, florin.client);
 *       …
 *       await florin.advance('2d');
 *       await florin.waitForEvent('balance.available');
 *     });
 *
 * To share one Florin between all workers, name this module in `globalSetup`, or set the address of one in FLORIN_URL.
 */

let shared: LocalFlorin | undefined;

/** Starts a Florin for all workers, unless FLORIN_URL names one; Vitest calls it if this module is in `globalSetup`. */
export async function setup(): Promise<void> {
  if (process.env.FLORIN_URL) return;
  shared = await startLocal();
  process.env.FLORIN_URL = shared.url;
}

/** Stops the Florin that `setup` started. */
export async function teardown(): Promise<void> {
  if (!shared) return;
  await shared.close();
  shared = undefined;
  delete process.env.FLORIN_URL;
}
