import type { Context } from '../../kernel/context.ts';
import { hashOfType } from '../../kernel/entity.ts';
import type { Generated } from '../../methods/method.ts';
import { methodOf } from '../../methods/registry.ts';
import { networkPort } from '../../network/ports.ts';
import { attachVerified } from '../../payment-methods/attach.ts';
import { insertVaulted, methodContext } from '../../payment-methods/make.ts';
import { makeMandate } from '../../payment-methods/mandates/grant.ts';
import type { Agreement } from '../../payment-methods/mandates/type.ts';
import { type PaymentMethod, paymentMethods } from '../../payment-methods/type.ts';
import type { Intent } from './intent.ts';

/**
 * Saves the bank account that a bank redirect revealed, for a method that cannot be charged again itself. The caller
 * checks that the method is to be charged later. Returns null if there is nothing to save.
 */
export async function generate(
  context: Context,
  { intent, method, agreement }: { intent: Intent; method: PaymentMethod; agreement: Agreement },
): Promise<Generated | null> {
  const { generates } = methodOf(method.type);
  if (generates === undefined || !('grant' in agreement)) return null;
  const iban = context.use(networkPort).accountBehind(countryOf(method));
  const made = methodOf(generates).make({ type: generates, [generates]: { iban } }, methodContext(context));
  const account = insertVaulted(context, {
    ...made,
    type: generates,
    billing: method.billing_details,
    allowRedisplay: method.allow_redisplay ?? 'unspecified',
    metadata: {},
    radarSession: null,
  });
  const { id: mandate } = makeMandate(context, account, { ...agreement.grant, singleUse: null }, 'active');
  const customer = intent.customer;
  const ready = context.work.save<PaymentMethod>({
    ...account,
    internal: { ...account.internal, mandate, setUpForOffSession: true },
  });
  if (customer !== null) attachVerified(context, ready, customer, null);
  const { sepa_debit: shown } = await context.work.require(paymentMethods, account.id);
  return { paymentMethod: account.id, mandate, last4: shown?.last4 ?? null };
}

/** Country of the payer's bank: from the payment method, or the method's only country. */
function countryOf(method: PaymentMethod): string {
  const own = hashOfType<{ country: string | null }>(method)?.country;
  const { countries } = methodOf(method.type);
  return own ?? (countries === 'all' ? 'DE' : (countries[0] ?? 'DE'));
}
