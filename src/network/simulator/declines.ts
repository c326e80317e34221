import type { Decline } from '../type.ts';

export type DeclineName = keyof typeof DECLINES;

const GENERIC_MESSAGE = 'Your card was declined.';

/**
 * Every decline of the simulator, with the codes and messages that integrations depend on. Network decline codes are
 * Visa's (ISO 8583); advice codes are the recommendation on retries, as the API and as the network write it.
 */
export const DECLINES = {
  generic_decline: {
    code: 'card_declined',
    declineCode: 'generic_decline',
    message: GENERIC_MESSAGE,
    by: 'issuer',
    adviceCode: 'try_again_later',
    networkDeclineCode: '01',
  },
  insufficient_funds: {
    code: 'card_declined',
    declineCode: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
    by: 'issuer',
    adviceCode: 'try_again_later',
    networkDeclineCode: '51',
    networkAdviceCode: '02',
  },
  lost_card: {
    code: 'card_declined',
    declineCode: 'lost_card',
    message: GENERIC_MESSAGE,
    by: 'issuer',
    adviceCode: 'do_not_try_again',
    networkDeclineCode: '41',
    networkAdviceCode: '01',
  },
  stolen_card: {
    code: 'card_declined',
    declineCode: 'stolen_card',
    message: GENERIC_MESSAGE,
    by: 'issuer',
    adviceCode: 'do_not_try_again',
    networkDeclineCode: '43',
    networkAdviceCode: '01',
  },
  card_velocity_exceeded: {
    code: 'card_declined',
    declineCode: 'card_velocity_exceeded',
    message: 'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
    by: 'issuer',
    adviceCode: 'try_again_later',
    networkDeclineCode: '61',
    networkAdviceCode: '02',
  },
  expired_card: {
    code: 'expired_card',
    declineCode: 'expired_card',
    message: 'Your card has expired.',
    param: 'exp_month',
    by: 'issuer',
    adviceCode: 'confirm_card_data',
    networkDeclineCode: '54',
    networkAdviceCode: '03',
  },
  incorrect_cvc: {
    code: 'incorrect_cvc',
    declineCode: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
    param: 'cvc',
    by: 'issuer',
    adviceCode: 'confirm_card_data',
    networkDeclineCode: 'N7',
    networkAdviceCode: '03',
  },
  incorrect_zip: {
    code: 'incorrect_zip',
    message:
      'Your card could not be authorized using the postal code provided. Please update the postal code, or contact your card issuer for further details.',
    param: 'address_zip',
    by: 'issuer',
  },
  processing_error: {
    code: 'processing_error',
    declineCode: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
    by: 'issuer',
    adviceCode: 'try_again_later',
    networkDeclineCode: '06',
  },
  fraudulent: { code: 'card_declined', declineCode: 'fraudulent', message: GENERIC_MESSAGE, by: 'risk' },
  authentication_required: {
    code: 'authentication_required',
    declineCode: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
    by: 'issuer',
  },
  authentication_failed: {
    code: 'payment_intent_authentication_failure',
    message:
      'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
    by: 'network',
  },
  setup_authentication_failed: {
    code: 'setup_intent_authentication_failure',
    message:
      'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
    by: 'network',
  },
  customer_decline: {
    code: 'payment_method_customer_decline',
    message: 'The customer did not approve the payment. Offer another payment method, or try again.',
    by: 'network',
  },
} as const satisfies Record<string, Decline>;
