import type { Context } from '../../kernel/context.ts';
import { parameterMissing } from '../../kernel/errors.ts';
import { methodOf } from '../../methods/registry.ts';
import { acceptanceOf, type MandateData } from '../../payment-methods/mandates/acceptance.ts';
import type { Grant } from '../../payment-methods/mandates/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { optionsOf } from '../actions/facts.ts';
import type { Intent } from './intent.ts';

/** What a payer agrees to by `data`, with what their method's type tells of it. */
export function grantOf(
  context: Context,
  intent: Intent,
  method: PaymentMethod,
  { data, singleUse }: { data: MandateData; singleUse: Grant['singleUse'] },
): Grant {
  const { mandate } = methodOf(method.type);
  const { account, caller, work } = context;
  const details = mandate?.details({
    method,
    options: optionsOf(intent, method.type),
    url: `${caller.baseUrl}/mandates/${account.id}/${method.id}`,
    reference: (length) => work.newSecret(length).toUpperCase(),
  });
  return { acceptance: acceptanceOf(context, data), singleUse, ...(details && { details }) };
}

/** Whether this use of a payment method needs its payer's agreement; `isKept` says that it is to be charged again. */
export function needsMandate(method: PaymentMethod, isKept: boolean): boolean {
  const { mandate } = methodOf(method.type);
  return mandate !== undefined && (mandate.needed === 'always' || isKept);
}

/**
 * The agreement that a call without `mandate_data` brings all the same: who confirms on a page has read there what they
 * agree to. A server has to say that they have; throws parameter_missing when it does not.
 */
export function unsaid({ caller }: Context): MandateData {
  if (caller.key !== 'secret') return {} as MandateData;
  throw parameterMissing('mandate_data');
}
