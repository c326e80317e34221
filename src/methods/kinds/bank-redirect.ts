import type Stripe from 'stripe';
import type { Generated, MethodSetup, PaymentMethodModule, RefundRules } from '../method.ts';
import { APPROVED_ON_PAGE, redirectMethod } from './redirect.ts';

/** Banks take money back that they have sent for half a year, and take their time about it. */
export const REFUNDED_BY_BANK: RefundRules = { partial: true, withinDays: 180 };

/** What a bank told of its customer's account, which can be debited later; nulls where nothing was asked. */
export function learnedAccount(method: Stripe.PaymentMethod, generated: Generated | null) {
  return {
    generated_sepa_debit: generated?.paymentMethod ?? null,
    generated_sepa_debit_mandate: generated?.mandate ?? null,
    iban_last4: generated?.last4 ?? null,
    verified_name: method.billing_details.name,
  };
}

/** A bank's own page, where its customer approves a transfer. `own` is what is its own. */
export function bankRedirect(own: Parameters<typeof redirectMethod>[0]): PaymentMethodModule {
  return redirectMethod({
    moneyFlow: { ...APPROVED_ON_PAGE, refunds: 'later' },
    refund: REFUNDED_BY_BANK,
    ...own,
  });
}

/** One whose payers' accounts can be debited later: what is kept of it is a SEPA debit. */
export function sepaGenerating(
  own: Parameters<typeof redirectMethod>[0] & { details(method: Stripe.PaymentMethod): object },
): PaymentMethodModule {
  const { details, ...rest } = own;
  const setup: MethodSetup = {
    attemptDetails: (method, _result, { generated }) => ({ ...details(method), ...learnedAccount(method, generated) }),
  };
  return bankRedirect({
    setupFutureUsage: ['none', 'off_session'],
    generates: 'sepa_debit',
    mandate: { needed: 'when_kept', details: () => ({}) },
    setup,
    chargeDetails: (method, _outcome, payment) => ({
      ...details(method),
      ...learnedAccount(method, payment.generated),
    }),
    ...rest,
  });
}
