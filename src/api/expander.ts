import type { Assembly } from '../kernel/assemble.ts';
import type { Entity } from '../kernel/entity.ts';
import type { Expander } from './expand.ts';

/** Finds expanded objects and included fields among the resources that the rooms bring. */
export function createExpander({ resources, includes }: Assembly): Expander {
  return {
    async load(context, names, id) {
      const { work } = context;
      for (const name of names) {
        const resource = resources.get(name);
        const shown = await resource?.alias?.(context, id);
        if (shown) return shown;
        const type = resource?.type;
        if (!type) continue;
        const found = await work.get(type, id);
        if (found) return type.asOf ? type.asOf(found, work.now) : found;
        if (names.includes(`deleted_${name}`) && (await work.isRemoved(type, id))) {
          return { id, object: name, deleted: true } as Entity;
        }
      }
      return undefined;
    },
    async include(context, object, field) {
      return includes.get(`${object.object}.${field}`)?.(context, object);
    },
  };
}
