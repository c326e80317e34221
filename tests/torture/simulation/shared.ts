import { ConflictError, type Storage } from '../../../src/kernel/storage.ts';

/**
 * An engine for one process, for several: it sees to what one that is alone leaves out. A clock that another process has
 * set since, and places that another has taken, are conflicts.
 */
export function shareable(storage: Storage): Storage {
  return {
    ...storage,
    shared: true,
    async commit(batch) {
      const world = await storage.readWorld(batch.world);
      if (batch.clockOffset !== undefined && world?.clockOffset !== batch.clockOffset)
        throw new ConflictError('the clock of the world');
      await storage.commit(batch).catch((error: unknown) => {
        throw isTaken(error) ? new ConflictError('a place that another process has taken') : error;
      });
    },
  };
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('UNIQUE constraint failed');
}
