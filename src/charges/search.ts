import type { Searchable } from '../kernel/searchable.ts';
import type { Charge } from './type.ts';

/** The payment methods whose card a charge is searched by. */
const CARDS = ['card', 'card_present', 'interac_present'] as const;
const CARD_FIELDS = ['brand', 'exp_month', 'exp_year', 'fingerprint', 'last4'] as const;

/** https://docs.stripe.com/search#query-fields-for-charges */
export const chargeSearch: Searchable<Charge> = {
  path: '/v1/charges/search',
  edition: 1,
  fields: {
    amount: 'numeric',
    'billing_details.address.postal_code': 'token',
    created: 'numeric',
    currency: 'token',
    customer: 'token',
    disputed: { kind: 'token', values: ['true', 'false'] },
    refunded: { kind: 'token', values: ['true', 'false'], of: refunded },
    status: 'token',
    ...Object.fromEntries(
      CARDS.flatMap((card) => CARD_FIELDS.map((field) => [`payment_method_details.${card}.${field}`, 'token'])),
    ),
  },
};

/** True when all of it was refunded, false when a part was; a charge that was not refunded is found by null. */
function refunded(charge: Charge): boolean | null {
  if (charge.refunded) return true;
  return charge.amount_refunded > 0 ? false : null;
}
