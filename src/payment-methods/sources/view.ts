import type Stripe from 'stripe';
import { brandName } from '../tokens/card.ts';
import type { PaymentMethod } from '../type.ts';
import type { BankAccount, CustomerSource } from './type.ts';

/** A source as the older API shows it. */
export function viewOf(source: CustomerSource): Stripe.Card | Stripe.Source | BankAccount {
  if (source.object === 'bank_account') return source;
  return source.internal.legacy?.object === 'source' ? sourceOf(source) : cardOf(source);
}

/** A payment method as the older API shows it: a card with its address beside its number. Throws when it is no card. */
function cardOf(method: PaymentMethod): Stripe.Card {
  const { billing_details: billing, card } = method;
  if (!card) throw new Error(`${method.id} is not a card`);
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
    customer: method.customer,
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
    // Fields that the API returns although its types lack them.
    ...{ email: billing.email, phone: billing.phone, wallet: null },
  };
}

/** A payment method as the older API's Source. Throws when it was not made as one. */
export function sourceOf(method: PaymentMethod): Stripe.Source {
  const { card, internal } = method;
  const { legacy } = internal;
  if (!card || legacy?.object !== 'source') throw new Error(`${method.id} is not a source`);
  const customer = method.customer;
  return {
    id: method.id,
    object: 'source',
    allow_redisplay: method.allow_redisplay ?? 'unspecified',
    amount: legacy.amount,
    card: cardHash(card, method.billing_details.name),
    client_secret: legacy.client_secret,
    created: method.created,
    currency: legacy.currency,
    ...(customer !== null && { customer }),
    flow: legacy.flow,
    livemode: false,
    metadata: method.metadata,
    owner: legacy.owner,
    statement_descriptor: legacy.statement_descriptor,
    status: legacy.status,
    type: 'card',
    usage: legacy.usage,
  };
}

function cardHash(card: Stripe.PaymentMethod.Card, name: string | null): Stripe.Source.Card {
  return {
    address_line1_check: card.checks?.address_line1_check ?? null,
    address_zip_check: card.checks?.address_postal_code_check ?? null,
    brand: brandName(card.brand),
    country: card.country,
    cvc_check: card.checks?.cvc_check ?? null,
    dynamic_last4: null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    ...(card.fingerprint && { fingerprint: card.fingerprint }),
    funding: card.funding,
    last4: card.last4,
    name,
    three_d_secure: card.three_d_secure_usage?.supported ? 'optional' : 'not_supported',
    tokenization_method: null,
  };
}
