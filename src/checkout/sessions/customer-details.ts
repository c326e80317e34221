import type Stripe from 'stripe';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { isEmail } from '../../shared/formats.ts';
import type { PageAddress } from '../../shared/payment-page-view.ts';
import type { CheckoutSession, Collected } from './type.ts';

/** Returns a payer's e-mail address as typed, without spaces around it. Throws if it is invalid. */
export function readEmail(text: string): string {
  const email = text.trim();
  // Payers mistype; an address without a dot in its domain reaches no mailbox.
  if (isEmail(email) && /@[^@]*\.[^.]+$/.test(email)) return email;
  throw invalidRequest(`Invalid email address: ${email}`, { code: 'email_invalid', param: 'email' });
}

/** Returns a shipping address. Throws if the session does not allow its country. */
export function readShipping(
  session: CheckoutSession,
  given: { readonly name: string; readonly address: Partial<PageAddress> },
): NonNullable<Collected['shipping']> {
  const allowed = session.shipping_address_collection?.allowed_countries;
  if (!allowed) throw invalidRequest('This session does not collect a shipping address.', { param: 'shipping' });
  const { address } = given;
  if (!given.name.trim()) throw parameterMissing('shipping[name]');
  for (const part of ['line1', 'country'] as const)
    if (!address[part]) throw parameterMissing(`shipping[address][${part}]`);
  if (!allowed.includes(address.country ?? '')) {
    throw invalidRequest(
      `Shipping to ${address.country} is not available. Use an address in one of: ${allowed.join(', ')}.`,
      {
        param: 'shipping[address][country]',
      },
    );
  }
  return { name: given.name.trim(), address: wholeAddress(address) };
}

/** An address with every part, null where it has none. */
export function wholeAddress(address: Partial<PageAddress>): Stripe.Address {
  const part = (name: keyof PageAddress) => address[name]?.trim() || null;
  return {
    city: part('city'),
    country: part('country'),
    line1: part('line1'),
    line2: part('line2'),
    postal_code: part('postal_code'),
    state: part('state'),
  };
}
