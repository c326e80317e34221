import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import type { Generated } from '../../methods/method.ts';
import { methodOf } from '../../methods/registry.ts';
import type { CardChecks } from '../../network/type.ts';
import { attachVerified } from '../../payment-methods/attach.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { asksIndianMandate } from '../intents/indian-mandate.ts';
import type { SetupIntent } from './type.ts';

/**
 * Keeps a payment method that was set up, with what its issuer found: attached to the SetupIntent's customer or the
 * account itself, ready to be charged without the payer where that is its usage.
 */
export function keep(
  context: Context,
  intent: SetupIntent,
  method: PaymentMethod,
  { checks, generated }: { checks: CardChecks | null; generated: Generated | null },
): PaymentMethod {
  const customer = idOf(intent.customer);
  const module = methodOf(method.type);
  // What was learned of has been kept in its place.
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
      setUpForOffSession: method.internal.setUpForOffSession || intent.usage === 'off_session',
      ...(isUnowned && { setUpUnowned: true }),
      ...(intent.attach_to_self && { ownAccount: true }),
      ...(asksIndianMandate(intent, method) && { indianMandate: true }),
    },
  };
  if (customer !== null && method.customer === null) return attachVerified(context, ready, customer, checks);
  return context.work.save(ready);
}
