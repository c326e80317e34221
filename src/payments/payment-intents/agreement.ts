import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { needsMandate } from '../../methods/registry.ts';
import type { MandateData } from '../../payment-methods/mandates/acceptance.ts';
import { underMandate } from '../../payment-methods/mandates/agreement.ts';
import type { Agreement } from '../../payment-methods/mandates/type.ts';
import { defaultMandateData, grantOf, indianGrant } from '../intents/requested-mandate.ts';
import type { Payment } from './ask-network.ts';
import { invoiceOf } from './type.ts';

/** The parameters of a confirmation that concern mandates. */
export interface MandateParams {
  readonly mandate?: string | undefined;
  readonly mandate_data?: MandateData | '' | null | undefined;
}

/** A subscription is an agreement to be charged, so the payment of an invoice needs no acceptance of its own. */
const SUBSCRIBED: MandateData = { customer_acceptance: { type: 'offline' } };

/**
 * Returns the agreement that a payment is made under; null without a mandate. A mandate that is given with a payment
 * covers later ones too if the method is saved for those, else this one amount.
 */
export async function agreementOf(
  context: Context,
  { intent, method, terms }: Payment,
  { mandate, mandate_data: data }: MandateParams,
): Promise<Agreement | null> {
  if (mandate && data) throw invalidRequest('You may only specify one of these parameters: mandate, mandate_data.');
  if (mandate) return underMandate(context, mandate, method);
  const { amount, currency } = intent;
  // Bank debits can be saved for on-session payments too.
  const isSaved = terms.isKept || (terms.usage === 'on_session' && needsMandate(method.type, false));
  const singleUse = isSaved ? null : { amount, currency };
  const granted = (given: MandateData) => ({ grant: grantOf(context, method, terms, { data: given, singleUse }) });
  if (data) return granted(data);
  if (terms.indianMandate) return { grant: indianGrant(context) };
  const { mandate: standing } = method.internal;
  if (standing !== undefined) return underMandate(context, standing, method);
  if (!needsMandate(method.type, terms.isKept)) return null;
  const isOfInvoice = invoiceOf(intent) !== undefined && context.caller.key === 'secret';
  return granted(isOfInvoice ? SUBSCRIBED : defaultMandateData(context));
}
