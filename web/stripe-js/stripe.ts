import type {
  ConfirmationTokenResult,
  PaymentIntentResult,
  PaymentMethodResult,
  SetupIntentResult,
  Stripe,
  TokenResult,
} from '@stripe/stripe-js';
import type { Params } from '../shared/protocol.ts';
import { type CollectOptions, collectBankAccount } from './calls/bank-windows.ts';
import { type ConfirmOptions, confirmWithElements } from './calls/confirm-elements.ts';
import { confirmMethod } from './calls/confirm-method.ts';
import { createConfirmationToken, createPaymentMethod, createToken } from './calls/create.ts';
import { handleAction } from './calls/handle-action.ts';
import { createInFlight } from './calls/in-flight.ts';
import { type IntentKind, kindOf, PAYMENT, retrieve, SETUP, verifyMicrodeposits } from './calls/intent.ts';
import { confirmAsBefore } from './calls/legacy.ts';
import { createPaymentRequest } from './calls/payment-request.ts';
import { createRadarSession } from './calls/radar-session.ts';
import { createSource, retrieveSource } from './calls/sources.ts';
import { checkoutCalls } from './checkout/calls.ts';
import { createGroup, groupOf } from './elements/group.ts';
import type { GroupOptions } from './elements/purpose.ts';
import { METHODS_CONFIRMED, NOT_YET, type OF_CHECKOUT } from './names.ts';
import type { Page } from './page.ts';

/** Creates the Stripe object of a page. Its calls follow the official types and do not throw for errors of the API. */
export function createStripe(page: Page): Stripe {
  const once = createInFlight();

  const built = {
    elements: (options: GroupOptions = {}) => createGroup(page, options),
    createPaymentMethod: (typeOrData: string | Params, elementOrData?: unknown, data?: Params) =>
      createPaymentMethod(page, typeOrData, elementOrData, data),
    createToken: (what: unknown, data?: Params) => createToken(page, what, data),
    createConfirmationToken: (options: Parameters<typeof createConfirmationToken>[1]) =>
      createConfirmationToken(page, options),
    confirmPayment: (options: ConfirmOptions) =>
      once(secretKey(options), () => confirmWithElements(page, PAYMENT, options, 'confirmPayment')),
    confirmSetup: (options: ConfirmOptions) =>
      once(secretKey(options), () => confirmWithElements(page, SETUP, options, 'confirmSetup')),
    handleCardAction: (clientSecret: string) =>
      once(clientSecret, () => handleAction(page, PAYMENT, clientSecret, 'handleCardAction')),
    handleNextAction: ({ clientSecret }: { clientSecret: string }) =>
      once(clientSecret, () => handleAction(page, kindOf(clientSecret), clientSecret, 'handleNextAction')),
    retrievePaymentIntent: async (clientSecret: string) =>
      PAYMENT.result(await retrieve(page, PAYMENT, clientSecret, 'retrievePaymentIntent')),
    retrieveSetupIntent: async (clientSecret: string) =>
      SETUP.result(await retrieve(page, SETUP, clientSecret, 'retrieveSetupIntent')),
    verifyMicrodepositsForPayment: (clientSecret: string, data?: Params) =>
      verifyMicrodeposits(page, PAYMENT, clientSecret, data, 'verifyMicrodepositsForPayment'),
    verifyMicrodepositsForSetup: (clientSecret: string, data?: Params) =>
      verifyMicrodeposits(page, SETUP, clientSecret, data, 'verifyMicrodepositsForSetup'),
    collectBankAccountForPayment: (options: CollectOptions) =>
      collectBankAccount(page, PAYMENT, options, 'collectBankAccountForPayment'),
    collectBankAccountForSetup: (options: CollectOptions) =>
      collectBankAccount(page, SETUP, options, 'collectBankAccountForSetup'),
    createRadarSession,
    paymentRequest: createPaymentRequest,
    registerAppInfo: () => undefined,
    _registerWrapper: () => undefined,
  } satisfies Official;

  const ofMethods = Object.fromEntries(
    Object.entries(METHODS_CONFIRMED).map(([call, type]) => {
      const kind: IntentKind = call.endsWith('Setup') ? SETUP : PAYMENT;
      const confirm = (clientSecret: string, data?: unknown, options?: { handleActions?: boolean }) =>
        once(clientSecret, () => confirmMethod(page, kind, { type, clientSecret, data, options }, call));
      return [call, confirm];
    }),
  );
  // The official interface has an overload for every use; `Official` checks the calls one by one.
  return {
    ...missing(),
    ...ofMethods,
    ...olderCalls(page, once),
    ...built,
    ...checkoutCalls(page),
  } as unknown as Stripe;
}

/** The official calls in `names.ts`. */
type Elsewhere = keyof typeof METHODS_CONFIRMED | (typeof NOT_YET)[number] | (typeof OF_CHECKOUT)[number];

/** All other official calls with their official results, so that none is missing. */
interface Official extends Record<Exclude<keyof Stripe, Elsewhere>, unknown> {
  readonly createPaymentMethod: (
    typeOrData: string | Params,
    elementOrData?: unknown,
    data?: Params,
  ) => Promise<PaymentMethodResult>;
  readonly createToken: (what: unknown, data?: Params) => Promise<TokenResult>;
  readonly createConfirmationToken: (options: Params) => Promise<ConfirmationTokenResult>;
  readonly confirmPayment: (options: ConfirmOptions) => Promise<PaymentIntentResult>;
  readonly confirmSetup: (options: ConfirmOptions) => Promise<SetupIntentResult>;
  readonly handleCardAction: Stripe['handleCardAction'];
  readonly handleNextAction: (options: { clientSecret: string }) => Promise<PaymentIntentResult | SetupIntentResult>;
  readonly retrievePaymentIntent: Stripe['retrievePaymentIntent'];
  readonly retrieveSetupIntent: Stripe['retrieveSetupIntent'];
  readonly verifyMicrodepositsForPayment: (secret: string, data?: Params) => Promise<PaymentIntentResult>;
  readonly verifyMicrodepositsForSetup: (secret: string, data?: Params) => Promise<SetupIntentResult>;
  readonly registerAppInfo: Stripe['registerAppInfo'];
  /** Called by `@stripe/stripe-js` and `@stripe/react-stripe-js` to identify themselves. */
  readonly _registerWrapper: (wrapper: unknown) => void;
}

/** Returns the key of a confirmation: its client secret, or the id of its group of elements. */
function secretKey({ clientSecret, elements }: ConfirmOptions): string {
  return clientSecret ?? groupOf(elements)?.id ?? '';
}

/** Returns the calls of older trains, which pages still make. */
function olderCalls(page: Page, once: ReturnType<typeof createInFlight>): Record<string, unknown> {
  const before = (call: string, kind: IntentKind, follows: boolean) => [
    call,
    (clientSecret: string, elementOrData?: unknown, data?: Params) =>
      once(clientSecret, () => confirmAsBefore(page, kind, { clientSecret, elementOrData, data }, { call, follows })),
  ];
  return {
    ...Object.fromEntries([
      before('handleCardPayment', PAYMENT, true),
      before('handleCardSetup', SETUP, true),
      before('confirmPaymentIntent', PAYMENT, false),
      before('confirmSetupIntent', SETUP, false),
    ]),
    createSource: (elementOrData: unknown, data?: Params) => createSource(page, elementOrData, data),
    retrieveSource: (source: Parameters<typeof retrieveSource>[1]) => retrieveSource(page, source),
  };
}

/** Returns the unsupported calls, which resolve with an error. */
function missing(): Record<string, unknown> {
  const message = (call: string) => `Florin does not support stripe.${call}() yet. Nothing was done.`;
  return Object.fromEntries(
    NOT_YET.map((call) => [call, async () => ({ error: { type: 'invalid_request_error', message: message(call) } })]),
  );
}
