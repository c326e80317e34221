import type Stripe from 'stripe';
import { taxIds } from '../../customers/tax-ids/type.ts';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, StripeError } from '../../kernel/errors.ts';
import { fitsFormat } from '../../shared/tax-id-formats.ts';
import { locate, type Place } from '../places/locate.ts';

type Params = Stripe.Tax.CalculationCreateParams;
export type Buyer = Stripe.Tax.Calculation.CustomerDetails;

/** The most tax IDs of a customer that are looked at. */
const MOST_TAX_IDS = 100;

const OVERRIDES = { exempt: 'customer_exempt', none: 'none', reverse: 'reverse_charge' } as const;

/** Returns who buys, from the request or as the customer is now. */
export async function buyerOf(context: Context, params: Params): Promise<Buyer> {
  const { customer: id, customer_details: given } = params;
  if (id !== undefined && given !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: customer, customer_details.');
  }
  if (id === undefined && given === undefined) {
    throw invalidRequest('You must specify either `customer` or `customer_details`.', {
      code: 'parameter_missing',
      param: 'customer_details',
    });
  }
  return id === undefined ? fromDetails(given ?? {}) : fromCustomer(context, id);
}

function fromDetails(given: NonNullable<Params['customer_details']>): Buyer {
  for (const [index, { type, value }] of (given.tax_ids ?? []).entries()) {
    if (fitsFormat(type, value)) continue;
    throw invalidRequest(`Invalid value for ${type}.`, {
      code: 'tax_id_invalid',
      param: `customer_details[tax_ids][${index}][value]`,
    });
  }
  const { address } = given;
  return {
    address: address ? wholeAddress(address) : null,
    address_source: address ? (given.address_source ?? 'billing') : null,
    ip_address: given.ip_address ?? null,
    tax_ids: (given.tax_ids ?? []).map(({ type, value }) => ({ type, value })),
    taxability_override: given.taxability_override ?? 'none',
  };
}

async function fromCustomer({ work }: Context, id: string): Promise<Buyer> {
  const customer = await work.require(customers, id, 'customer');
  const shipped = customer.shipping?.address;
  const address = shipped?.country ? shipped : customer.address;
  const numbers = await work.list(taxIds, { by: `customer/${id}`, limit: MOST_TAX_IDS });
  return {
    address: address ?? null,
    address_source: address ? (address === shipped ? 'shipping' : 'billing') : null,
    ip_address: customer.internal?.taxIpAddress ?? null,
    tax_ids: numbers.map(({ type, value }) => ({ type, value })),
    taxability_override: OVERRIDES[(customer.tax_exempt ?? 'none') as keyof typeof OVERRIDES],
  };
}

/** An address with every part, null where it has none. */
export function wholeAddress(address: Stripe.AddressParam | Stripe.Tax.LocationCreateParams.Address): Stripe.Address {
  const { city, country, line1, line2, postal_code: code, state } = address;
  return {
    city: city || null,
    country: country || null,
    line1: line1 || null,
    line2: line2 || null,
    postal_code: code || null,
    state: state || null,
  };
}

/** Returns where a buyer is. Throws `customer_tax_location_invalid` if their address does not show it. */
export function requirePlace({ address }: Pick<Buyer, 'address'>): Place {
  const place = address && locate(address);
  if (place) return place;
  throw new StripeError(400, {
    type: 'invalid_request_error',
    code: 'customer_tax_location_invalid',
    message: "We could not determine the customer's tax location based on the provided customer address.",
    param: 'customer_details[address]',
  });
}
