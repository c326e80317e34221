import type Stripe from 'stripe';

/** A test bank account in the United States. */
export const BANK = {
  object: 'bank_account',
  country: 'US',
  currency: 'usd',
  routing_number: '110000000',
  account_number: '000123456789',
} as const;

/** A test person, whose data is verified after a while. */
export const JENNY = {
  first_name: 'Jenny',
  last_name: 'Rosen',
  email: 'jenny@example.com',
  phone: '0000000000',
  dob: { day: 1, month: 1, year: 1901 },
  address: {
    line1: 'address_full_match',
    city: 'San Francisco',
    state: 'CA',
    postal_code: '94111',
    country: 'US',
  },
} as const;

/** The parameters of an account that lacks nothing. Its person is verified after a while. */
export function complete(more: Partial<Stripe.AccountCreateParams> = {}): Stripe.AccountCreateParams {
  return {
    type: 'custom',
    country: 'US',
    business_type: 'individual',
    capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
    business_profile: { mcc: '5734', url: 'https://accessible.stripe.com' },
    individual: { ...JENNY, id_number: '000000000' },
    external_account: BANK,
    tos_acceptance: { date: 1_700_000_000, ip: '8.8.8.8' },
    ...more,
  };
}
