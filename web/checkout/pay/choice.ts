import type { PageSavedMethod, PaymentPage } from '../../../src/shared/payment-page-view.ts';

/** How the payer pays: with a card that is saved, or with something new. */
export type Choice =
  | { readonly saved: string; readonly type?: never }
  | { readonly saved?: never; readonly type: string | undefined };

/** What is chosen when the page opens: the card that is filled in for the customer, else the first method. */
export function firstChoice(page: PaymentPage): Choice {
  const prefilled = page.prefilled_payment_method;
  return prefilled === null ? { type: page.payment_method_types[0] } : { saved: prefilled };
}

/** What is chosen as long as it can be; a card that was removed or a method that no longer fits gives way to the first. */
export function standingChoice(page: PaymentPage, choice: Choice): Choice {
  const stands = choice.saved ? savedMethod(page, choice) : page.payment_method_types.includes(choice.type ?? '');
  return stands ? choice : { type: page.payment_method_types[0] };
}

/** The saved card that is chosen, as long as the customer has it. */
export function savedMethod(page: PaymentPage, choice: Choice): PageSavedMethod | undefined {
  return page.saved_payment_methods.find(({ id }) => id === choice.saved);
}
