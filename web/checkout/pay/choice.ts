import type { PageSavedMethod, PaymentPage } from '../../../src/shared/payment-page-view.ts';

/** The selected way to pay: a saved card or a new payment method. */
export type Choice =
  | { readonly saved: string; readonly type?: never }
  | { readonly saved?: never; readonly type: string | undefined };

/** Returns the initial choice: the customer's prefilled card, or the first payment method. */
export function firstChoice(page: PaymentPage): Choice {
  const prefilled = page.prefilled_payment_method;
  return prefilled === null ? { type: page.payment_method_types[0] } : { saved: prefilled };
}

/** Returns the choice if it is still available, otherwise the first payment method. */
export function standingChoice(page: PaymentPage, choice: Choice): Choice {
  const stands = choice.saved ? savedMethod(page, choice) : page.payment_method_types.includes(choice.type ?? '');
  return stands ? choice : { type: page.payment_method_types[0] };
}

/** Returns the selected saved card. */
export function savedMethod(page: PaymentPage, choice: Choice): PageSavedMethod | undefined {
  return page.saved_payment_methods.find(({ id }) => id === choice.saved);
}
