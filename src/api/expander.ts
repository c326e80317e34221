import type { Context } from '../kernel/context.ts';
import type { Entity, ResourceType } from '../kernel/entity.ts';
import type { Expander } from './expand.ts';

/**
 * Finds what expansions ask for among the resources and included fields that the rooms bring. `shown` finds objects, by
 * their names, that are kept as others: a card is kept as a payment method.
 */
export function createExpander(
  types: readonly ResourceType<Entity>[],
  included: Readonly<Record<string, (context: Context, object: Entity) => Promise<unknown>>>,
  shown: Readonly<Record<string, (context: Context, id: string) => Promise<Entity | undefined>>> = {},
): Expander {
  const byName = new Map(types.map((type) => [type.object, type]));
  return {
    async load(context, names, id) {
      const { work } = context;
      for (const name of names) {
        const view = await shown[name]?.(context, id);
        if (view) return view;
        const type = byName.get(name);
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
      return included[`${object.object}.${field}`]?.(context, object);
    },
  };
}
