import type { StripeError } from '@stripe/stripe-js';
import { callApi, connectionError } from '../../shared/call-api.ts';
import { misuse } from '../../shared/misuse.ts';
import type { Answer, Params } from '../../shared/protocol.ts';
import { showWindow } from '../elements/window.ts';
import type { Page } from '../page.ts';
import { asOutcome, type IntentKind, type IntentResult, idOf, retrieve } from './intent.ts';

/** The data of `collectBankAccountForPayment` and `collectBankAccountForSetup`. */
export interface CollectOptions {
  readonly clientSecret: string;
  readonly params?: {
    readonly payment_method_type?: string;
    readonly payment_method_data?: { readonly billing_details?: Params };
  };
}

/**
 * Shows the window of a simulated bank, and gives the intent the account that the customer links. The result has the
 * unchanged intent if the customer closes the window.
 */
export async function collectBankAccount<Result extends IntentResult>(
  page: Page,
  kind: IntentKind<Result>,
  { clientSecret, params = {} }: CollectOptions,
  call: string,
): Promise<Result> {
  idOf(kind, clientSecret, call);
  const billing = params.payment_method_data?.billing_details;
  if (params.payment_method_type !== 'us_bank_account' || typeof billing?.name !== 'string') {
    throw misuse(
      `stripe.${call}() needs params: {payment_method_type: 'us_bank_account', payment_method_data: {billing_details: {name}}}.`,
    );
  }
  const { email, name, phone } = billing;
  const outcome = await showWindow(page, { kind: 'bankLogin', options: {} }, async ({ name: what, event }) => {
    if (what === 'close') return retrieve(page, kind, clientSecret, call);
    if (what === 'loaderror') return { error: connectionError() };
    if (what !== 'done') return undefined;
    const { account } = event as { account: string };
    const link = { client_secret: clientSecret, account, billing_details: { email, name, phone } };
    const path = '/v1/elements/bank_accounts';
    return asOutcome(await callApi(page.origin, page.merchant, { method: 'POST', path, params: link }));
  });
  return kind.result(outcome);
}

/** The error of a window that the customer has closed. */
const CLOSED: StripeError = {
  type: 'validation_error',
  code: 'incomplete_payment_details',
  message: 'The customer closed the window before the payment details were complete.',
};

/** Shows the mandate of a pre-authorized debit, and sends a call with the account that the customer enters there. */
export function sendWithMandate(page: Page, call: { path: string; params: Params }): Promise<Answer> {
  return showWindow(page, { kind: 'acssDebit', options: {} }, async ({ name, frame }): Promise<Answer | undefined> => {
    if (name === 'close') return { error: CLOSED };
    if (name === 'loaderror') return { error: connectionError() };
    return name === 'done' ? frame.ask({ what: 'send', ...call, place: 'payment_method_data' }) : undefined;
  });
}
