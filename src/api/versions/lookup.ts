import type { Context } from '../../kernel/context.ts';
import type { Entity } from '../../kernel/entity.ts';
import { visible } from '../../kernel/visible.ts';
import type { Expander } from '../expand.ts';
import type { Json, JsonObject, Lookup } from './change.ts';

/** A lookup that finds what expanding would find. `used` tells whether an answer took anything from it. */
export function createLookup(context: Context, expander: Expander): Lookup & { readonly used: boolean } {
  let used = false;
  return {
    get used() {
      return used;
    },
    async include(object: JsonObject, field: string): Promise<Json | undefined> {
      const found = await expander.include(context, object as unknown as Entity, field);
      if (found === undefined) return undefined;
      used = true;
      return visible(found) as Json;
    },
  };
}
