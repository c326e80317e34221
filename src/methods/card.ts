import type Stripe from 'stripe';
import { invalidRequest, parameterMissing } from '../kernel/errors.ts';
import type { ThreeDSecureResult, TokenizedCard } from '../network/type.ts';
import { CARD_HOLDS_SECONDS, cardAuthorization } from './card-authorization.ts';
import type { MadeMethod, PaymentMethodModule } from './method.ts';

function given<T>(value: T | undefined, param: string): T {
  if (value !== undefined) return value;
  throw parameterMissing(param);
}

/**
 * Returns the network that the payer chose for a co-branded card, or null. Throws if the card does not have that
 * network.
 */
export function preferredNetwork(
  available: readonly string[],
  requested: { readonly preferred?: string | null | undefined } | undefined,
): string | null {
  const preferred = requested?.preferred || null;
  if (preferred === null || available.includes(preferred)) return preferred;
  throw invalidRequest(
    `The card is not on the network ${preferred}. Use one of its networks: ${available.join(', ')}.`,
    {
      param: 'card[networks][preferred]',
    },
  );
}

/** Returns the `card` hash of a payment method. CVC and postal code are checked on use. */
export function cardDetails(
  card: TokenizedCard,
  requested?: { readonly preferred?: string | null | undefined },
): MadeMethod {
  return {
    details: {
      brand: card.brand,
      checks: {
        address_line1_check: card.line1Provided ? 'unchecked' : null,
        address_postal_code_check: card.postalCodeProvided ? 'unchecked' : null,
        cvc_check: card.cvcProvided ? 'unchecked' : null,
      },
      country: card.country,
      display_brand: card.displayBrand,
      exp_month: card.expMonth,
      exp_year: card.expYear,
      fingerprint: card.fingerprint,
      funding: card.funding,
      generated_from: null,
      last4: card.last4,
      networks: { available: [...card.networks], preferred: preferredNetwork(card.networks, requested) },
      regulated_status: card.regulated ? 'regulated' : 'unregulated',
      three_d_secure_usage: { supported: card.threeDSecureSupported },
      wallet: null,
    } satisfies Stripe.PaymentMethod.Card,
    instrument: {
      type: 'card',
      token: card.token,
      cvcProvided: card.cvcProvided,
      ...(card.postalCodeProvided && { postalCodeProvided: true }),
      ...(card.line1Provided && { line1Provided: true }),
    },
  };
}

/** Returns the 3-D Secure result of a setup. There is no amount, so no exemption applies. */
function withoutExemption({ exemption_indicator: _, ...result }: ThreeDSecureResult): object {
  return result;
}

/** The network of a card if none is chosen. */
function networkOf(card: Stripe.PaymentMethod.Card): string {
  return card.networks?.preferred ?? card.networks?.available[0] ?? card.brand;
}

export const card: PaymentMethodModule = {
  type: 'card',
  rank: 0,
  label: 'Card',
  currencies: 'all',
  countries: 'all',
  amounts: {},
  flow: 'immediate',
  onByDefault: true,
  delayed: false,
  reusable: true,
  setupFutureUsage: ['none', 'on_session', 'off_session'],
  capture: { manual: true, partial: true, holdsSeconds: CARD_HOLDS_SECONDS },
  refund: { partial: true },
  chargePrefix: 'ch',
  actionSeconds: null,
  defaultOptions: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },

  make(data, context) {
    const params = given((data as Stripe.PaymentMethodCreateParams).card, 'card');
    const card = {
      number: given(params.number, 'card[number]'),
      expMonth: given(params.exp_month, 'card[exp_month]'),
      expYear: given(params.exp_year, 'card[exp_year]'),
    };
    const { cvc } = params;
    return cardDetails(context.network.tokenize(cvc === undefined ? card : { ...card, cvc }, context), params.networks);
  },

  authorization(method, facts) {
    if (!method.card) throw new Error(`${method.id} has no card`);
    return cardAuthorization(method.card, facts);
  },

  chargeDetails(method, outcome, payment) {
    const { card } = method;
    if (!card) throw new Error(`${method.id} has no card`);
    const { authorization } = payment;
    const available = (granted: boolean) => (granted ? 'available' : 'unavailable');
    const approved = outcome?.outcome === 'approved';
    const settled = outcome && 'checks' in outcome ? outcome : null;
    return {
      amount_authorized: approved ? payment.amount : null,
      authorization_code: approved ? outcome.authorizationCode : null,
      brand: card.brand,
      ...(payment.captureBefore !== null && { capture_before: payment.captureBefore }),
      checks: settled?.checks ?? card.checks,
      country: card.country,
      electronic_commerce_indicator: settled?.threeDSecure?.electronic_commerce_indicator ?? null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      extended_authorization: { status: authorization.extended ? 'enabled' : 'disabled' },
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      incremental_authorization: { status: available(authorization.incremental) },
      installments: payment.installments,
      last4: card.last4,
      mandate: payment.mandate,
      multicapture: { status: available(authorization.multicapture) },
      network: (payment.options as { network?: string | null }).network ?? networkOf(card),
      network_token: { used: false },
      network_transaction_id: approved ? outcome.networkTransactionId : null,
      overcapture: {
        maximum_amount_capturable: authorization.mostCapturable ?? payment.amount,
        status: available(authorization.mostCapturable !== undefined),
      },
      regulated_status: card.regulated_status,
      three_d_secure: settled?.threeDSecure
        ? { exemption_indicator: null, transaction_id: null, ...settled.threeDSecure }
        : null,
      transaction_link_id: null,
      wallet: null,
    };
  },

  setup: {
    defaultOptions: { mandate_options: null, network: null, request_three_d_secure: 'automatic' },

    attemptDetails(method, result, { network }) {
      const { card } = method;
      if (!card) throw new Error(`${method.id} has no card`);
      const settled = 'checks' in result ? result : null;
      const threeDSecure = settled?.threeDSecure;
      return {
        brand: card.brand,
        checks: settled?.checks ?? card.checks,
        country: card.country,
        exp_month: card.exp_month,
        exp_year: card.exp_year,
        fingerprint: card.fingerprint ?? null,
        funding: card.funding,
        last4: card.last4,
        network: network ?? networkOf(card),
        three_d_secure: threeDSecure ? { transaction_id: null, ...withoutExemption(threeDSecure) } : null,
        wallet: null,
      };
    },
  },

  next(signal) {
    if (signal === 'authorized') return { move: 'authorize' };
    return {
      move: 'fail',
      code: 'payment_intent_authentication_failure',
      message:
        'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
    };
  },
};
