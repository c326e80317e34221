import { makeCharge } from '../../charges/make.ts';
import type { Charge } from '../../charges/type.ts';
import { isPaidFromCash, takeCash, uncovered } from '../../customers/cash-balance/pay.ts';
import type { Context } from '../../kernel/context.ts';
import type { Generated } from '../../methods/method.ts';
import { methodOf } from '../../methods/registry.ts';
import type { ApprovedResult, CardChecks, PendingResult } from '../../network/type.ts';
import { attachVerified } from '../../payment-methods/attach.ts';
import { spendAgreement } from '../../payment-methods/mandates/agreement.ts';
import { type PaymentMethod, paymentMethods } from '../../payment-methods/type.ts';
import { generate } from '../intents/generate.ts';
import type { Answer, Payment } from './ask-network.ts';

/**
 * Records the charge of money that was taken or is on its way, with the mandate it was made under, and marks its payment
 * method as used.
 */
export async function recordCharge(
  context: Context,
  payment: Payment,
  { id, result, authorization }: Answer<ApprovedResult | PendingResult>,
): Promise<Charge> {
  const { intent, method, terms, merchant } = payment;
  const { agreement, words } = intent.internal;
  if (isPaidFromCash(method)) await takeCash(context, intent, uncovered(intent));
  const used = markUsed(context, payment, result.outcome === 'approved' ? result.checks : null);
  const generated = agreement && terms.isKept ? await generate(context, { intent, method: used, agreement }) : null;
  const charge = makeCharge(context, intent, used, {
    merchant,
    id,
    result,
    manualCapture: terms.capture === 'manual',
    authorization,
    mandate: agreement && !generated ? await spendAgreement(context, agreement, used) : null,
    generated,
    radarSession: words?.radarSession,
    options: terms.options,
    shown: intent.next_action,
  });
  if (generated) await nameCharge(context, generated, charge);
  return charge;
}

/** Stores on a generated bank account which payment it was generated from. */
async function nameCharge({ work }: Context, { paymentMethod }: Generated, charge: Charge): Promise<void> {
  const method = await work.require(paymentMethods, paymentMethod);
  if (!method.sepa_debit) return;
  work.save<PaymentMethod>({
    ...method,
    sepa_debit: { ...method.sepa_debit, generated_from: { charge: charge.id, setup_attempt: null } },
  });
}

/** Marks a payment method as used, with the issuer's checks; saves it for the customer if that was requested. */
function markUsed(context: Context, { intent, method, terms }: Payment, checks: CardChecks | null): PaymentMethod {
  const { usage } = terms;
  const customer = intent.customer;
  const used: PaymentMethod = {
    ...method,
    ...(method.card && checks && { card: { ...method.card, checks } }),
    internal: {
      ...method.internal,
      // A bank account that has paid has been verified.
      ...(method.internal.instrument.verified === false && {
        instrument: { ...method.internal.instrument, verified: true },
      }),
      spent: true,
      setUpForOffSession: method.internal.setUpForOffSession || usage === 'off_session',
      ...(terms.indianMandate && { indianMandate: true }),
    },
  };
  const isSaved = usage !== null && usage !== 'none' && methodOf(method.type).reusable;
  if (isSaved && customer !== null && method.customer === null) return attachVerified(context, used, customer, checks);
  // A saved card is not changed by its payments, so that concurrent payments do not wait for each other.
  return isUnchanged(method, used, checks) ? method : context.work.save(used);
}

function isUnchanged(method: PaymentMethod, used: PaymentMethod, checks: CardChecks | null): boolean {
  const { spent, setUpForOffSession, indianMandate } = method.internal;
  const isSame =
    spent && setUpForOffSession === used.internal.setUpForOffSession && indianMandate === used.internal.indianMandate;
  const shown = method.card?.checks;
  if (!isSame || !checks || !shown) return isSame;
  return (
    checks.cvc_check === shown.cvc_check &&
    checks.address_postal_code_check === shown.address_postal_code_check &&
    checks.address_line1_check === shown.address_line1_check
  );
}
