import type { LocalFlorin } from './local.ts';
import { openWorld, type World } from './world.ts';

/**
 * A fixture for `test.extend` of Vitest and of Playwright Test: `florin` is a world of the test's own. A worker starts its
 * own Florin with the first world, unless `FLORIN_URL` names one.
 */
export const florinFixture = {
  // Both read a fixture's dependencies from its first parameter, so it has to be a pattern.
  // biome-ignore lint/correctness/noEmptyPattern: no other fixture is used
  florin: async ({}, use: (world: World) => Promise<void>): Promise<void> => use(await newWorld()),
};

let local: Promise<LocalFlorin> | undefined;

/** Opens a world, for code without fixtures, such as a `beforeEach`. */
export async function newWorld(): Promise<World> {
  if (process.env.FLORIN_URL) return openWorld(process.env.FLORIN_URL);
  local ??= startLocal();
  return openWorld((await local).url);
}

/** Starts a Florin in this process. Loads it only now: suites that only route pages to another one need not have it. */
async function startLocal(): Promise<LocalFlorin> {
  return (await import('./local.ts')).startLocal();
}
