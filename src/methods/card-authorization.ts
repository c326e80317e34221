import type Stripe from 'stripe';
import { DAY_SECONDS } from '../kernel/clock.ts';
import type { Authorization, AuthorizationFacts } from './method.ts';

const HOUR_SECONDS = 3_600;

/** The default lifetime of a card authorization, unless the network or the merchant's country has another rule. */
export const CARD_HOLDS_SECONDS = 7 * DAY_SECONDS;
/** Visa's limit minus six hours, in which the capture has to clear. */
const VISA_BY_MERCHANT_SECONDS = 4 * DAY_SECONDS + 18 * HOUR_SECONDS;
const VISA_EXTENDED_SECONDS = 29 * DAY_SECONDS + 18 * HOUR_SECONDS;
const EXTENDED_SECONDS = 30 * DAY_SECONDS;
/** Authorizations in yen of Japanese merchants last longer, except with American Express. */
const JAPANESE_SECONDS = 30 * DAY_SECONDS;

/** The networks that support incremental and extended authorizations and overcapture. */
const FLEXIBLE = new Set(['visa', 'mastercard', 'amex', 'discover']);
/** Networks that support multicapture, with merchant countries if limited. */
const SPLIT: Readonly<Record<string, readonly string[] | 'all'>> = {
  amex: 'all',
  cartes_bancaires: 'all',
  diners: 'all',
  discover: 'all',
  jcb: ['US', 'CA', 'AU', 'NZ'],
  mastercard: 'all',
  unionpay: ['US'],
  visa: 'all',
};
/**
 * The overcapture limit in percent of the authorization: for merchants without a special category, or the lowest limit
 * of the categories that a network supports.
 */
const EXCESS_PERCENT: Readonly<Record<string, number>> = { visa: 15, mastercard: 30, amex: 15, discover: 15 };
/** Visa excludes these merchant countries from overcapture (the European Economic Area). */
const NO_VISA_EXCESS = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);

/**
 * Returns how long a card authorization lasts and which of the requested features its network grants
 * (https://docs.stripe.com/payments/flexible-payments). Pure.
 */
export function cardAuthorization(card: Stripe.PaymentMethod.Card, facts: AuthorizationFacts): Authorization {
  const wishes = (facts.options ?? {}) as Stripe.PaymentIntent.PaymentMethodOptions.Card;
  const wants = (option: string | undefined) => option === 'if_available';
  const network = card.networks?.preferred ?? card.networks?.available[0] ?? card.brand;
  const split = SPLIT[network];
  const extended = wants(wishes.request_extended_authorization) && !facts.plain && canExtend(card.brand, facts);
  return {
    holdsSeconds: extended ? extendedSeconds(card.brand) : holdsSeconds(card.brand, facts),
    extended,
    incremental: wants(wishes.request_incremental_authorization) && FLEXIBLE.has(card.brand),
    multicapture:
      wants(wishes.request_multicapture) &&
      !facts.plain &&
      split !== undefined &&
      (split === 'all' || split.includes(facts.merchantCountry)),
    mostCapturable: wants(wishes.request_overcapture) && !facts.plain ? mostCapturable(card.brand, facts) : undefined,
  };
}

function canExtend(brand: string, { initiator, merchantCountry }: AuthorizationFacts): boolean {
  if (brand === 'visa') return initiator === 'customer' && merchantCountry !== 'JP';
  return FLEXIBLE.has(brand);
}

function extendedSeconds(brand: string): number {
  return brand === 'visa' ? VISA_EXTENDED_SECONDS : EXTENDED_SECONDS;
}

function holdsSeconds(brand: string, { currency, initiator, merchantCountry }: AuthorizationFacts): number {
  if (merchantCountry === 'JP' && currency === 'jpy' && brand !== 'amex') return JAPANESE_SECONDS;
  return brand === 'visa' && initiator === 'merchant' ? VISA_BY_MERCHANT_SECONDS : CARD_HOLDS_SECONDS;
}

function mostCapturable(brand: string, { amount, initiator, merchantCountry }: AuthorizationFacts): number | undefined {
  const percent = EXCESS_PERCENT[brand];
  if (percent === undefined) return undefined;
  if (brand === 'visa' && (initiator === 'merchant' || NO_VISA_EXCESS.has(merchantCountry))) return undefined;
  return amount + Math.floor((amount * percent) / 100);
}
