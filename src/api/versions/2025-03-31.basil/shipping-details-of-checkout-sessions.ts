import type { JsonObject, VersionChange } from '../change.ts';
import { isHash } from '../fields.ts';

export const shippingDetailsOfCheckoutSessions: VersionChange = {
  description: 'Where a Checkout Session ships to stands in its collected information, and nowhere else.',
  response: { 'checkout.session': restoreShippingDetails },
};

function restoreShippingDetails(session: JsonObject): void {
  const { collected_information: collected } = session;
  if (session.shipping_details !== undefined || collected === undefined) return;
  session.shipping_details = isHash(collected) ? (collected.shipping_details ?? null) : null;
}
