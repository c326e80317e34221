import type Stripe from 'stripe';
import type { Generated, MethodSetup, PaymentMethodModule, RefundRules } from '../method.ts';
import { APPROVED_ON_PAGE, redirectMethod } from './redirect.ts';

/** Refund window and duration of bank redirects. */
const REFUNDED_BY_BANK: RefundRules = { partial: true, withinDays: 180 };

/** Details of the customer's account from the bank; null if none were requested. */
function learnedAccount(method: Stripe.PaymentMethod, generated: Generated | null) {
  return {
    generated_sepa_debit: generated?.paymentMethod ?? null,
    generated_sepa_debit_mandate: generated?.mandate ?? null,
    iban_last4: generated?.last4 ?? null,
    verified_name: method.billing_details.name,
  };
}

/** Declares a bank redirect: the customer approves a transfer on the bank's page. `own` overrides the defaults. */
export function bankRedirect(own: Parameters<typeof redirectMethod>[0]): PaymentMethodModule {
  return redirectMethod({
    moneyFlow: { ...APPROVED_ON_PAGE, refunds: 'later' },
    refund: REFUNDED_BY_BANK,
    ...own,
  });
}

/** Declares a bank redirect that generates a SEPA debit for future payments. */
export function sepaGenerating(
  own: Parameters<typeof redirectMethod>[0] & {
    details(method: Stripe.PaymentMethod, options: { readonly preferred_language?: string | null }): object;
  },
): PaymentMethodModule {
  const { details, ...rest } = own;
  const setup: MethodSetup = {
    attemptDetails: (method, _result, { generated }) => ({
      ...details(method, {}),
      ...learnedAccount(method, generated),
    }),
  };
  return bankRedirect({
    setupFutureUsage: ['none', 'off_session'],
    generates: 'sepa_debit',
    mandate: { needed: 'when_kept', details: () => ({}) },
    setup,
    chargeDetails: (method, _outcome, payment) => ({
      ...details(method, payment.options),
      ...learnedAccount(method, payment.generated),
    }),
    ...rest,
  });
}
