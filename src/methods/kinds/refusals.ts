import type { Signal, Verdict } from '../method.ts';

/** Next states of payments approved on a page. `code` is the decline code of a refusal. */
export function approval(label: string, code = 'payment_intent_authentication_failure'): (signal: Signal) => Verdict {
  return (signal) => {
    if (signal === 'authorized') return { move: 'authorize' };
    if (signal === 'expired') {
      return {
        move: 'fail',
        code: 'payment_intent_payment_attempt_expired',
        message: `The customer did not approve this payment with ${label} in time.`,
      };
    }
    return {
      move: 'fail',
      code,
      message: `The customer did not approve this payment with ${label}. Offer another payment method, or try again.`,
    };
  };
}
