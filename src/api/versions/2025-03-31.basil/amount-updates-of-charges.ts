import type { JsonObject, VersionChange } from '../change.ts';
import { isHash } from '../fields.ts';

/** The official libraries know nothing of this field; the API answered it, always as an empty list. */
export const amountUpdatesOfCharges: VersionChange = {
  description: 'Card charges of a PaymentIntent no longer have the list amount_updates.',
  response: { charge: addAmountUpdates },
};

function addAmountUpdates(charge: JsonObject): void {
  const details = charge.payment_method_details;
  const isCard = isHash(details) && details.type === 'card';
  if (isCard && charge.payment_intent) charge.amount_updates = [];
}
