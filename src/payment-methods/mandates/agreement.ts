import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { methodOf } from '../../methods/registry.ts';
import { type PaymentMethod, paymentMethods } from '../type.ts';
import { makeMandate, moveMandate } from './grant.ts';
import { type Agreement, mandates } from './type.ts';

/**
 * Returns the agreement of an existing mandate. Throws `resource_missing`, or `payment_intent_mandate_invalid` if it is
 * inactive or belongs to another payment method.
 */
export async function underMandate({ work }: Context, id: string, method: PaymentMethod): Promise<Agreement> {
  const mandate = await work.require(mandates, id, 'mandate');
  if (mandate.status !== 'active') throw unusable(`its status is ${mandate.status}`);
  if (idOf(mandate.payment_method) !== method.id) throw unusable(`it belongs to ${idOf(mandate.payment_method)}`);
  return { mandate: id };
}

function unusable(why: string): Error {
  return invalidRequest(`The provided mandate is invalid and can not be used for the payment intent: ${why}.`, {
    code: 'payment_intent_mandate_invalid',
    param: 'mandate',
  });
}

/** The mandate that was there before the payment; null for one still to be made, and for none. */
export function namedMandate(agreement: Agreement | null | undefined): string | null {
  return agreement && 'mandate' in agreement ? agreement.mandate : null;
}

/** Returns the id of the mandate that a payment was made under. A single-use mandate becomes inactive. */
export async function spendAgreement(context: Context, agreement: Agreement, method: PaymentMethod): Promise<string> {
  if ('grant' in agreement) {
    const { grant } = agreement;
    const { id } = makeMandate(context, method, grant, grant.singleUse === null ? 'active' : 'inactive');
    if (grant.singleUse === null) await remember(context, method, id);
    return id;
  }
  const { type } = await context.work.require(mandates, agreement.mandate);
  if (type === 'single_use') await moveMandate(context, agreement.mandate, 'inactive');
  return agreement.mandate;
}

/** A reusable payment method references its mandate. */
async function remember({ work }: Context, { id, type }: PaymentMethod, mandate: string): Promise<void> {
  if (!methodOf(type).mandate) return;
  const method = await work.require(paymentMethods, id);
  work.save<PaymentMethod>({ ...method, internal: { ...method.internal, mandate } });
}
