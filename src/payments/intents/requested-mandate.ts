import type { Context } from '../../kernel/context.ts';
import { parameterMissing } from '../../kernel/errors.ts';
import { methodOf } from '../../methods/registry.ts';
import { acceptanceOf, type MandateData } from '../../payment-methods/mandates/acceptance.ts';
import type { Grant } from '../../payment-methods/mandates/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import type { Terms } from './terms.ts';

/** Makes the grant of `mandate_data`, with the details that the payment method's type adds. */
export function grantOf(
  context: Context,
  method: PaymentMethod,
  { options }: Terms,
  { data, singleUse }: { data: MandateData; singleUse: Grant['singleUse'] },
): Grant {
  const { mandate } = methodOf(method.type);
  const { account, caller, work } = context;
  const details = mandate?.details({
    method,
    options,
    url: `${caller.baseUrl}/mandates/${account.id}/${method.id}`,
    reference: (length) => work.newSecret(length).toUpperCase(),
  });
  return { acceptance: acceptanceOf(context, data), singleUse, ...(details && { details }) };
}

/** The grant of an Indian e-mandate: the customer's bank shows it to them while they authenticate. */
export function indianGrant({ work, caller }: Context): Grant {
  const online = {
    ip_address: caller.key === 'publishable' ? caller.ip : null,
    user_agent: caller.key === 'publishable' ? caller.userAgent : null,
  };
  const acceptance = { accepted_at: work.now, online, type: 'online' } as const;
  return { acceptance, singleUse: null, details: { india: { inactive_reason: null } } };
}

/**
 * The `mandate_data` of a call that sends none: a customer who confirms on a page has read there what they agree to.
 * Throws parameter_missing for a server, which has to send it.
 */
export function defaultMandateData({ caller }: Context): MandateData {
  if (caller.key !== 'secret') return {};
  throw parameterMissing('mandate_data');
}
