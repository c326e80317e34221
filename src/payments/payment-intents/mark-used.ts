import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { methodOf } from '../../methods/registry.ts';
import type { CardChecks } from '../../network/type.ts';
import { attachVerified } from '../../payment-methods/attach.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { asksIndianMandate } from '../intents/indian-mandate.ts';
import { futureUsageOf } from './options.ts';
import type { PaymentIntent } from './type.ts';

/** Whether a payment method already shows what a payment would write on it. */
function isUsed(method: PaymentMethod, checks: CardChecks | null, setUpForOffSession: boolean): boolean {
  const { spent, setUpForOffSession: before } = method.internal;
  if (!spent || before !== setUpForOffSession) return false;
  const shown = method.card?.checks;
  if (!checks || !shown) return true;
  return (
    checks.cvc_check === shown.cvc_check &&
    checks.address_postal_code_check === shown.address_postal_code_check &&
    checks.address_line1_check === shown.address_line1_check
  );
}

/** Marks a payment method as used, with what its issuer found; saves it for the customer when that was asked. */
export function markUsed(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  checks: CardChecks | null,
): PaymentMethod {
  const usage = futureUsageOf(intent, method.type);
  const customer = idOf(intent.customer);
  const reusable = methodOf(method.type).reusable;
  const used: PaymentMethod = {
    ...method,
    ...(method.card && checks && { card: { ...method.card, checks } }),
    internal: {
      ...method.internal,
      // Whoever is paid from a bank account that had to be verified has seen that it was.
      ...(method.internal.instrument.verified === false && {
        instrument: { ...method.internal.instrument, verified: true },
      }),
      spent: true,
      setUpForOffSession: method.internal.setUpForOffSession || usage === 'off_session',
      ...(asksIndianMandate(intent, method) && { indianMandate: true }),
    },
  };
  if (usage && usage !== 'none' && reusable && customer !== null && method.customer === null) {
    return attachVerified(context, used, customer, checks);
  }
  // A saved card that is charged again and again stays as it is, so that its payments do not wait for each other.
  const isSame = used.internal.indianMandate === method.internal.indianMandate;
  return isSame && isUsed(method, checks, used.internal.setUpForOffSession) ? method : context.work.save(used);
}
