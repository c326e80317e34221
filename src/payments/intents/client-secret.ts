import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { PaymentIntent } from '../payment-intents/type.ts';
import type { SetupIntent } from '../setup-intents/type.ts';
import { type Intent, NOUNS } from './intent.ts';

/** The fields that a page sees of an intent (those of Stripe.js); never its customer, metadata, charges or attempts. */
const VISIBLE_TO_PAGES: Readonly<Record<Intent['object'], readonly string[]>> = {
  payment_intent: [
    'id',
    'object',
    'amount',
    'amount_details',
    'automatic_payment_methods',
    'canceled_at',
    'cancellation_reason',
    'capture_method',
    'client_secret',
    'confirmation_method',
    'created',
    'currency',
    'description',
    'last_payment_error',
    'livemode',
    'next_action',
    'payment_method',
    'payment_method_configuration_details',
    'payment_method_types',
    'processing',
    'receipt_email',
    'setup_future_usage',
    'shipping',
    'source',
    'status',
  ] satisfies readonly (keyof PaymentIntent)[],
  setup_intent: [
    'id',
    'object',
    'automatic_payment_methods',
    'cancellation_reason',
    'client_secret',
    'created',
    'description',
    'last_setup_error',
    'livemode',
    'next_action',
    'payment_method',
    'payment_method_configuration_details',
    'payment_method_types',
    'status',
    'usage',
  ] satisfies readonly (keyof SetupIntent)[],
};

/** Refuses a client secret that is not this intent's. Secret keys may leave it out. */
export function checkClientSecret({ caller }: Context, intent: Intent, secret: string | undefined): void {
  if (secret === undefined && caller.key !== 'publishable') return;
  if (secret === intent.client_secret) return;
  const noun = NOUNS[intent.object];
  throw invalidRequest(
    `The client_secret provided does not match any associated ${noun} on this account. Ensure the provided client_secret is correct and the ${noun} exists on this account.`,
    { code: 'resource_missing', param: 'client_secret' },
  );
}

/** An intent as the caller may see it: whole for a server, the page's fields for a page. */
export function forCaller<T extends Intent>({ caller }: Context, intent: T): T {
  if (caller.key !== 'publishable') return intent;
  const fields = VISIBLE_TO_PAGES[intent.object];
  return Object.fromEntries(fields.map((field) => [field, intent[field as keyof T]])) as unknown as T;
}
