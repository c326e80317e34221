import type Stripe from 'stripe';
import { methodOf } from '../../methods/registry.ts';
import type { SetupRequest } from '../../network/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import type { PaymentIntent } from '../payment-intents/type.ts';
import type { SetupIntent } from '../setup-intents/type.ts';
import { externalAuthentication } from './attempt-options.ts';
import type { Intent } from './intent.ts';

type FutureUsage = 'none' | 'on_session' | 'off_session';

/** An entry of an intent's `payment_method_options`: the options that set terms, and those of its type. */
interface MethodOptions {
  readonly capture_method?: Stripe.PaymentIntent.CaptureMethod;
  readonly setup_future_usage?: FutureUsage;
  readonly request_three_d_secure?: string;
  readonly mandate_options?: object;
  readonly target_date?: string;
  readonly network?: string | null;
}

/** The terms on which a payment method is charged or set up. A type's own options take precedence over the intent's. */
export interface Terms {
  /** The type's entry in `payment_method_options`. */
  readonly options: MethodOptions;
  /** The use that the method is saved for; null if none was requested. */
  readonly usage: FutureUsage | null;
  /** True if the method is saved to be charged without its customer. */
  readonly isKept: boolean;
  /** True if an Indian card is given an e-mandate. Other cards have none: their `mandate_options` are stored, unused. */
  readonly indianMandate: boolean;
  /** The part of a request to the network that is the same for a charge and a setup. */
  readonly request: Pick<SetupRequest, 'moneyFlow' | 'requestThreeDSecure' | 'authentication'>;
}

export interface PaymentTerms extends Terms {
  readonly capture: Stripe.PaymentIntent.CaptureMethod;
}

/** Computes the terms of a payment. */
export function paymentTerms(intent: PaymentIntent, method: PaymentMethod): PaymentTerms {
  const options = optionsOf(intent, method.type);
  // A parameter takes no other value than these two.
  const usage = options.setup_future_usage ?? (intent.setup_future_usage as FutureUsage | null);
  return {
    ...termsOf(intent, method, { options, usage, isKept: usage === 'off_session' }),
    capture: options.capture_method ?? intent.capture_method,
  };
}

/** Computes the terms of a setup, which is always for later. */
export function setupTerms(intent: SetupIntent, method: PaymentMethod): Terms {
  const usage = intent.usage === 'on_session' ? 'on_session' : 'off_session';
  return termsOf(intent, method, { options: optionsOf(intent, method.type), usage, isKept: true });
}

function optionsOf(intent: Intent, type: string): MethodOptions {
  // Stripe's types name each entry; every one of them has these fields or lacks them.
  return (intent.payment_method_options as Readonly<Record<string, MethodOptions>> | null)?.[type] ?? {};
}

function termsOf(intent: Intent, method: PaymentMethod, own: Pick<Terms, 'options' | 'usage' | 'isKept'>): Terms {
  const { moneyFlow } = methodOf(method.type);
  const { words } = intent.internal;
  const { options, isKept } = own;
  const indianMandate = isKept && method.card?.country === 'IN' && Boolean(options.mandate_options);
  return {
    ...own,
    indianMandate,
    request: {
      ...(moneyFlow && { moneyFlow }),
      requestThreeDSecure: threeDSecureRequest(options, indianMandate),
      ...(words && externalAuthentication(words)),
    },
  };
}

/** An e-mandate is only given by a customer who authenticates. */
function threeDSecureRequest(
  { request_three_d_secure: requested }: MethodOptions,
  indianMandate: boolean,
): SetupRequest['requestThreeDSecure'] {
  if (requested === 'challenge') return 'challenge';
  return requested === 'any' || indianMandate ? 'any' : 'automatic';
}
