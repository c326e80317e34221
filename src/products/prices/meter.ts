import { meters } from '../../billing/meters/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { RecurringParam } from './recurring.ts';

/** The meter whose usage a recurring price charges, or null. Throws unless it is active and the price is metered. */
export async function readMeter(
  { work }: Context,
  { meter: id, usage_type: usage }: RecurringParam,
  under: string,
): Promise<string | null> {
  if (id === undefined) return null;
  const param = under === '' ? 'meter' : `${under}[meter]`;
  const meter = await work.require(meters, id, param);
  if (usage !== 'metered') {
    throw invalidRequest('`meter` can only be used with `usage_type=metered`.', { param });
  }
  if (meter.status === 'active') return id;
  throw invalidRequest(`The meter \`${id}\` is inactive. Reactivate it, or use an active one.`, { param });
}
