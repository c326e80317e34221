import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { MandateData } from '../../payment-methods/mandates/acceptance.ts';
import { underMandate } from '../../payment-methods/mandates/agreement.ts';
import type { Agreement } from '../../payment-methods/mandates/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { asksIndianMandate, indianGrant } from '../intents/indian-mandate.ts';
import { grantOf, needsMandate, unsaid } from '../intents/requested-mandate.ts';
import { futureUsageOf } from './options.ts';
import type { PaymentIntent } from './type.ts';

/** What a confirmation says of mandates. */
export interface MandateParams {
  readonly mandate?: string | undefined;
  readonly mandate_data?: MandateData | '' | null | undefined;
}

/**
 * What a confirmed payment is made under; null when no mandate was spoken of. A mandate that is given with a payment
 * stands for later ones too where the method is kept for those, else for this one amount.
 */
export async function agreementOf(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  { mandate, mandate_data: data }: MandateParams,
): Promise<Agreement | null> {
  if (mandate && data) throw invalidRequest('You may only specify one of these parameters: mandate, mandate_data.');
  if (mandate) return underMandate(context, mandate, method);
  const usage = futureUsageOf(intent, method.type);
  const { amount, currency } = intent;
  // Bank debits are kept for later payments with their payer there, too.
  const isKept = usage === 'off_session' || (usage === 'on_session' && needsMandate(method, false));
  const given = (said: MandateData) => ({
    grant: grantOf(context, intent, method, { data: said, singleUse: isKept ? null : { amount, currency } }),
  });
  if (data) return given(data);
  if (asksIndianMandate(intent, method)) return { grant: indianGrant(context) };
  const { mandate: standing } = method.internal;
  if (standing !== undefined) return underMandate(context, standing, method);
  return needsMandate(method, usage === 'off_session') ? given(unsaid(context)) : null;
}
