import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import type { Generated } from '../../methods/method.ts';
import { methodOf } from '../../methods/registry.ts';
import type { CardChecks } from '../../network/type.ts';
import { attachVerified } from '../../payment-methods/attach.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import type { Confirmed } from '../intents/intent.ts';
import type { Setup } from './ask-network.ts';
import { afterAttempt } from './state.ts';
import type { SetupIntent } from './type.ts';

/** The result of a setup: the issuer's checks, and the bank account that was saved instead of the method. */
interface Found {
  readonly checks: CardChecks | null;
  readonly generated: Generated | null;
}

/** The payment method is set up: it is saved, and the SetupIntent succeeds. */
export function approved(context: Context, setup: Setup, found: Found): Confirmed<SetupIntent> {
  const { work } = context;
  const { id } = keep(context, setup, found);
  const intent = work.save<SetupIntent>({
    ...setup.intent,
    last_setup_error: null,
    next_action: null,
    payment_method: id,
    status: afterAttempt('approved'),
    internal: { ...setup.intent.internal, action: null },
  });
  work.emit('setup_intent.succeeded', intent);
  return { intent, decline: null };
}

/**
 * Saves a payment method that was set up for the SetupIntent's customer or the account itself, ready to be charged
 * off session if that is its usage.
 */
function keep(context: Context, { intent, method, terms }: Setup, { checks, generated }: Found): PaymentMethod {
  const customer = intent.customer;
  const module = methodOf(method.type);
  // The generated bank account is saved in its place.
  if (generated || module.generates) {
    return context.work.save<PaymentMethod>({ ...method, internal: { ...method.internal, spent: true } });
  }
  const isUnowned = customer === null && method.customer === null && !intent.attach_to_self;
  const ready: PaymentMethod = {
    ...method,
    ...(method.card && checks && { card: { ...method.card, checks } }),
    internal: {
      ...method.internal,
      ...(method.internal.instrument.verified === false && {
        instrument: { ...method.internal.instrument, verified: true },
      }),
      ...(module.mandate && intent.mandate !== null && { mandate: idOf(intent.mandate) }),
      setUpForOffSession: method.internal.setUpForOffSession || terms.usage === 'off_session',
      ...(isUnowned && { setUpUnowned: true }),
      ...(intent.attach_to_self && { ownAccount: true }),
      ...(terms.indianMandate && { indianMandate: true }),
    },
  };
  if (customer !== null && method.customer === null) return attachVerified(context, ready, customer, checks);
  return context.work.save(ready);
}
