import { isIP } from 'node:net';
import type Stripe from 'stripe';
import { invalidRequest } from '../kernel/errors.ts';
import type { Customer } from './type.ts';

type TaxParam = Stripe.CustomerCreateParams.Tax | Stripe.CustomerUpdateParams.Tax;
type Location = Stripe.Customer.Tax.Location;

/** Returns a customer with changed tax settings. `''` deletes the IP address. */
export function withTax(customer: Customer, param: TaxParam | undefined): Customer {
  if (param === undefined) return customer;
  const changed = param.ip_address === undefined ? customer : withIpAddress(customer, param.ip_address);
  if (param.validate_location === 'immediately') checkLocated(changed);
  return changed;
}

function withIpAddress(customer: Customer, address: string | null): Customer {
  const { taxIpAddress: _, ...rest } = customer.internal ?? {};
  if (!address) return { ...customer, internal: rest };
  if (isIP(address) === 0) throw invalidRequest(`Invalid IP address: ${address}`, { param: 'tax[ip_address]' });
  return { ...customer, internal: { ...rest, taxIpAddress: address } };
}

function checkLocated(customer: Customer): void {
  if (locate(customer) !== null) return;
  throw invalidRequest(
    "The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.",
    { code: 'customer_tax_location_invalid', param: 'tax[validate_location]' },
  );
}

/** Returns a customer's `tax` hash. There are no tax registrations yet, so no tax is collected. */
export function taxOf(customer: Customer): Stripe.Customer.Tax {
  const location = locate(customer);
  return {
    automatic_tax: location === null ? 'unrecognized_location' : 'not_collecting',
    ip_address: customer.internal?.taxIpAddress ?? null,
    location,
    provider: 'stripe',
  };
}

/** Returns a customer's tax location: the shipping address, else the billing address. IP addresses are not located. */
function locate({ address, shipping }: Customer): Location | null {
  const places = [
    { source: 'shipping_destination', place: shipping?.address },
    { source: 'billing_address', place: address },
  ] as const;
  for (const { source, place } of places) {
    if (!place?.country || !isEnough(place)) continue;
    return { country: place.country, source, state: place.state ?? null };
  }
  return null;
}

/** In the United States tax depends on the postal code, in Canada on the province; elsewhere the country decides. */
function isEnough({ country, postal_code: postalCode, state }: Stripe.Address): boolean {
  if (country === 'US') return /^\d{5}(-\d{4})?$/.test(postalCode ?? '');
  if (country === 'CA') return Boolean(state || postalCode);
  return /^[A-Z]{2}$/.test(country ?? '');
}
