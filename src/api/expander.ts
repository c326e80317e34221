import { scopeOf } from '../kernel/account-names.ts';
import type { Assembly } from '../kernel/assemble.ts';
import type { Context } from '../kernel/context.ts';
import type { Entity } from '../kernel/entity.ts';
import type { Hash } from '../kernel/hash.ts';
import type { Expander } from './expand.ts';

/** Objects that a platform keeps of its accounts' payments. */
const KEPT_BY_PLATFORM: readonly string[] = ['account', 'application_fee', 'transfer', 'transfer_reversal'];

/** The accounts that a reference may lead to: the request's own first, then the other side of a payment they share. */
async function* accountsToSearch(
  context: Context,
  names: readonly string[],
  owner: Hash = {},
): AsyncGenerator<Context> {
  yield context;
  const { world, connected } = context.work;
  if (connected !== null) {
    if (names.some((name) => KEPT_BY_PLATFORM.includes(name))) yield context.at(world);
    return;
  }
  for (const account of [owner.account, owner.destination]) {
    if (typeof account === 'string' && scopeOf(account).account !== null) yield context.at(account);
  }
}

/** Finds expanded objects and included fields among the resources that the rooms bring. */
export function createExpander({ resources, includes }: Assembly): Expander {
  async function loadFrom(context: Context, names: readonly string[], id: string): Promise<Entity | undefined> {
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
  }

  return {
    async load(context, names, id, owner) {
      for await (const account of accountsToSearch(context, names, owner)) {
        const found = await loadFrom(account, names, id);
        if (found) return found;
      }
      return undefined;
    },
    async include(context, object, field) {
      return includes.get(`${object.object}.${field}`)?.(context, object);
    },
  };
}
