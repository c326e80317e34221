import type { JsonObject, Lookup, VersionChange } from '../change.ts';
import { isHash } from '../fields.ts';

/** The list told how many charges there are but held the latest only. The API answers latest_charge at all versions. */
export const chargesOnPaymentIntent: VersionChange = {
  description: 'PaymentIntents name their latest_charge and no longer hold a list of charges.',
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
