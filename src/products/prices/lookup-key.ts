import { claim, holderOf } from '../../kernel/claims.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { prices } from './type.ts';

/** The longest lookup key, in characters. */
const LONGEST_KEY = 200;

/**
 * Assigns a lookup key to a price. Throws if another active price has it, unless it is transferred: then it is removed
 * from that price, with an event.
 */
export async function claimLookupKey(
  context: Context,
  key: string,
  { transfer, owner }: { transfer: boolean; owner: string },
): Promise<void> {
  if (key.length > LONGEST_KEY) {
    throw invalidRequest(`A lookup key can have at most ${LONGEST_KEY} characters.`, { param: 'lookup_key' });
  }
  const { work } = context;
  const name = `price.lookup_key/${key}`;
  const id = await holderOf(context, name);
  const holder = id === undefined || id === owner ? undefined : await work.get(prices, id);
  await claim(context, name, owner);
  if (!holder?.active || holder.lookup_key !== key) return;
  if (!transfer) {
    throw invalidRequest(`A price (\`${holder.id}\`) already uses that lookup key.`, { param: 'lookup_key' });
  }
  const freed = work.save({ ...holder, lookup_key: null });
  work.emit('price.updated', freed, { lookup_key: key });
}
