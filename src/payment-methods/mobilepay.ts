import type { PaymentMethodModule } from './method.ts';

/** The payer has five minutes to open the app and approve. */
const APPROVAL_SECONDS = 300;
/** The card behind a MobilePay payment holds like other cards. */
const HOLDS_SECONDS = 7 * 86_400;

/** MobilePay: a single-use wallet in Denmark and Finland, approved in its app; a hidden card pays. */
export const mobilepay: PaymentMethodModule = {
  type: 'mobilepay',
  label: 'MobilePay',
  currencies: ['dkk', 'eur', 'nok', 'sek'],
  countries: ['DK', 'FI'],
  amounts: {},
  flow: 'redirect',
  delayed: false,
  reusable: false,
  setupFutureUsage: ['none'],
  capture: { manual: true, partial: false, holdsSeconds: HOLDS_SECONDS },
  refund: { partial: true },
  chargePrefix: 'py',
  actionSeconds: APPROVAL_SECONDS,
  defaultOptions: {},

  make: () => ({ details: {}, instrument: { type: 'mobilepay' } }),

  chargeDetails: (_method, outcome) => ({
    card: outcome?.outcome === 'approved' && outcome.card ? outcome.card : null,
  }),

  next(signal) {
    switch (signal) {
      case 'authorized':
        return { move: 'authorize' };
      case 'failed':
        return {
          move: 'fail',
          code: 'payment_intent_authentication_failure',
          message:
            'The customer did not approve this payment in MobilePay. Offer another payment method, or try again.',
        };
      case 'expired':
        return {
          move: 'fail',
          code: 'payment_intent_payment_attempt_expired',
          message: 'The customer did not approve this payment in MobilePay within five minutes.',
        };
    }
  },
};
