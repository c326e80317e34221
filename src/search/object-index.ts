import { nameIn } from '../kernel/account-names.ts';
import type { ObjectIndex } from '../kernel/object-index.ts';
import type { Storage } from '../kernel/storage.ts';
import { createCatchUp } from './catch-up.ts';

/** The index as searches and filtered lists ask it. A world's first question about a type has to index all of it. */
export function createObjectIndex(storage: Storage): ObjectIndex {
  const catchUp = createCatchUp(storage);
  return {
    async find(of, type, query, page) {
      await catchUp(of, type);
      return storage.search(of.world, { ...query, type: nameIn(of.account, type.object) }, page);
    },
    count: (of, type, query, most) =>
      storage.countFound(of.world, { ...query, type: nameIn(of.account, type.object) }, most),
  };
}
