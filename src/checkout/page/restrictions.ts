import type Stripe from 'stripe';
import { StripeError } from '../../kernel/errors.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import type { CheckoutSession } from '../sessions/type.ts';

type Restrictions = NonNullable<Stripe.Checkout.SessionCreateParams.PaymentMethodOptions.Card['restrictions']>;

/** The brands of a restriction's name; those that Discover's network carries go with it. */
const BRANDS: Readonly<Record<string, readonly string[]>> = {
  american_express: ['amex'],
  discover_global_network: ['diners', 'discover', 'jcb', 'unionpay'],
  mastercard: ['mastercard'],
  visa: ['visa'],
};

/** Throws for a card of a brand or kind that the session does not take. */
export function checkRestrictions(session: CheckoutSession, { card }: Pick<PaymentMethod, 'card'>): void {
  const options = session.payment_method_options?.card as { restrictions?: Restrictions } | undefined;
  const { brands_blocked: brands = [], funding_types_blocked: kinds = [] } = options?.restrictions ?? {};
  if (!card) return;
  if (brands.some((name) => BRANDS[name]?.includes(card.brand)))
    throw notTaken(`${card.display_brand ?? card.brand} cards`);
  if (kinds.some((kind) => kind === card.funding)) throw notTaken(`${card.funding} cards`);
}

function notTaken(cards: string): StripeError {
  return new StripeError(402, {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'card_not_supported',
    message: `Your card is not supported: ${cards} are not accepted here. Use another card.`,
    param: 'payment_method',
  });
}
