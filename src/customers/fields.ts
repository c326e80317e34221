import type Stripe from 'stripe';
import { invalidRequest } from '../kernel/errors.ts';

/** The fields that creating and updating a customer share. '' clears one. */
export type CustomerFields = Stripe.CustomerCreateParams & Stripe.CustomerUpdateParams;

const NO_ADDRESS: Stripe.Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};

/** Returns a customer's fields from its plain parameters, only those that were sent. */
export function customerFields(params: CustomerFields): Partial<Stripe.Customer> {
  const fields: Partial<Stripe.Customer> = {};
  if (params.address !== undefined) fields.address = params.address ? withNulls(params.address) : null;
  if (params.description !== undefined) fields.description = params.description || null;
  if (params.email !== undefined) fields.email = checkEmail(params.email);
  if (params.name !== undefined) fields.name = params.name || null;
  if (params.phone !== undefined) fields.phone = params.phone || null;
  if (params.preferred_locales !== undefined) fields.preferred_locales = params.preferred_locales;
  if (params.shipping !== undefined) fields.shipping = params.shipping ? shippingOf(params.shipping) : null;
  if (params.tax_exempt !== undefined) fields.tax_exempt = (params.tax_exempt || 'none') as Stripe.Customer.TaxExempt;
  if (params.business_name !== undefined && params.business_name) fields.business_name = params.business_name;
  if (params.individual_name !== undefined && params.individual_name) fields.individual_name = params.individual_name;
  return fields;
}

function withNulls(address: object): Stripe.Address {
  const given = Object.entries(address).map(([key, value]) => [key, value || null]);
  return { ...NO_ADDRESS, ...Object.fromEntries(given) };
}

function shippingOf(shipping: { address?: object; name?: string; phone?: string }): Stripe.Customer.Shipping {
  return {
    address: withNulls(shipping.address ?? {}),
    name: shipping.name ?? '',
    phone: shipping.phone || null,
  } as Stripe.Customer.Shipping;
}

/** The longest e-mail address that mail servers take. */
const LONGEST_EMAIL = 512;

function checkEmail(email: string | null): string | null {
  if (!email) return null;
  if (email.length <= LONGEST_EMAIL && /^[^\s@]+@[^\s@]+$/.test(email)) return email;
  throw invalidRequest(`Invalid email address: ${email}`, { code: 'email_invalid', param: 'email' });
}
