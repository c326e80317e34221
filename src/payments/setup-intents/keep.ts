import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import type { CardChecks } from '../../network/network.ts';
import { asksIndianMandate } from '../intents/indian-mandate.ts';
import { attachVerified } from '../payment-methods/attach.ts';
import type { PaymentMethod } from '../payment-methods/type.ts';
import type { SetupIntent } from './type.ts';

/**
 * Keeps a payment method that was set up, with what its issuer found: attached to the SetupIntent's customer, ready to
 * be charged without the payer where that is its usage.
 */
export function keep(
  context: Context,
  intent: SetupIntent,
  method: PaymentMethod,
  checks: CardChecks | null,
): PaymentMethod {
  const customer = idOf(intent.customer);
  const isUnowned = customer === null && method.customer === null;
  const ready: PaymentMethod = {
    ...method,
    ...(method.card && checks && { card: { ...method.card, checks } }),
    internal: {
      ...method.internal,
      setUpForOffSession: method.internal.setUpForOffSession || intent.usage === 'off_session',
      ...(isUnowned && { setUpUnowned: true }),
      ...(asksIndianMandate(intent, method) && { indianMandate: true }),
    },
  };
  if (customer !== null && method.customer === null) return attachVerified(context, ready, customer, checks);
  return context.work.save(ready);
}
