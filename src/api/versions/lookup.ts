import type { Context } from '../../kernel/context.ts';
import type { Entity } from '../../kernel/entity.ts';
import type { Json, JsonObject, Lookup } from '../../kernel/version-change.ts';
import { visible } from '../../kernel/visible.ts';
import type { Expander } from '../expand.ts';

/**
 * A lookup that loads what expanding would load. `used` is true once it loaded something. It is a field and not a
 * getter: V8 keeps a getter's closure, and with it everything the request allocated, until the next full collection.
 */
export function createLookup(context: Context, expander: Expander): Lookup & { readonly used: boolean } {
  const lookup = {
    used: false,
    async include(object: JsonObject, field: string): Promise<Json | undefined> {
      const found = await expander.include(context, object as unknown as Entity, field);
      if (found === undefined) return undefined;
      lookup.used = true;
      return visible(found) as Json;
    },
  };
  return lookup;
}

/** A lookup that finds nothing. */
export const NOTHING_FOUND: Lookup = { include: async () => undefined };
