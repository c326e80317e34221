import type { Context } from '../../kernel/context.ts';
import type { Entity } from '../../kernel/entity.ts';
import { visible } from '../../kernel/visible.ts';
import type { Expander } from '../expand.ts';
import type { Json, JsonObject, Lookup } from './change.ts';

/**
 * A lookup that finds what expanding would find. `used` tells whether an answer took anything from it. It is a field and
 * not a getter: V8 keeps a getter's closure, and with it all that a request made, until the next full collection.
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
