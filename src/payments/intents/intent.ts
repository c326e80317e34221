import type { Context } from '../../kernel/context.ts';
import { invalidRequest, type Refusal, type StripeError } from '../../kernel/errors.ts';
import { type PaymentIntent, paymentIntents } from '../payment-intents/type.ts';
import { type SetupIntent, setupIntents } from '../setup-intents/type.ts';

/** An intent to pay now, or to set a payment method up for later. */
export type Intent = PaymentIntent | SetupIntent;

/** The result of an attempt. After a decline, `intent` and everything else about it is written already. */
export interface Confirmed<T extends Intent> {
  readonly intent: T;
  readonly decline: Refusal | null;
}

/** The names of intents in messages. */
export const NOUNS = { payment_intent: 'PaymentIntent', setup_intent: 'SetupIntent' } as const;

/** Returns the intent with this id, of either kind; undefined if there is none in this world. */
export async function findIntent({ work }: Context, id: string): Promise<Intent | undefined> {
  return id.startsWith(`${setupIntents.prefix}_`) ? work.get(setupIntents, id) : work.get(paymentIntents, id);
}

/** The error of an intent whose state does not allow what was requested, with the intent inside. */
export function unexpectedState(intent: Intent, message: string): StripeError {
  return invalidRequest(message, { code: `${intent.object}_unexpected_state`, [intent.object]: intent });
}
