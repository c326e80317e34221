import type {
  ConfirmationTokenResult,
  PaymentIntentResult,
  PaymentMethodResult,
  SetupIntentResult,
  Stripe,
  TokenResult,
} from '@stripe/stripe-js';
import type { Params } from '../shared/protocol.ts';
import { confirmWithElements, confirmWithType, handleAction } from './calls/confirm.ts';
import { createConfirmationToken, createPaymentMethod, createToken } from './calls/create.ts';
import { createInFlight } from './calls/in-flight.ts';
import { asResult, PAYMENT, retrieve, SETUP } from './calls/intent.ts';
import { createGroup } from './elements/group.ts';
import type { GroupOptions } from './elements/purpose.ts';
import { METHODS_CONFIRMED, NOT_YET } from './names.ts';
import type { Page } from './page.ts';

/** The Stripe object of a page. Its calls answer as the official types say and do not throw for what the API refuses. */
export function createStripe(page: Page): Stripe {
  const once = createInFlight();

  const built = {
    elements: (options: GroupOptions = {}) => createGroup(page, options),
    createPaymentMethod: (options: Params) => createPaymentMethod(page, options),
    createToken: (what: unknown, data?: Params) => createToken(page, what, data),
    createConfirmationToken: (options: Parameters<typeof createConfirmationToken>[1]) =>
      createConfirmationToken(page, options),
    confirmPayment: (options: Parameters<typeof confirmWithElements>[2]) =>
      once(secretKey(options), () => confirmWithElements(page, PAYMENT, options, 'confirmPayment')),
    confirmSetup: (options: Parameters<typeof confirmWithElements>[2]) =>
      once(secretKey(options), () => confirmWithElements(page, SETUP, options, 'confirmSetup')),
    handleCardAction: (clientSecret: string) =>
      once(clientSecret, () => handleAction(page, clientSecret, 'handleCardAction')),
    handleNextAction: ({ clientSecret }: { clientSecret: string }) =>
      once(clientSecret, () => handleAction(page, clientSecret, 'handleNextAction')),
    retrievePaymentIntent: async (clientSecret: string) =>
      asResult(PAYMENT, await retrieve(page, PAYMENT, clientSecret, 'retrievePaymentIntent')),
    retrieveSetupIntent: async (clientSecret: string) =>
      asResult(SETUP, await retrieve(page, SETUP, clientSecret, 'retrieveSetupIntent')),
    registerAppInfo: () => undefined,
    _registerWrapper: () => undefined,
  } satisfies Official;

  const ofTypes = Object.fromEntries(
    Object.entries(METHODS_CONFIRMED).map(([call, type]) => [
      call,
      (clientSecret: string, data?: unknown, options?: { handleActions?: boolean }) =>
        once(clientSecret, () => confirmWithType(page, { type, clientSecret, data, options }, call)),
    ]),
  );
  const missing = Object.fromEntries(NOT_YET.map((call) => [call, async () => ({ error: notYet(call) })]));
  // The official interface has an overload for every use; what they have in common is checked call by call.
  return { ...missing, ...ofTypes, ...built } as unknown as Stripe;
}

/** What the official types promise of the calls. */
interface Official {
  readonly createPaymentMethod: (options: Params) => Promise<PaymentMethodResult>;
  readonly createToken: (what: unknown, data?: Params) => Promise<TokenResult>;
  readonly createConfirmationToken: (
    options: Parameters<typeof createConfirmationToken>[1],
  ) => Promise<ConfirmationTokenResult>;
  readonly handleCardAction: (clientSecret: string) => Promise<PaymentIntentResult | SetupIntentResult>;
  readonly retrievePaymentIntent: (clientSecret: string) => Promise<PaymentIntentResult | SetupIntentResult>;
  readonly [call: string]: unknown;
}

/** What is confirmed: a secret given or, by the group itself, the one its elements were made with. */
const names = new WeakMap<object, string>();
function secretKey({ clientSecret, elements }: { clientSecret?: string; elements?: unknown }): string {
  if (clientSecret !== undefined || typeof elements !== 'object' || elements === null) return clientSecret ?? '';
  const name = names.get(elements) ?? crypto.randomUUID();
  names.set(elements, name);
  return name;
}

function notYet(call: string) {
  return {
    type: 'invalid_request_error' as const,
    message: `Florin does not have stripe.${call}() yet. Nothing was done.`,
  };
}
