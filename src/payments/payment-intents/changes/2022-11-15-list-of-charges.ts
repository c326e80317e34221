import { isHash } from '../../../kernel/hash.ts';
import type { JsonObject, Lookup, VersionChange } from '../../../kernel/version-change.ts';

/** The list counted all charges but contained only the latest. The API returns `latest_charge` at every version. */
export const chargesOnPaymentIntent: VersionChange = {
  version: '2022-11-15',
  description: 'PaymentIntents have `latest_charge` and no longer contain the list `charges`.',
  expandable: { payment_intent: { charges: { kind: 'list_object', of: { kind: 'object', names: ['charge'] } } } },
  load: { payment_intent: addCharges },
};

async function addCharges(paymentIntent: JsonObject, lookup: Lookup): Promise<void> {
  const charges = paymentIntent.charges ?? (await lookup.include(paymentIntent, 'charges'));
  if (!isHash(charges) || !Array.isArray(charges.data)) return;
  const total = typeof charges.total_count === 'number' ? charges.total_count : charges.data.length;
  paymentIntent.charges = {
    object: 'list',
    data: charges.data.slice(0, 1),
    has_more: total > 1,
    total_count: total,
    url: `/v1/charges?payment_intent=${paymentIntent.id}`,
  };
}
