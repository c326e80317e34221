import type { ObjectIndex } from '../kernel/object-index.ts';
import type { Storage } from '../kernel/storage.ts';
import { createCatchUp } from './catch-up.ts';

/** The index as searches and filtered lists ask it. A world's first question about a type has to index all of it. */
export function createObjectIndex(storage: Storage): ObjectIndex {
  const catchUp = createCatchUp(storage);
  return {
    async find(world, type, query, page) {
      await catchUp(world, type);
      return storage.search(world, { ...query, type: type.object }, page);
    },
    count: (world, type, query, most) => storage.countFound(world, { ...query, type: type.object }, most),
  };
}
