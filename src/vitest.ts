import { type LocalFlorin, startLocal } from './test-runners/local.ts';
import { openWorld, type World } from './test-runners/world.ts';

export type { EventOptions, World, WorldEvent } from './test-runners/world.ts';

/**
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
 * A worker of Vitest starts its own Florin with the first world. To share one between all of them, name this module in
 * `globalSetup`, or start a Florin and set its address in FLORIN_URL.
 */
export const florinFixture = {
  // Vitest and Playwright Test read a fixture's dependencies from its first parameter, so it has to be a pattern.
  // biome-ignore lint/correctness/noEmptyPattern: no other fixture is used
  florin: async ({}, use: (world: World) => Promise<void>): Promise<void> => use(await newWorld()),
};

let local: Promise<LocalFlorin> | undefined;
let shared: LocalFlorin | undefined;

/** Opens a world, for code without fixtures, such as a `beforeEach`. */
export async function newWorld(): Promise<World> {
  if (process.env.FLORIN_URL) return openWorld(process.env.FLORIN_URL);
  local ??= startLocal();
  return openWorld((await local).url);
}

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
