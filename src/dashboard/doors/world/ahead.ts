import type { Context } from '../../../kernel/context.ts';

/** Seconds that the world's clock is ahead of the wall clock. */
export async function aheadOf({ storage, work }: Context): Promise<number> {
  return Math.floor(((await storage.readWorld(work.world))?.clockOffset ?? 0) / 1000);
}
