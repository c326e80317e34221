import { isHash } from '../../../kernel/hash.ts';
import type { JsonObject, VersionChange } from '../../../kernel/version-change.ts';

export const shippingDetailsOfCheckoutSessions: VersionChange = {
  version: '2025-03-31.basil',
  description: '`shipping_details` of a Checkout Session moved to `collected_information`.',
  response: { 'checkout.session': restoreShippingDetails },
};

function restoreShippingDetails(session: JsonObject): void {
  const { collected_information: collected } = session;
  if (session.shipping_details !== undefined || collected === undefined) return;
  session.shipping_details = isHash(collected) ? (collected.shipping_details ?? null) : null;
}
