import type {
  PaymentIntent,
  PaymentIntentResult,
  SetupIntent,
  SetupIntentResult,
  StripeError,
} from '@stripe/stripe-js';
import { callApi } from '../../shared/call-api.ts';
import { misuse } from '../../shared/misuse.ts';
import type { Answer, Params } from '../../shared/protocol.ts';
import type { Page } from '../page.ts';

/** A kind of intent: payment or setup. `Result` is the result for the page. */
export interface IntentKind<Result extends IntentResult = IntentResult> {
  readonly path: '/v1/payment_intents' | '/v1/setup_intents';
  /** Converts an outcome for the page. */
  readonly result: (outcome: Outcome) => Result;
  /** The object's name in errors and return addresses. */
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

/** The outcome of a call: the current intent, or an error in the shape of Stripe.js. */
export type Outcome =
  | { readonly intent: Intent; readonly error?: never }
  | { readonly intent?: never; readonly error: StripeError };

/** A result for the page. */
export type IntentResult = PaymentIntentResult | SetupIntentResult;

/** Returns the kind of intent of a client secret. */
export function kindOf(clientSecret: unknown): IntentKind {
  return typeof clientSecret === 'string' && clientSecret.startsWith('seti_') ? SETUP : PAYMENT;
}

/** Returns the id in a client secret. Throws if it is none. */
export function idOf(kind: IntentKind, clientSecret: unknown, call: string): string {
  const id = typeof clientSecret === 'string' ? /^([a-z]+_\w+?)_secret_\w+$/.exec(clientSecret)?.[1] : undefined;
  if (id?.startsWith(`${kind.prefix}_`)) return id;
  throw misuse(
    `stripe.${call}() needs the client secret of a ${kind.name}, which looks like ${kind.prefix}_…_secret_…. Your server gets it with the object. Pass it to the page.`,
  );
}

export function asOutcome(answer: Answer): Outcome {
  return answer.error ? { error: answer.error } : { intent: answer.body as Intent };
}

/** Retrieves an intent. */
export async function retrieve(page: Page, kind: IntentKind, clientSecret: string, call: string): Promise<Outcome> {
  const path = `${kind.path}/${idOf(kind, clientSecret, call)}`;
  return asOutcome(
    await callApi(page.origin, page.merchant, { method: 'GET', path, params: { client_secret: clientSecret } }),
  );
}

/** `stripe.verifyMicrodepositsForPayment` and `…ForSetup`. */
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
