import type {
  PaymentIntent,
  PaymentIntentResult,
  SetupIntent,
  SetupIntentResult,
  StripeError,
} from '@stripe/stripe-js';
import { callApi } from '../../shared/call-api.ts';
import type { Answer, Params } from '../../shared/protocol.ts';
import { misuse } from '../misuse.ts';
import type { Page } from '../page.ts';

/** The two things a page confirms: a payment, and a setup for later payments. `Result` is what a page is given back. */
export interface IntentKind<Result extends IntentResult = IntentResult> {
  readonly path: '/v1/payment_intents' | '/v1/setup_intents';
  /** The outcome as a page is given it. */
  readonly result: (outcome: Outcome) => Result;
  /** The name of the object in errors and in the address a payer comes back to. */
  readonly name: 'payment_intent' | 'setup_intent';
  readonly prefix: 'pi' | 'seti';
}

export const PAYMENT: IntentKind<PaymentIntentResult> = {
  path: '/v1/payment_intents',
  result: ({ intent, error }) => (error ? { error } : { paymentIntent: intent as PaymentIntent }),
  name: 'payment_intent',
  prefix: 'pi',
};
export const SETUP: IntentKind<SetupIntentResult> = {
  path: '/v1/setup_intents',
  result: ({ intent, error }) => (error ? { error } : { setupIntent: intent as SetupIntent }),
  name: 'setup_intent',
  prefix: 'seti',
};

export type Intent = PaymentIntent | SetupIntent;

/** What a call came to: the intent as it is now, or an error in the shape of Stripe.js. */
export type Outcome =
  | { readonly intent: Intent; readonly error?: never }
  | { readonly intent?: never; readonly error: StripeError };

/** What a page is given back. */
export type IntentResult = PaymentIntentResult | SetupIntentResult;

/** The kind of intent that a client secret opens. */
export function kindOf(clientSecret: unknown): IntentKind {
  return typeof clientSecret === 'string' && clientSecret.startsWith('seti_') ? SETUP : PAYMENT;
}

/** The id in a client secret. Throws for what is none, which is a mistake of the page. */
export function idOf(kind: IntentKind, clientSecret: unknown, call: string): string {
  const id = typeof clientSecret === 'string' ? /^([a-z]+_\w+?)_secret_\w+$/.exec(clientSecret)?.[1] : undefined;
  if (id?.startsWith(`${kind.prefix}_`)) return id;
  throw misuse(
    `stripe.${call}() needs the client secret of a ${kind.name}, which looks like ${kind.prefix}_…_secret_…. Your server gets it with the object; pass it on to the page.`,
  );
}

export function asOutcome(answer: Answer): Outcome {
  return answer.error ? { error: answer.error } : { intent: answer.body as Intent };
}

/** The intent as Florin has it now. */
export async function retrieve(page: Page, kind: IntentKind, clientSecret: string, call: string): Promise<Outcome> {
  const path = `${kind.path}/${idOf(kind, clientSecret, call)}`;
  return asOutcome(
    await callApi(page.origin, page.merchant, { method: 'GET', path, params: { client_secret: clientSecret } }),
  );
}

/** `stripe.verifyMicrodepositsForPayment` and `…ForSetup`: what the payer found on the account. */
export async function verifyMicrodeposits<Result extends IntentResult>(
  page: Page,
  kind: IntentKind<Result>,
  clientSecret: string,
  data: Params | undefined,
  call: string,
): Promise<Result> {
  const path = `${kind.path}/${idOf(kind, clientSecret, call)}/verify_microdeposits`;
  const params = { ...data, client_secret: clientSecret };
  return kind.result(asOutcome(await callApi(page.origin, page.merchant, { method: 'POST', path, params })));
}
