import { ConflictError, type Storage } from '../../../src/kernel/storage.ts';

/**
 * Makes a storage of one process behave like one of several: a clock that another process has set, and positions that
 * another has taken, are conflicts.
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
