import { isHash } from '../../kernel/hash.ts';
import type { JsonObject, VersionChange } from '../../kernel/version-change.ts';

/** The field was never in the official types; the API returned it, always as an empty list. */
export const amountUpdatesOfCharges: VersionChange = {
  version: '2025-03-31.basil',
  description: 'Card charges of PaymentIntents no longer have `amount_updates`.',
  response: { charge: addAmountUpdates },
};

function addAmountUpdates(charge: JsonObject): void {
  const details = charge.payment_method_details;
  const isCard = isHash(details) && details.type === 'card';
  if (isCard && charge.payment_intent) charge.amount_updates = [];
}
