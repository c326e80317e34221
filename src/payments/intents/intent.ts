import type { Context } from '../../kernel/context.ts';
import { type PaymentIntent, paymentIntents } from '../payment-intents/type.ts';
import { type SetupIntent, setupIntents } from '../setup-intents/type.ts';

/** Someone's intent: to pay now, or to have a payment method set up for later. */
export type Intent = PaymentIntent | SetupIntent;

/** What an intent is called in messages. */
export const NOUNS = { payment_intent: 'PaymentIntent', setup_intent: 'SetupIntent' } as const;

/** The intent an id names, whichever kind it is of; undefined when this world has none. */
export async function findIntent({ work }: Context, id: string): Promise<Intent | undefined> {
  return id.startsWith(`${setupIntents.prefix}_`) ? work.get(setupIntents, id) : work.get(paymentIntents, id);
}
