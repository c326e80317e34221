import { isIP } from 'node:net';
import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { isCollecting, termsOf } from '../tax/assess/collecting.ts';
import { locate as placeOf } from '../tax/places/locate.ts';
import { registrationsAt } from '../tax/registrations/active.ts';
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

/** Returns a customer's `tax` hash. Tax is collected where the account is registered. */
export async function taxOf(context: Context, customer: Customer): Promise<Stripe.Customer.Tax> {
  const location = locate(customer);
  return {
    automatic_tax: location === null ? 'unrecognized_location' : await collecting(context, location),
    ip_address: customer.internal?.taxIpAddress ?? null,
    location,
    provider: 'stripe',
  };
}

async function collecting(context: Context, { country, state }: Location): Promise<'not_collecting' | 'supported'> {
  const sale = { registrations: (await registrationsAt(context, context.work.now)).map(termsOf) };
  return isCollecting(sale, { country, state }, null) ? 'supported' : 'not_collecting';
}

/** Returns a customer's tax location: the shipping address, else the billing address. IP addresses are not located. */
function locate({ address, shipping }: Customer): Location | null {
  const places = [
    { source: 'shipping_destination', place: shipping?.address },
    { source: 'billing_address', place: address },
  ] as const;
  for (const { source, place } of places) {
    const found = place && placeOf(place);
    if (found) return { country: found.country, source, state: place.state ?? found.state };
  }
  return null;
}
