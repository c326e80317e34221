import type Stripe from 'stripe';
import { idOf } from '../../kernel/entity.ts';
import type { PaymentMethod } from '../type.ts';

/** The brand names of the older card object, which differ from those of payment methods. */
const BRANDS: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'MasterCard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
  cartes_bancaires: 'Cartes Bancaires',
  eftpos_au: 'Eftpos Australia',
};

/** What the older API calls a brand. */
export function brandName(brand: string): string {
  return BRANDS[brand] ?? 'Unknown';
}

/** A payment method as the older API shows it: a card with its address beside its number. Throws when it is no card. */
export function cardOf(method: PaymentMethod): Stripe.Card {
  const { billing_details: billing, card } = method;
  if (!card) throw new Error(`${method.id} is no card`);
  const { address } = billing;
  return {
    id: method.id,
    object: 'card',
    address_city: address?.city ?? null,
    address_country: address?.country ?? null,
    address_line1: address?.line1 ?? null,
    address_line1_check: card.checks?.address_line1_check ?? null,
    address_line2: address?.line2 ?? null,
    address_state: address?.state ?? null,
    address_zip: address?.postal_code ?? null,
    address_zip_check: card.checks?.address_postal_code_check ?? null,
    allow_redisplay: method.allow_redisplay ?? 'unspecified',
    brand: brandName(card.brand),
    country: card.country,
    customer: idOf(method.customer),
    cvc_check: card.checks?.cvc_check ?? null,
    dynamic_last4: null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    ...(card.fingerprint && { fingerprint: card.fingerprint }),
    funding: card.funding,
    last4: card.last4,
    metadata: method.metadata,
    name: billing.name,
    regulated_status: card.regulated_status,
    tokenization_method: null,
    // Fields that the API answers though its types do not tell of them.
    ...{ email: billing.email, phone: billing.phone, wallet: null },
  };
}
