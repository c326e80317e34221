import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { PaymentIntent } from './type.ts';

/** The fields that a page sees of a PaymentIntent (those of Stripe.js); never its customer, metadata or charges. */
const VISIBLE_TO_PAGES = [
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
] as const satisfies readonly (keyof PaymentIntent)[];

/** Refuses a client secret that is not this PaymentIntent's. Secret keys may leave it out. */
export function checkClientSecret({ caller }: Context, intent: PaymentIntent, secret: string | undefined): void {
  if (secret === undefined && caller.key !== 'publishable') return;
  if (secret === intent.client_secret) return;
  throw invalidRequest(
    'The client_secret provided does not match any associated PaymentIntent on this account. Ensure the provided client_secret is correct and the PaymentIntent exists on this account.',
    { code: 'resource_missing', param: 'client_secret' },
  );
}

/** A PaymentIntent as the caller may see it: whole for a server, the page's fields for a page. */
export function forCaller({ caller }: Context, intent: PaymentIntent): PaymentIntent {
  if (caller.key !== 'publishable') return intent;
  return Object.fromEntries(VISIBLE_TO_PAGES.map((field) => [field, intent[field]])) as unknown as PaymentIntent;
}
