import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { parameterMissing } from '../../kernel/errors.ts';
import { preferredNetwork } from '../../methods/card.ts';
import type { TokenizedCard } from '../../network/type.ts';
import { methodContext } from '../make.ts';

/** A typed card with its owner's address, as the older API takes it. */
export type TypedCard = Stripe.TokenCreateParams.Card;

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

/** Brand names of the older API. */
export function brandName(brand: string): string {
  return BRANDS[brand] ?? 'Unknown';
}

/** Leaves a typed card with the network. `under` names the card in errors of parameters. */
export function vaultCard(context: Context, card: TypedCard, under: string): TokenizedCard {
  if (card.number === undefined) throw parameterMissing(`${under}[number]`);
  const method = methodContext(context);
  return method.network.tokenize(
    {
      number: card.number,
      expMonth: Number(card.exp_month),
      expYear: Number(card.exp_year),
      ...(card.cvc !== undefined && { cvc: card.cvc }),
    },
    method,
  );
}

/** The card that a token shows. Nothing has been checked yet; that happens when it is used. */
export function cardOfToken({ work }: Context, typed: TypedCard, card: TokenizedCard): Stripe.Card {
  return {
    id: work.newId('card'),
    object: 'card',
    address_city: typed.address_city || null,
    address_country: typed.address_country || null,
    address_line1: typed.address_line1 || null,
    address_line1_check: typed.address_line1 || card.line1Provided ? 'unchecked' : null,
    address_line2: typed.address_line2 || null,
    address_state: typed.address_state || null,
    address_zip: typed.address_zip || null,
    address_zip_check: typed.address_zip || card.postalCodeProvided ? 'unchecked' : null,
    allow_redisplay: 'unspecified',
    brand: brandName(card.brand),
    country: card.country,
    ...(typed.currency !== undefined && { currency: typed.currency.toLowerCase() }),
    cvc_check: card.cvcProvided ? 'unchecked' : null,
    dynamic_last4: null,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    fingerprint: card.fingerprint,
    funding: card.funding,
    last4: card.last4,
    metadata: {},
    name: typed.name || null,
    networks: { preferred: preferredNetwork(card.networks, typed.networks) },
    regulated_status: card.regulated ? 'regulated' : 'unregulated',
    tokenization_method: null,
    ...{ wallet: null },
  };
}
