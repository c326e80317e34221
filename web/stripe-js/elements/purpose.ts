import type { Appearance, StripeElementsOptions } from '@stripe/stripe-js';
import type { Font } from '../../shared/fonts.ts';
import { misuse } from '../../shared/misuse.ts';
import type { CheckoutCustomer, Purpose } from '../../shared/protocol.ts';

/** The options of a group in all trains: camel case in newer ones, the API's names in older ones. */
export interface GroupOptions {
  readonly clientSecret?: string | undefined;
  readonly mode?: 'payment' | 'setup' | 'subscription' | undefined;
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
  readonly setupFutureUsage?: 'off_session' | 'on_session' | null | undefined;
  readonly setup_future_usage?: 'off_session' | 'on_session' | null | undefined;
  readonly captureMethod?: string | undefined;
  readonly onBehalfOf?: string | undefined;
  readonly capture_method?: string | undefined;
  readonly paymentMethodTypes?: readonly string[] | undefined;
  readonly payment_method_types?: readonly string[] | undefined;
  readonly allowedPaymentMethodTypes?: readonly string[] | undefined;
  readonly excludedPaymentMethodTypes?: readonly string[] | undefined;
  readonly customerSessionClientSecret?: string | undefined;
  /** Set by the library for the elements of a checkout. */
  readonly checkout?: CheckoutCustomer | undefined;
  readonly appearance?: Appearance | undefined;
  readonly fonts?: readonly Font[] | undefined;
  readonly locale?: string | undefined;
}

/** Checks at compile time that the official options fit, also those of a new train. */
export type OfficialOptionsFit = StripeElementsOptions extends GroupOptions ? true : never;

/** Returns the purpose of a group. Throws for contradictory options. */
export function purposeOf(options: GroupOptions): Purpose {
  const { clientSecret, mode, amount, currency } = options;
  if (clientSecret !== undefined && mode !== undefined) {
    throw misuse('stripe.elements() takes a clientSecret or a mode, not both.');
  }
  if (clientSecret !== undefined && !/_secret_/.test(clientSecret)) {
    throw misuse('The clientSecret given to stripe.elements() is not a client secret (pi_…_secret_…).');
  }
  if (mode === 'payment' || mode === 'subscription') {
    if (!Number.isInteger(amount)) {
      throw misuse(`stripe.elements({mode: '${mode}'}) needs the amount, in the currency's smallest unit.`);
    }
    if (!currency) throw misuse(`stripe.elements({mode: '${mode}'}) needs the currency.`);
  }
  return {
    clientSecret,
    customerSessionClientSecret: options.customerSessionClientSecret,
    checkout: options.checkout,
    mode,
    amount,
    currency: currency?.toLowerCase(),
    setupFutureUsage: options.setupFutureUsage ?? options.setup_future_usage,
    captureMethod: options.captureMethod ?? options.capture_method,
    paymentMethodTypes: options.paymentMethodTypes ?? options.payment_method_types,
    allowedPaymentMethodTypes: options.allowedPaymentMethodTypes,
    excludedPaymentMethodTypes: options.excludedPaymentMethodTypes,
    onBehalfOf: options.onBehalfOf,
  };
}
